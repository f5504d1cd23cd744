"""load_demo enters who registered and who came, the feedback and its groups, and a think tank that was cancelled."""

import datetime

import pytest

from portal.demo.clock import riga_time
from portal.demo.files import uuid_of
from tests.support.demo import ATTENDANCE, FEEDBACK, THINK_TANKS, TODAY
from thinktanks.models import Answer, AnswerGroup, Attendee, ProgrammeEvent, ThinkTank

pytestmark = pytest.mark.django_db


def test_load_demo_enters_everybody_who_registered_or_came(demo):
    listed = Attendee.objects.values_list(
        "think_tank__code",
        "name",
        "organisation_name",
        "role__code",
        "registered",
        "came",
        "may_be_named",
    )

    assert set(listed) == {
        (
            row["think_tank"],
            row["name"],
            row.get("organisation", ""),
            row.get("role"),
            row["registered"],
            row["came"],
            row["may_be_named"],
        )
        for row in ATTENDANCE
    }
    assert len(listed) == len(ATTENDANCE) == 223
    assert set(Attendee.objects.values_list("email", "municipality")) == {("", None)}


def test_load_demo_links_people_to_organisations_that_are_known(demo):
    linked = Attendee.objects.filter(organisation_name="SIA Parauga virtuve")
    typed = Attendee.objects.filter(organisation_name="SIA „Parauga ziepes”")

    assert {attendee.organisation.name for attendee in linked} == {"SIA „Parauga virtuve”"}
    assert {attendee.organisation for attendee in typed} == {None}


def test_load_demo_enters_every_answer_with_its_group(demo):
    stored = Answer.objects.exclude(think_tank=None).values_list(
        "uuid", "text", "quotable", "hidden", "starred", "group__name", "question__code"
    )

    assert set(stored) == {
        (
            uuid_of(row["id"]),
            row["text"],
            row["quotable"],
            row.get("hidden", False),
            row.get("starred", False),
            row.get("group"),
            row["question"],
        )
        for row in FEEDBACK
    }
    assert AnswerGroup.objects.count() == 38


def test_load_demo_sends_the_answers_of_a_person_at_once(demo):
    moments = {
        (row["person"], Answer.objects.get(uuid=uuid_of(row["id"])).given_at) for row in FEEDBACK
    }

    assert len(moments) == 60
    assert len({moment for _person, moment in moments}) == 60


def test_load_demo_cancels_a_think_tank_with_its_reason(demo):
    row = THINK_TANKS["zemgale-2026-06"]

    think_tank = ThinkTank.objects.get(code=row["code"])

    assert think_tank.state == ThinkTank.State.CANCELLED
    assert think_tank.cancellation_reason == row["reason"]
    assert think_tank.cancelled_at == riga_time(row["cancelled_on"], "16:00")


def test_load_demo_holds_the_open_think_tank_today_and_a_planned_one_later(demo):
    running = ThinkTank.objects.get(state=ThinkTank.State.OPEN)
    planned = ThinkTank.objects.get(state=ThinkTank.State.PLANNED)
    today = datetime.date.fromisoformat(TODAY)

    assert (running.code, running.held_on) == ("kurzeme-2026-11", today)
    assert running.opened_at == riga_time(TODAY, "09:30")
    assert (planned.code, planned.held_on) == (
        "vidzeme-2026-12",
        today + datetime.timedelta(days=20),
    )


def test_load_demo_keeps_the_days_of_the_other_think_tanks(demo):
    fixed = ThinkTank.objects.filter(state__in=("closed", "cancelled"))

    assert {
        (think_tank.code, think_tank.held_on.isoformat(), f"{think_tank.starts_at:%H:%M}")
        for think_tank in fixed
    } == {
        (row["code"], row["held_on"], row["starts_at"])
        for row in THINK_TANKS.values()
        if row["state"] in ("closed", "cancelled")
    }


def test_load_demo_records_nothing_later_than_it_is(demo):
    moments = list(ProgrammeEvent.objects.values_list("created_at", flat=True))

    assert moments == sorted(moments)
    assert moments[-1] < riga_time(TODAY, "12:00")
