"""Every text of a plan is cleaned by the operation that stores it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from actionplans.models import Redaction
from actionplans.operations.actions import detail_action, reword_action
from actionplans.operations.contributions import correct_contribution, split_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.operations.redaction import redact_text
from tests.support.factories import make_action, make_contribution, make_user, make_version, seen

pytestmark = pytest.mark.django_db

NOTHING = " \u200b\u3164\n"
LINES = "Saldus\v\uf0b7\tBrocēni\u2028"


@pytest.fixture
def action(think_tank):
    return make_action(make_contribution(think_tank), wording="Atdot telpas")


def think_tank_of(action):
    return action.plan.contributions.first().think_tank


def reword(action, text):
    return reword_action(action, wording=text, version=action.version, by=make_user()).wording.body


def publish(action, text):
    return publish_plan(action.plan, note=text, by=make_user()).note.body


def withdraw(action, text):
    return withdraw_version(make_version(action.plan), reason=text, by=make_user()).reason.body


def redact(action, text):
    make_version(action.plan)
    redact_text(action.wording, reason=text, by=make_user())
    return Redaction.objects.get().reason


def detail(field):
    def change(action, text):
        fields = {field: text}
        action = detail_action(action, **fields, version=action.version, by=make_user())
        return str(getattr(action, field) or "")

    return change


def aside(action, text):
    left_out = make_contribution(think_tank_of(action))
    set_aside(seen(left_out), reason="repeats", note=text, by=make_user())
    left_out.refresh_from_db()
    return str(left_out.reason_note or "")


def correct(action, text):
    contribution = make_contribution(think_tank_of(action))
    return correct_contribution(contribution, text=text, version=1, by=make_user()).current_text


def split(action, text):
    contribution = make_contribution(think_tank_of(action))
    return split_contribution(contribution, parts=["Cits", text], version=1, by=make_user())[
        1
    ].current_text


SEVERAL_LINES = {"reword": reword, "publish": publish, "withdraw": withdraw} | {
    "correct": correct,
    "split": split,
}
ONE_LINE = {"redact": redact, "set aside": aside} | {
    field: detail(field) for field in ("condition", "lead", "first_step")
}


@pytest.mark.parametrize("operation", SEVERAL_LINES)
def test_a_text_of_several_lines_keeps_them(action, operation):
    assert SEVERAL_LINES[operation](action, LINES) == "Saldus\nBrocēni"


@pytest.mark.parametrize("operation", ONE_LINE)
def test_a_text_on_one_line_stays_on_it(action, operation):
    assert ONE_LINE[operation](action, "Saldus\v\r\nun\tBrocēni\u2028") == "Saldus un Brocēni"


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        (reword, "Enter the wording."),
        (publish, "Write a note on this version."),
        (withdraw, "Give a reason."),
        (redact, "Give a reason."),
        (correct, "Enter the contribution."),
        (split, "Enter the contribution."),
    ],
)
def test_a_text_that_cannot_be_seen_is_refused_by_its_own_name(action, operation, sentence):
    with pytest.raises(ValidationError) as refused, override("en"):
        operation(action, NOTHING)

    assert (refused.value.messages, refused.value.code) == ([sentence], "empty")


@pytest.mark.parametrize("operation", ["set aside", "condition", "lead", "first_step"])
def test_a_text_that_may_be_missing_is_not_stored_when_it_cannot_be_seen(action, operation):
    assert ONE_LINE[operation](action, NOTHING) == ""
