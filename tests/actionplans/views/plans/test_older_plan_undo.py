"""Undo the import of an older plan."""

import re
import uuid

import pytest

from actionplans.models import Action, Contribution, State
from actionplans.operations.actions import reword_action
from tests.support.factories import (
    make_administrator,
    make_national_plan,
)
from tests.support.pages.board_pages import address, signed_in, words
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def plan():
    return make_national_plan()


@pytest.fixture
def client(plan):
    return signed_in(make_administrator())


def send(client, plan, text=TEXT, **fields):
    """The form as the browser sends it: line breaks of a text area are CR LF."""
    fields = {"text": text.replace("\n", "\r\n")} | fields
    return client.post(address("plan-import", plan.pk), fields)


def preview(client, plan, text=TEXT, **fields):
    response = send(client, plan, text, **fields)
    assert response.status_code == 200
    return response


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())[1]


def save(client, plan, page, *, add, text=TEXT, **fields):
    sent = {name: hidden(page, name) for name in ("batch", "shown")}
    return send(client, plan, text, save="1", add=add, **sent, **fields)


def test_plan_import_undo_takes_everything_back(client, plan):
    saved = save(client, plan, preview(client, plan), add=["a0", "a1", "f0"])
    batch = saved.url.split("batch=")[1]

    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch}, follow=True)

    assert "Import undone" in words(response)
    assert set(Contribution.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert (Action.objects.live().count(), Answer.objects.count()) == (0, 0)
    assert "Undo the import" not in words(client.get(saved.url))


def test_plan_import_undo_refuses_what_was_changed_since(client, plan):
    saved = save(client, plan, preview(client, plan), add=["a0"])
    action = Action.objects.get()
    reword_action(action, wording="Atvērt skolas", version=1, by=make_administrator())
    batch = saved.url.split("batch=")[1]

    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch}, follow=True)

    assert "Some of it has changed since" in words(response)
    assert Contribution.objects.filter(state=State.PLACED).count() == 2


@pytest.mark.parametrize("batch", ["", "x", str(uuid.UUID(int=1))])
def test_plan_import_undo_of_nothing_changes_nothing(batch, client, plan):
    save(client, plan, preview(client, plan), add=["a0"])

    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch})

    assert response.status_code in (302, 404)
    assert Contribution.objects.filter(state=State.PLACED).count() == 2
