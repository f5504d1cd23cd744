"""Who may do what with a think tank: each kind of person, each state, and the same answer from rows and predicates."""

import pytest

from tests.support.factories import (
    make_answer,
    make_attendee,
    make_programme,
    make_think_tank,
    make_user,
    region,
)
from tests.support.people import PEOPLE, person
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank
from thinktanks.permissions import (
    can_change_programme,
    can_change_think_tank,
    can_read_feedback,
    can_run_think_tank,
    can_schedule_think_tanks,
    can_see_attendance,
    can_start_programme,
)
from thinktanks.queries.answers import answers_visible_to
from thinktanks.queries.attendance import attendees_visible_to
from thinktanks.queries.programmes import (
    programmes_schedulable_by,
    programmes_visible_to,
    questions_visible_to,
)
from thinktanks.queries.think_tanks import regions_schedulable_by, think_tanks_visible_to

pytestmark = pytest.mark.django_db

RUN_IT = {"administrator", "coordinator", "facilitator", "facilitator until tomorrow"}
SCHEDULE_IT = {"administrator", "coordinator"}
every_kind = pytest.mark.parametrize("kind", PEOPLE)


def planned():
    return make_think_tank(is_open=False)


def closed():
    return close_think_tank(make_think_tank(), by=None)


def cancelled():
    return cancel_think_tank(planned(), reason="Slimība", by=make_user())


@pytest.mark.parametrize("made", [planned, make_think_tank, closed, cancelled])
@every_kind
def test_run_think_tank_is_for_these_in_every_state(kind, made):
    think_tank = made()
    user = person(kind, think_tank)

    assert can_run_think_tank(user, think_tank) == (kind in RUN_IT)
    assert can_change_think_tank(user, think_tank) == (kind in RUN_IT)
    assert can_see_attendance(user, think_tank) == (kind in RUN_IT)


@every_kind
def test_run_think_tank_is_the_same_by_predicate_and_by_rows(kind):
    user = person(kind, make_think_tank())
    think_tanks = [*ThinkTank.objects.all(), make_think_tank(region=region("zemgale"))]
    visible = set(think_tanks_visible_to(user))

    assert {
        think_tank for think_tank in think_tanks if can_run_think_tank(user, think_tank)
    } == visible


@every_kind
def test_see_attendance_is_the_same_by_predicate_and_by_rows(kind):
    think_tank = make_think_tank()
    user = person(kind, think_tank)
    attendees = [make_attendee(think_tank) for think_tank in ThinkTank.objects.all()]
    visible = set(attendees_visible_to(user))

    assert {
        attendee for attendee in attendees if can_see_attendance(user, attendee.think_tank)
    } == visible


@every_kind
def test_read_feedback_is_the_same_by_predicate_and_by_rows(kind):
    think_tank = make_think_tank()
    user = person(kind, think_tank)
    answers = [make_answer(think_tank) for think_tank in ThinkTank.objects.all()]
    answers.append(make_answer(think_tank, imported=True))
    visible = set(answers_visible_to(user))

    assert {answer for answer in answers if can_read_feedback(user, answer.think_tank)} == visible
    assert can_read_feedback(user, think_tank) == (kind in RUN_IT)
    assert can_read_feedback(user, None) == (kind == "administrator")


@every_kind
def test_schedule_think_tanks_is_for_these_in_their_regions_and_open_programmes(kind):
    think_tank = make_think_tank()
    user = person(kind, think_tank)
    archived = make_programme()
    Programme.objects.filter(pk=archived.pk).update(state=Programme.State.ARCHIVED)
    may = kind in SCHEDULE_IT or kind == "coordinator of another region"
    open_programmes = set(Programme.objects.exclude(pk=archived.pk))

    assert can_schedule_think_tanks(user) == may
    assert set(programmes_schedulable_by(user)) == (open_programmes if may else set())
    assert regions_schedulable_by(user).exists() == may
    assert (think_tank.region in regions_schedulable_by(user)) == (kind in SCHEDULE_IT)


@every_kind
def test_change_programme_is_for_administrators_in_every_state(kind):
    programme = make_think_tank().programme
    user = person(kind, programme.think_tanks.get())
    archived = make_programme()
    Programme.objects.filter(pk=archived.pk).update(state=Programme.State.ARCHIVED)
    visible = set(programmes_visible_to(user))

    may = {row for row in Programme.objects.all() if can_change_programme(user, row)}

    assert may == visible
    assert (programme in visible, archived in visible) == (kind == "administrator",) * 2
    assert questions_visible_to(user).exists() == (kind == "administrator")


@every_kind
def test_start_programme_is_for_administrators(kind):
    assert can_start_programme(person(kind, make_think_tank())) == (kind == "administrator")
