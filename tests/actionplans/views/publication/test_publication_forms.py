"""Each form about publishing, sent as the page made it."""

import pytest

from actionplans.models import ItemState, PlanVersion, Reason
from tests.support.factories import (
    make_action,
    make_contribution,
    make_coordinator,
    make_version,
)
from tests.support.pages.board_pages import handles
from tests.support.pages.page_forms import form_with, forms_on
from tests.support.pages.requests import address, messages_of, signed_in

pytestmark = pytest.mark.django_db
PUBLISH = "Publish version 1"


@pytest.fixture
def client():
    return signed_in(make_coordinator())


@pytest.fixture
def plan(think_tank):
    return make_action(make_contribution(think_tank), wording="Tikties biežāk").plan


def page_of(client, plan):
    return client.get(address("plan-publish", plan.pk))


def test_publish_the_first_version_with_the_proposed_note(client, plan):
    form = form_with(page_of(client, plan), PUBLISH)
    assert form["note"] == ["Pirmā versija"]

    response = form.press(PUBLISH, follow=True)

    assert messages_of(response) == ["Plan published"]
    assert PlanVersion.objects.get().note.body == "Pirmā versija"


def test_publish_sent_twice_makes_one_version(client, plan):
    form = form_with(page_of(client, plan), PUBLISH)

    first, second = (form.press(PUBLISH, follow=True) for _time in range(2))

    assert messages_of(first) == messages_of(second) == ["Plan published"]
    assert PlanVersion.objects.count() == 1


def test_a_refused_note_stays_in_the_form(client, plan):
    refused = form_with(page_of(client, plan), PUBLISH).fill(note="x" * 2001).press(PUBLISH)

    assert refused.status_code == 422
    assert form_with(refused, PUBLISH)["note"] == ["x" * 2001]


def test_set_aside_all_that_is_left_with_one_reason(client, plan, think_tank):
    left = [make_contribution(think_tank) for _time in range(2)]
    form = form_with(page_of(client, plan), "Set aside the selected ones")
    assert form["items"] == handles(*left)

    response = form.fill(reason=Reason.REPEATS, note="Jau ir").press(
        "Set aside the selected ones", follow=True
    )

    for contribution in left:
        contribution.refresh_from_db()
    assert [contribution.state for contribution in left] == [ItemState.SET_ASIDE] * 2
    assert form_with(response, PUBLISH)["note"] == ["Pirmā versija"]


def test_withdraw_a_version(client, plan):
    version = make_version(plan)
    form = form_with(client.get(address("version-withdraw", version.pk)), "Withdraw version 1")

    response = form.fill(reason="Sajaukti reģioni").press("Withdraw version 1", follow=True)

    assert messages_of(response) == ["Version 1 is withdrawn"]
    assert version.withdrawal.reason.body == "Sajaukti reģioni"


def test_redact_a_text(client, plan):
    text = plan.contributions.get().text
    form = form_with(client.get(address("text-redact", text.pk)), "Erase the text")

    response = form.fill(reason="Personas dati").press("Erase the text", follow=True)

    text.refresh_from_db()
    assert (messages_of(response), text.body) == (["The text is erased"], "[dzēsts]")


@pytest.mark.parametrize(
    ("name", "button", "longest"),
    [("version-withdraw", "Withdraw version 1", 2000), ("text-redact", "Erase the text", 300)],
)
def test_a_refused_reason_stays_in_the_form(client, plan, name, button, longest):
    version = make_version(plan)
    subject = version if name == "version-withdraw" else plan.contributions.get().text
    typed = "x" * (longest + 1)

    refused = (
        form_with(client.get(address(name, subject.pk)), button).fill(reason=typed).press(button)
    )

    assert refused.status_code == 422
    assert form_with(refused, button)["reason"] == [typed]


def test_without_changes_there_is_no_form_to_publish(client, plan, think_tank):
    make_version(plan)
    unchanged = forms_on(page_of(client, plan))
    make_action(make_contribution(think_tank))
    changed = forms_on(page_of(client, plan))

    button = "Publish version 2"
    assert [form for form in unchanged if form.has_button(button)] == []
    assert len([form for form in changed if form.has_button(button)]) == 1
