"""T59: an archived programme refuses what its organisers do at the desk, and no operation is left out."""

import ast
from pathlib import Path

import pytest

from actionplans.operations.programmes import change_programme
from tests.promises.archived.programme import Archived
from tests.support.factories import make_user
from tests.support.refusals import refusal, refusal_code
from thinktanks.models import Attendee, ProgrammeEvent
from thinktanks.operations.attendance import mark_came
from thinktanks.operations.clock import extend_clock, start_clock, stop_clock
from thinktanks.operations.facilitators import add_facilitator
from thinktanks.operations.questions import (
    add_question,
    move_question,
    remove_question,
    reword_question,
)
from thinktanks.operations.registration import register_attendee
from thinktanks.operations.tables import add_table
from thinktanks.operations.think_tanks import cancel_think_tank

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
TEXTS = {"text_lv": "Kas vēl?", "text_en": "What else?"}
PERSON = {
    "name": "Ilze Parauga",
    "organisation_name": "",
    "role": None,
    "email": "",
    "may_be_named": False,
}
CHANGES = {
    "cancel": lambda a: (cancel_think_tank, a.planned, {"reason": "Slimība"}),
    "add a table": lambda a: (add_table, a.think_tank, {"role": None}),
    "add a facilitator": lambda a: (add_facilitator, a.think_tank, {"user": make_user()}),
    "start the clock": lambda a: (start_clock, a.think_tank, {"minutes": 20}),
    "extend the clock": lambda a: (extend_clock, a.think_tank, {"minutes": 5}),
    "stop the clock": lambda a: (stop_clock, a.think_tank, {}),
    "mark who came": lambda a: (mark_came, a.attendee, {"came": False}),
    "add a question": lambda a: (add_question, a.programme, TEXTS),
    "reword a question": lambda a: (reword_question, a.programme.questions.last(), TEXTS),
    "move a question": lambda a: (move_question, a.programme.questions.last(), {"up": True}),
    "remove a question": lambda a: (remove_question, a.programme.questions.last(), {}),
}
# Parts of operations that are asked, by the same lock; and what begins a programme.
OTHERS = {
    "give_feedback",
    "delete_feedback",
    "fill_programme",
    "keep_source",
    "set_facilitators",
    "start_programme",
    "unhide",
    "unlink_actions",
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_archived_programme_refuses_at_the_desk(change):
    archived = Archived()
    operation, subject, fields = CHANGES[change](archived)
    events = ProgrammeEvent.objects.count()

    refusal("archived", operation, subject, **fields, by=archived.by)

    assert ProgrammeEvent.objects.count() == events


def test_an_archived_programme_refuses_other_texts():
    archived = Archived()
    texts = dict.fromkeys(
        ("introduction_lv", "introduction_en", "figure_credit_lv", "figure_credit_en"), ""
    )
    texts |= {"name_lv": "Cits", "name_en": "Other", "funder_lv": "", "funder_en": ""}
    lists = {
        "speaker_roles": list(archived.programme.speaker_roles.all()),
        "addressed_roles": list(archived.programme.addressed_roles.all()),
        "partners": [],
    }

    code = refusal_code(
        change_programme, archived.programme, **texts, **lists, cofunding_mark="", by=archived.by
    )

    assert code == "archived"


def test_an_archived_programme_refuses_who_registers():
    archived = Archived()

    assert refusal_code(register_attendee, archived.planned, **PERSON) == "archived"
    assert Attendee.objects.count() == 1


def test_every_operation_is_asked_of_an_archived_programme():
    tests = (Path(__file__), Path(__file__).with_name("test_operations.py"))
    asked = {
        node.id if isinstance(node, ast.Name) else node.attr
        for test in tests
        for node in ast.walk(ast.parse(test.read_text()))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    operations = {
        function.name
        for app in ("thinktanks", "actionplans")
        for source in ROOT.glob(f"{app}/operations/*.py")
        for function in ast.parse(source.read_text()).body
        if isinstance(function, ast.FunctionDef)
        and not function.name.startswith("_")
        and "by" in [argument.arg for argument in function.args.kwonlyargs]
    }

    assert operations - asked == OTHERS
