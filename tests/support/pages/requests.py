"""What tests of every app request and read: addresses, clients of people, the HTML and the messages of a page."""

from django.test import Client
from django.urls import reverse
from django.utils import translation


def address(name, *args) -> str:
    """Return the address of an English page, whose texts are those of the code."""
    with translation.override("en"):
        return reverse(name, args=args)


def signed_in(user) -> Client:
    """Return a client with the session of a user."""
    client = Client()
    client.force_login(user)
    return client


def html_of(response) -> str:
    """Return the HTML of a page with each run of white space as one blank."""
    return " ".join(response.content.decode().split())


def messages_of(response) -> list[str]:
    """Return the messages of a page, without their undo buttons."""
    return [str(message).split(" <")[0].strip() for message in response.context["messages"]]
