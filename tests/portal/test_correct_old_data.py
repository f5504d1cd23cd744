"""Rows that earlier versions let in are corrected once, and the command says what it changed."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from actionplans.models import Action, Contribution, Text
from actionplans.operations.actions import detail_action
from actionplans.queries.log.verification import differences
from stakeholders.models import MapEntry, Organisation, User
from tests.support.factories import (
    make_action,
    make_administrator,
    make_attendee,
    make_contribution,
    make_editor,
    make_think_tank,
    region,
)
from thinktanks.models import Attendee, Programme, ThinkTank

pytestmark = pytest.mark.django_db


def correct():
    """Run the command and return its lines."""
    printed = io.StringIO()
    call_command("correct_old_data", stdout=printed)
    return printed.getvalue().splitlines()


@pytest.fixture
def think_tank():
    return make_think_tank()


def test_a_database_without_tables_is_named():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE stakeholders_organisation RENAME TO elsewhere")

    with pytest.raises(CommandError, match="The database is not available right now"):
        correct()


def test_names_are_put_on_one_line_and_sorted_by_it(think_tank):
    make_editor()
    Organisation.objects.update(name="Zilā\nbiedrība\x0b", sort_key="99")
    User.objects.update(name="Anna\u2028Kalniņa")
    ThinkTank.objects.update(venue="Tautas\tnams")

    lines = correct()

    organisation, user = Organisation.objects.get(), User.objects.first()
    assert (organisation.name, user.name) == ("Zilā biedrība", "Anna Kalniņa")
    assert organisation.sort_key != "99"
    assert ThinkTank.objects.get().venue == "Tautas nams"
    assert f"stakeholders.Organisation {organisation.pk}: name is on one line." in lines
    assert not any("Anna" in line for line in lines)
    assert correct() == ["0 corrections"]


@pytest.mark.parametrize(
    ("seen", "corrected"),
    [("2023-02-30", "2023-02"), ("2023-13-01", "2023"), ("30.02.2023.", "2023-02"), ("9999", "")],
)
def test_an_impossible_source_date_keeps_its_possible_part(seen, corrected):
    make_editor()
    MapEntry.objects.create(organisation=Organisation.objects.get(), region=region(), seen=seen)

    assert len(correct()) == 2
    assert MapEntry.objects.get().seen == corrected
    assert correct() == ["0 corrections"]


@pytest.mark.parametrize("seen", ["2024-01-29", "2024-01", "2022-2023", "2024. gada pavasarī", ""])
def test_a_possible_source_date_stays(seen):
    make_editor()
    MapEntry.objects.create(organisation=Organisation.objects.get(), region=region(), seen=seen)

    assert correct() == ["0 corrections"]
    assert MapEntry.objects.get().seen == seen


def test_the_day_of_a_think_tank_and_the_end_of_its_attendance_list_are_possible(think_tank):
    attendee = make_attendee(think_tank)
    kept_for = attendee.delete_after - think_tank.held_on
    ThinkTank.objects.update(held_on=datetime.date(26, 11, 12))
    Attendee.objects.update(delete_after=datetime.date(27, 2, 10))

    correct()

    attendee.refresh_from_db()
    assert ThinkTank.objects.get().held_on == datetime.date(2026, 11, 12)
    assert attendee.delete_after == datetime.date(2026, 11, 12) + kept_for
    assert correct() == ["0 corrections"]


def test_a_deadline_is_corrected_by_an_event_of_its_plan(think_tank):
    action = make_action(make_contribution(think_tank), wording="Atvērt telpas")
    detail_action(
        action, deadline=datetime.date(27, 3, 1), lead="Dome", version=1, by=make_administrator()
    )
    before = action.plan.events.count()

    lines = correct()

    action.refresh_from_db()
    assert (action.deadline, str(action.lead)) == (datetime.date(2027, 3, 1), "Dome")
    assert lines == [
        f"actionplans.Action {action.pk}: its deadline is 2027-03-01, not 0027-03-01.",
        "1 corrections",
    ]
    assert action.plan.events.count() == before + 1
    assert differences() == []
    assert correct() == ["0 corrections"]


def test_captured_texts_stay_as_they_are(think_tank):
    contribution = make_contribution(think_tank, text="Pirmā rinda\notrā rinda")
    before = list(Text.objects.order_by("pk").values_list("body", "checksum"))

    correct()

    assert Contribution.objects.get().text == contribution.text
    assert list(Text.objects.order_by("pk").values_list("body", "checksum")) == before


def test_paragraphs_of_a_programme_stay(think_tank):
    funder = "Pirmā rindkopa.\n\nOtrā rindkopa."
    Programme.objects.update(funder_lv=funder, introduction_lv=funder)

    assert correct() == ["0 corrections"]
    programme = Programme.objects.get()
    assert (programme.funder_lv, programme.introduction_lv) == (funder, funder)


def test_a_deadline_in_an_archived_programme_stays_and_is_named():
    action = make_action()
    Action.objects.filter(pk=action.pk).update(deadline=datetime.date(26, 6, 1))
    Programme.objects.update(state=Programme.State.ARCHIVED)
    ThinkTank.objects.update(venue="Tautas\tnams")

    lines = correct()

    assert ThinkTank.objects.get().venue == "Tautas nams"
    assert any("since its programme is archived" in line for line in lines)
    assert Action.objects.get().deadline == datetime.date(26, 6, 1)
