"""Undo the import of an older plan."""

import uuid

import pytest

from actionplans.models import Action, Contribution, ItemState
from actionplans.operations.actions import reword_action
from tests.support.factories import (
    make_administrator,
)
from tests.support.older_plans.page import preview, save
from tests.support.pages.requests import address, html_of
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db


def test_plan_import_undo_takes_everything_back(client, plan):
    saved = save(client, plan, preview(client, plan), add=["a0", "a1", "f0"])
    batch = saved.url.split("batch=")[1]

    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch}, follow=True)

    assert "Import undone" in html_of(response)
    assert set(Contribution.objects.values_list("state", flat=True)) == {ItemState.WITHDRAWN}
    assert (Action.objects.live().count(), Answer.objects.count()) == (0, 0)
    assert "Undo the import" not in html_of(client.get(saved.url))


def test_plan_import_undo_takes_an_answer_back_that_was_saved_alone(client, plan):
    saved = save(client, plan, preview(client, plan), add=["f0"])
    batch = saved.url.split("batch=")[1]

    shown = client.get(saved.url)
    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch}, follow=True)

    assert "Feedback answers: 1 <" in " ".join(html_of(shown).split())
    assert "Import undone" in html_of(response)
    assert Answer.objects.count() == 0


def test_plan_import_saved_again_after_its_undo_can_be_undone_again(client, plan):
    page, undo = preview(client, plan), address("plan-import-undo", plan.pk)
    for _time in range(2):
        batch = save(client, plan, page, add=["a0", "f0"]).url.split("batch=")[1]
        response = client.post(undo, {"batch": batch}, follow=True)
        assert "Import undone" in html_of(response)
    again = client.post(undo, {"batch": batch}, follow=True)

    assert "This is already undone." in html_of(again)
    assert (Action.objects.live().count(), Answer.objects.count()) == (0, 0)


def test_plan_import_undo_refuses_what_was_changed_since(client, plan):
    saved = save(client, plan, preview(client, plan), add=["a0"])
    action = Action.objects.get()
    reword_action(action, wording="Atvērt skolas", version=1, by=make_administrator())
    batch = saved.url.split("batch=")[1]

    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch}, follow=True)

    assert "Some of it has changed since" in html_of(response)
    assert Contribution.objects.filter(state=ItemState.PLACED).count() == 2


@pytest.mark.parametrize(("batch", "status"), [("", 404), ("x", 404), (str(uuid.UUID(int=1)), 302)])
def test_plan_import_undo_of_nothing_changes_nothing(batch, status, client, plan):
    save(client, plan, preview(client, plan), add=["a0"])

    response = client.post(address("plan-import-undo", plan.pk), {"batch": batch})

    assert response.status_code == status
    assert Contribution.objects.filter(state=ItemState.PLACED).count() == 2
