"""T59: an archived programme changes no more, whatever asks for it; what is a right stays possible, and everything readable."""

import uuid

import pytest

from actionplans.models import PlanEvent, Redaction, VersionWithdrawal
from actionplans.operations import actions, contributions, imports, items
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.operations.plans import open_plan
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.operations.sources import correct_source
from actionplans.operations.undo import undo
from actionplans.queries.imports.new_rows import ImportRow, ReadPlan
from tests.promises.archived.programme import Archived
from tests.support.factories import make_contribution, region, role
from tests.support.refusals import refusal, refusal_code
from thinktanks.models import Answer, Attendee, ProgrammeEvent, ThinkTank
from thinktanks.operations.answer_groups import (
    form_group,
    group_answers,
    move_answer,
    move_group,
    name_group,
    ungroup_answers,
)
from thinktanks.operations.answers import (
    allow_answers,
    hide_answers,
    star_answers,
    unhide_answers,
    unstar_answers,
)
from thinktanks.operations.attendance import change_attendee, record_attendance, remove_attendee
from thinktanks.operations.devices import join_think_tank, seat_device
from thinktanks.operations.feedback import send_feedback, type_answer
from thinktanks.operations.programmes import archive_programme, reopen_programme
from thinktanks.operations.think_tanks import (
    change_think_tank,
    close_think_tank,
    open_think_tank,
    rotate_join_code,
    schedule_think_tank,
)

pytestmark = pytest.mark.django_db


def row():
    return ImportRow("Rīkot tirdziņu", author_role=role(), addressed_role=role(), source="line 1")


CHANGES = {
    "archive": lambda a: (archive_programme, a.programme, {}),
    "schedule": lambda a: (schedule_think_tank, a.programme, {"region": region(), **a.day}),
    "change a think tank": lambda a: (change_think_tank, a.planned, a.day),
    "open a think tank": lambda a: (open_think_tank, a.planned, {}),
    "close a think tank": lambda a: (close_think_tank, a.think_tank, {}),
    "rotate the code": lambda a: (rotate_join_code, a.think_tank, {}),
    "add a person": lambda a: (record_attendance, a.think_tank, {"people": [{"name": "Ilze"}]}),
    "change a person": lambda a: (change_attendee, a.attendee, {"person": {"name": "Ilze"}}),
    "send feedback": lambda a: (send_feedback, a.think_tank, {"answers": [a.answer]}),
    "type an answer": lambda a: (
        type_answer,
        a.think_tank,
        {"question": a.answer["question"], "text": "Ļoti", "quotable": True},
    ),
    "star an answer": lambda a: (star_answers, a.group.answers.all(), {}),
    "unstar an answer": lambda a: (unstar_answers, a.group.answers.all(), {}),
    "allow an answer": lambda a: (allow_answers, a.group.answers.all(), {}),
    "form a group": lambda a: (form_group, a.group.answers.all(), {}),
    "add to a group": lambda a: (group_answers, a.group.answers.all(), {"group": a.group}),
    "take out of a group": lambda a: (ungroup_answers, a.group.answers.all(), {"group": a.group}),
    "name a group": lambda a: (name_group, a.group, {"name": "Kontakti"}),
    "move a group": lambda a: (move_group, a.group, {"up": True}),
    "move an answer": lambda a: (move_answer, a.group.answers.first(), {"up": False}),
    "open a plan": lambda a: (open_plan, a.programme, {"region": region("latgale")}),
    "capture": lambda a: (
        capture_contribution,
        a.think_tank,
        {"text": "Rīkot tirdziņu", "uuid": uuid.uuid4()},
    ),
    "import a list": lambda a: (
        imports.import_contributions,
        a.plan,
        {"rows": [row()], "think_tank": a.think_tank},
    ),
    "import a plan": lambda a: (imports.import_plan, a.plan, {"read": ReadPlan((), (row(),), ())}),
    "correct a source": lambda a: (correct_source, a.plan, {"source_title": "Kopsavilkums"}),
    "undo an import": lambda a: (imports.undo_batch, a.plan, {"batch": uuid.uuid4()}),
    "undo": lambda a: (undo, a.plan, {"seq": a.plan.last_seq}),
    "take back": lambda a: (withdraw_contribution, a.own, {"version": a.own.version}),
    "correct": lambda a: (
        contributions.correct_contribution,
        a.undecided.item,
        {"text": "Cits", "version": a.undecided.version},
    ),
    "place": lambda a: (items.place, [a.undecided], {"action": a.action}),
    "take out": lambda a: (items.take_out, [a.placed], {}),
    "set aside": lambda a: (items.set_aside, [a.undecided], {"reason": "repeats"}),
    "form": lambda a: (
        actions.form_action,
        a.plan,
        {"role": role(), "wording": "Satikties", "items": [a.undecided]},
    ),
    "reword": lambda a: (
        actions.reword_action,
        a.action,
        {"wording": "Satikties", "version": a.action.version},
    ),
    "merge": lambda a: (
        actions.merge_actions,
        a.action,
        {"into": a.other, "version": a.action.version, "into_version": a.other.version},
    ),
    "dissolve": lambda a: (actions.dissolve_action, a.action, {"version": a.action.version}),
    "add details": lambda a: (actions.detail_action, a.action, {"version": a.action.version}),
    "split an action": lambda a: (
        actions.split_action,
        a.action,
        {"items": [a.placed], "version": a.action.version},
    ),
    "link": lambda a: (
        actions.link_actions,
        a.action,
        {"other": a.other, "version": a.action.version},
    ),
    "split a contribution": lambda a: (
        contributions.split_contribution,
        a.undecided.item,
        {"parts": ["Rīkot", "Satikties"], "version": a.undecided.version},
    ),
    "assign roles": lambda a: (
        contributions.assign_roles,
        a.undecided.item,
        {"author_role": role(), "addressed_role": role(), "version": a.undecided.version},
    ),
    "hide": lambda a: (contributions.hide, [a.undecided], {}),
    "accept a late one": lambda a: (contributions.accept_late, [a.undecided], {}),
    "reorder": lambda a: (actions.reorder_actions, a.action, {"after": a.other}),
    "publish": lambda a: (publish_plan, a.plan, {"note": "Otrā versija"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_archived_programme_refuses(change):
    archived = Archived()
    operation, subject, fields = CHANGES[change](archived)
    rows = ThinkTank.objects.count(), Attendee.objects.count(), Answer.objects.count()
    events = ProgrammeEvent.objects.count()

    refusal("archived", operation, subject, **fields, by=archived.by)

    assert (ThinkTank.objects.count(), Attendee.objects.count(), Answer.objects.count()) == rows
    assert ProgrammeEvent.objects.count() == events


@pytest.mark.parametrize("change", ["join", "seat"])
def test_an_archived_programme_refuses_a_device(change):
    archived = Archived()
    seat = {"table": None, "role": role()}

    if change == "seat":
        code = refusal_code(seat_device, archived.device, **seat)
    else:
        sent = {"code": archived.think_tank.join_code, "sent_uuid": uuid.uuid4()}
        code = refusal_code(join_think_tank, archived.think_tank, **sent, **seat)

    assert code == "archived"


def test_an_archived_programme_acknowledges_again_what_it_kept_before():
    archived = Archived()
    kept = archived.undecided.item
    events = PlanEvent.objects.count()

    again = capture_contribution(
        archived.think_tank, text=kept.text.body, uuid=kept.uuid, by=kept.captured_by
    )

    assert (again, PlanEvent.objects.count()) == (kept, events)


def test_an_archived_programme_still_erases_withdraws_and_hides():
    archived = Archived()

    redact_text(archived.own.text, reason="Personas dati", by=archived.by)
    withdraw_version(archived.version, reason="Kļūda", by=archived.by)
    remove_attendee(archived.attendee, by=archived.by)
    hide_answers(archived.group.answers.all(), by=archived.by)

    archived.own.text.refresh_from_db()
    assert archived.own.text.body == "[dzēsts]"
    assert VersionWithdrawal.objects.filter(version=archived.version).exists()
    assert Redaction.objects.count() == 0
    assert not Attendee.objects.exists()
    assert not Answer.objects.filter(hidden=False)


def test_an_archived_programme_shows_a_hidden_answer_again():
    archived = Archived()
    hide_answers(archived.group.answers.all(), by=archived.by)

    unhide_answers(archived.group.answers.all(), by=archived.by)

    assert not archived.group.answers.filter(hidden=True)


def test_a_reopened_programme_takes_changes_again():
    archived = Archived()

    reopen_programme(archived.programme, by=archived.by)
    kept = make_contribution(ThinkTank.objects.get(pk=archived.think_tank.pk))

    assert kept.plan == archived.plan
