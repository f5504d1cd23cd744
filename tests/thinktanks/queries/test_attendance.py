"""Figures of an attendance list, from which nobody can be identified."""

import itertools
import random
from collections import Counter

import pytest

from stakeholders.models import Municipality
from tests.support.factories import make_attendee, make_programme, make_think_tank, make_user, role
from thinktanks.models import Attendee
from thinktanks.operations.attendance import record_attendance
from thinktanks.queries.attendance import (
    SMALLEST_GROUP,
    ExactAttendance,
    ExactCount,
    attendance_at,
    attendance_of,
    exact_attendance,
    organisations_that_came,
    people_on_list,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("municipalities", "unknown", "total", "by_role"),
    [
        (0, 0, 0, ()),
        (4, 0, None, None),
        (5, 0, 5, (("municipalities", 5),)),
        (5, 4, 9, None),
        (5, 5, 10, (("municipalities", 5), (None, 5))),
    ],
)
def test_attendance_of_hides_figures_of_small_groups(
    think_tank, municipalities, unknown, total, by_role
):
    for _time in range(municipalities):
        make_attendee(think_tank, role=role())
    for _time in range(unknown):
        make_attendee(think_tank)

    figures = attendance_of(think_tank.attendees.select_related("role"))

    shown = None
    if figures.by_role is not None:
        shown = tuple((role and role.code, count) for role, count in figures.by_role)
    assert (figures.total, shown) == (total, by_role)


@pytest.mark.parametrize(
    ("counts", "shown", "elsewhere"),
    [
        ({"LV-097": 4}, [], 0),
        ({"LV-097": 5}, [("LV-097", 5)], 0),
        ({"LV-097": 5, "LV-050": 4}, [], 0),
        ({"LV-097": 7, "LV-050": 5, "LV-112": 1}, [("LV-097", 7)], 6),
        ({"LV-097": 7, "LV-050": 4, None: 3}, [("LV-097", 7)], 7),
    ],
)
def test_attendance_of_hides_small_groups_of_municipalities(think_tank, counts, shown, elsewhere):
    for code, count in counts.items():
        municipality = code and Municipality.objects.get(code=code)
        for _time in range(count):
            make_attendee(think_tank, municipality=municipality)

    figures = attendance_of(think_tank.attendees.select_related("municipality"))

    by_code = [(municipality.code, count) for municipality, count in figures.by_municipality]
    assert by_code == shown
    assert figures.elsewhere == elsewhere


def test_attendance_by_municipality_leaves_no_small_group_whatever_the_numbers():
    talsi, kuldiga, saldus = Municipality.objects.all()[:3]
    for counts in itertools.product(range(8), repeat=4):
        places = zip((talsi, kuldiga, saldus, None), counts, strict=True)
        attendees = [Attendee(municipality=place) for place, count in places for _n in range(count)]

        figures = attendance_of(attendees)

        shown = [count for _place, count in figures.by_municipality]
        assert [count for count in shown if count < SMALLEST_GROUP] == []
        assert figures.elsewhere not in range(1, SMALLEST_GROUP)
        assert sum(shown) + figures.elsewhere == (sum(counts) if shown else 0)


def test_attendance_at_gives_each_think_tank_its_own_figures_of_who_came(django_assert_num_queries):
    first, second = make_think_tank(), make_think_tank()
    for _n in range(5):
        make_attendee(first, role=role())
    make_attendee(second)
    make_attendee(first, came=False)

    with django_assert_num_queries(1):
        figures_of, together = attendance_at([first, second])

    assert {pk: figures.total for pk, figures in figures_of.items()} == {
        first.pk: 5,
        second.pk: None,
    }
    assert figures_of[first.pk].by_role == ((role(), 5),)
    # 6 together would show that one came to the second.
    assert (together.total, together.by_role) == (5, ((role(), 5),))


def test_attendance_at_counts_a_municipality_only_where_a_day_shows_it():
    talsi, kuldiga = Municipality.objects.filter(code__in=["LV-097", "LV-050"]).order_by("-code")
    first, second = make_think_tank(), make_think_tank()
    come(first, [(talsi, role())] * 6)
    come(second, [(talsi, role())] * 2 + [(kuldiga, role("policy_makers"))] * 7)

    figures_of, together = attendance_at([first, second])

    assert figures_of[second.pk].by_municipality == ()
    # 8 from Talsi together would show that two of them came to the second; so would the roles.
    assert (together.by_municipality, together.elsewhere) == (((talsi, 6),), 9)
    assert (together.total, together.by_role) == (15, None)


@pytest.mark.parametrize("seed", range(25))
def test_attendance_at_shows_no_small_group_by_subtraction_in_a_random_programme(seed):
    chance, programme = random.Random(seed), make_programme()
    places = [*Municipality.objects.all()[:2], None]
    roles = [role(), role("policy_makers")]
    days = [make_think_tank(programme=programme) for _day in range(3)]
    for day in days:
        groups = [(chance.choice(places), chance.choice(roles)) for _group in range(3)]
        come(day, [group for group in groups for _person in range(chance.randint(0, 8))])

    # Summaries of a region or of all hold one day or several: whoever has two of them subtracts the smaller.
    known = {
        frozenset(part): figures_known(attendance_at(part)[1])
        for size in range(1, len(days) + 1)
        for part in itertools.combinations(days, size)
    }
    differences = [
        shown[of] - fewer_shown[of]
        for (part, shown), (fewer, fewer_shown) in itertools.product(known.items(), repeat=2)
        if fewer < part
        for of in shown
        if of[0] != "role" or of in fewer_shown
    ]

    assert [count for count in differences if 0 < abs(count) < SMALLEST_GROUP] == []


def come(think_tank, groups):
    """Put a person of each municipality and role on the list of those who came."""
    people = [
        {"name": f"Parauga {number}", "email": "", "organisation_name": ""}
        | {"municipality": place, "role": of_role}
        for number, (place, of_role) in enumerate(groups)
    ]
    record_attendance(think_tank, people=people, by=make_user())


def figures_known(figures):
    """Return each figure that is shown, and how many people's municipality is not."""
    roles = {("role", of): count for of, count in figures.by_role or ()}
    places = {("place", of): count for of, count in figures.by_municipality}
    rest = {("total",): figures.total, ("elsewhere",): figures.total - sum(places.values())}
    return Counter(roles | places | rest)


def test_exact_attendance_hides_nothing_from_organisers(think_tank):
    talsi = Municipality.objects.get(code="LV-097")
    make_attendee(think_tank, role=role("policy_makers"), municipality=talsi, came=False)
    make_attendee(think_tank, role=role(), registered=True)
    make_attendee(think_tank, came=False)

    figures = exact_attendance(people_on_list(think_tank))

    assert figures == ExactAttendance(
        listed=3,
        registered=1,
        came=1,
        by_role=(
            ExactCount(role("policy_makers"), 1, 0),
            ExactCount(role(), 1, 1),
            ExactCount(None, 1, 0),
        ),
        by_municipality=(ExactCount(talsi, 1, 0), ExactCount(None, 2, 1)),
    )


def test_organisations_that_came_are_named_once_and_only_with_their_consent(think_tank):
    may = {"may_be_named": True}
    make_attendee(think_tank, organisation_name="Žagatas darbnīca", **may)
    make_attendee(think_tank, organisation_name="ŽAGATAS  darbnica", **may)
    make_attendee(think_tank, organisation_name="Āpses", **may)
    make_attendee(think_tank, organisation_name="Neatnāca", came=False, **may)
    make_attendee(think_tank, organisation_name="Nenosaucama")
    make_attendee(think_tank, **may)

    names = organisations_that_came(think_tank)

    assert [name.casefold()[:3] for name in names] == ["āps", "žag"]
