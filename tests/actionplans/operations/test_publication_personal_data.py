"""What goes out is searched for personal data, and each text found needs a decision of its own."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import PlanVersion, checksum
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import reword
from tests.support.factories import make_action, make_contribution, make_user, make_version, seen
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db

ANNA, ILZE = "Zvaniet Annai, 29123456", "Zvaniet Ilzei, 26123456"


def publish(plan, **fields):
    return publish_plan(plan, **({"note": "Pirmā versija", "by": make_user()} | fields))


def message_of(plan, **fields):
    with pytest.raises(ValidationError) as refused:
        publish(plan, **fields)
    return refused.value.messages


def test_publish_plan_needs_a_decision_about_each_text(think_tank):
    action = make_action(*(make_contribution(think_tank, text=text) for text in (ANNA, ILZE)))
    both = [checksum(ANNA), checksum(ILZE)]

    for decided in ([], both[:1], both[1:], [checksum("Cits 29123456")]):
        refusal("personal_data", publish, action.plan, not_personal_data=decided)

    assert publish(action.plan, not_personal_data=both).number == 1


def test_publish_plan_says_how_many_texts_need_a_decision(think_tank):
    action = make_action(*(make_contribution(think_tank, text=text) for text in (ANNA, ILZE)))

    none_decided = message_of(action.plan)
    one_decided = message_of(action.plan, not_personal_data=[checksum(ILZE)])

    sentence = "Iespējami personas dati, par kuriem vēl jāizlemj: "
    assert (none_decided, one_decided) == ([f"{sentence}2"], [f"{sentence}1"])


def test_publish_plan_needs_no_decision_once_the_original_is_withheld(think_tank):
    contribution = make_contribution(think_tank, text=ANNA)
    action = make_action(contribution)
    correct_contribution(contribution, text="Zvaniet", version=2, by=make_user())
    refusal("personal_data", publish, action.plan)

    correct_contribution(
        contribution, text="Zvaniet", withhold_original=True, version=3, by=make_user()
    )
    version = publish(action.plan)

    assert "29123456" not in version.document
    assert differences() == []


def test_publish_plan_needs_no_decision_once_it_is_set_aside_as_personal_data(think_tank, action):
    contribution = make_contribution(think_tank, text=ANNA)
    set_aside(seen(contribution), reason="repeats", by=make_user())
    refusal("personal_data", publish, action.plan)

    set_aside(seen(contribution), reason="personal_data", by=make_user())

    assert "29123456" not in publish(action.plan).document


def test_publish_plan_needs_a_decision_again_where_the_text_was_changed(action):
    reword(action, ANNA)
    reword(action, ILZE)

    refusal("personal_data", publish, action.plan, not_personal_data=[checksum(ANNA)])


def test_publish_plan_looks_at_the_note(action):
    refusal("personal_data_typed", publish, action.plan, note=ANNA)
    refusal(
        "personal_data_typed", publish, action.plan, note=ANNA, not_personal_data=[checksum(ILZE)]
    )

    version = publish(action.plan, note=f" {ANNA}\r\n", not_personal_data=[checksum(ANNA)])

    assert version.note.body == ANNA


def test_withdraw_version_looks_at_the_reason(action):
    version = make_version(action.plan)
    refusal("personal_data_typed", withdraw_version, version, reason=ANNA, by=make_user())

    withdrawal = withdraw_version(
        version, reason=ANNA, not_personal_data=[checksum(ANNA)], by=make_user()
    )

    assert withdrawal.reason.body == ANNA


def test_redact_text_looks_at_the_reason(action):
    text = make_version(action.plan).actions.get().wording
    refusal("personal_data_typed", redact_text, text, reason=ANNA, by=make_user())

    redact_text(text, reason=ANNA, not_personal_data=[checksum(ANNA)], by=make_user())

    assert PlanVersion.objects.get().redaction_rows.get().reason == ANNA
