"""Addresses of English pages, clients of people, and data of forms as the pages of the board send them."""

import uuid

from django.test import Client
from django.urls import reverse
from django.utils import translation

from actionplans.queries.draft.items import handle_of


def address(name, *args) -> str:
    """Return the address of an English page, whose texts are those of the code."""
    with translation.override("en"):
        return reverse(name, args=args)


def signed_in(user) -> Client:
    """Return a client with the session of a user."""
    client = Client()
    client.force_login(user)
    return client


def handles(*items) -> list[str]:
    """Return the handles of items: kind, pk and the version that they have now."""
    for item in items:
        item.refresh_from_db()
    return [handle_of(item) for item in items]


def sent(**fields) -> dict:
    """Return the data of a form, with the UUID of a new operation."""
    return {"op_uuid": str(uuid.uuid4())} | fields


def html_of(response) -> str:
    """Return the HTML of a page with each run of white space as one blank."""
    return " ".join(response.content.decode().split())


def messages_of(response) -> list[str]:
    """Return the messages of a page, without their undo buttons."""
    return [str(message).split(" <")[0].strip() for message in response.context["messages"]]
