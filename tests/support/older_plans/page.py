"""The page that imports an older plan: its form as a browser sends it, and what it offers."""

import re

from django.test import Client

from actionplans.models import Plan
from tests.support.pages.requests import address

TEXT = """PAŠVALDĪBĀM
 • Atvērt telpas; publicēt sarakstu
   Uzaicināt uzņēmējus

Kāds paskaidrojums, kas stāv pats par sevi.

BIEDRĪBĀM:
 • Rīkot tirdziņu; meklēt partnerus

Ko ieguvāt?
 • Jauni kontakti

Ko mainīt nākamreiz?
 • Īsākas runas
"""


def send(client: Client, plan: Plan, text: str = TEXT, **fields):
    """Send the form; line breaks of a text area are CR LF."""
    fields = {"text": text.replace("\n", "\r\n")} | fields
    return client.post(address("plan-import", plan.pk), fields)


def preview(client: Client, plan: Plan, text: str = TEXT, **fields):
    """Return the page on which the rows of a text are checked."""
    response = send(client, plan, text, **fields)
    assert response.status_code == 200
    return response


def save(client: Client, plan: Plan, page, *, add: list[str], text: str = TEXT, **fields):
    """Save the rows with these handles that the preview `page` offers."""
    shown = {name: _hidden_field(page, name) for name in ("batch", "shown")}
    return send(client, plan, text, save="1", add=add, **shown, **fields)


def offered(page) -> dict[str, bool]:
    """Return the handle of each row that a preview offers, with whether it is selected."""
    boxes = re.findall(r'name="add" value="(\w+)"\s+id="\w+"\s*(checked)?', page.content.decode())
    return {handle: bool(checked) for handle, checked in boxes}


def _hidden_field(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())[1]
