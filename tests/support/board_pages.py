"""What the tests of the board's pages share: addresses in English, people signed in, and forms as the page sends them."""

import uuid

from django.test import Client
from django.urls import reverse
from django.utils import translation

from actionplans.queries.draft.items import handle_of


def address(name, *args) -> str:
    """The address of an English page: its words are those of the code."""
    with translation.override("en"):
        return reverse(name, args=args)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def handles(*items) -> list[str]:
    """Items as the page names them: kind, number and the version they have now."""
    for item in items:
        item.refresh_from_db()
    return [handle_of(item) for item in items]


def sent(**fields) -> dict:
    """A form as the page sends it, with a number of its own."""
    return {"op_uuid": str(uuid.uuid4())} | fields


def words(response) -> str:
    """The text of a page, blanks made one."""
    return " ".join(response.content.decode().split())


def said(response) -> list[str]:
    """What the page that follows tells of the change, without the undo beside it."""
    return [str(message).split(" <")[0].strip() for message in response.context["messages"]]
