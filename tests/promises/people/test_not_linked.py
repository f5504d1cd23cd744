"""Nobody who registers, comes and joins on a phone can be linked with what they said (T53)."""

import uuid

import pytest
from django.apps import apps
from django.db import connection, models

from actionplans.models import Contribution
from stakeholders.models import SentForm
from tests.support.factories import make_contribution, make_device, make_think_tank, make_user, role
from thinktanks.models import Answer, Attendee, Device, ProgrammeEvent, ThinkTank
from thinktanks.operations.attendance import mark_came
from thinktanks.operations.feedback import send_feedback
from thinktanks.operations.registration import register_attendee

pytestmark = [pytest.mark.promise, pytest.mark.data]
PEOPLE = 200
# Five standard deviations of the rank correlation of 200 pairs that have nothing to do with each other.
MOST_CORRELATED = 0.36
CANARY = "canary"


def let_people_come(count):
    """Let people register, come, join, contribute and give feedback, one after the other; return the orders of their rows.

    Each order is a list of the numbers of the people, as one who reads the table finds them.
    """
    think_tank, organiser = make_think_tank(), make_user()
    question = think_tank.programme.questions.first()
    for number in range(count):
        email = f"{CANARY}-{number}@example.org"
        register_attendee(
            think_tank,
            name=f"{number} {CANARY}",
            organisation_name=f"{CANARY} fonds",
            role=role(),
            email=email,
            may_be_named=True,
        )
        mark_came(think_tank.attendees.get(email=email), came=True, by=organiser)
        device, _token = make_device(think_tank, role=role())
        make_contribution(think_tank, by=device)
        answer = {"question": question, "text": "Jā", "quotable": True, "uuid": uuid.uuid4()}
        send_feedback(think_tank, answers=[answer], by=device)
    return orders_of_attendees()


def orders_of_attendees():
    """Return the people in the order of their keys, of their rows as stored, and of each index of theirs."""
    table = Attendee._meta.db_table
    clauses = ["", *(f"ORDER BY {name}" for name in ("id", "think_tank_id", "role_id, came"))]
    orders = {}
    with connection.cursor() as cursor:
        for clause in clauses:
            cursor.execute(f"SELECT name FROM {table} {clause}")
            orders[clause or "as stored"] = [int(name.split()[0]) for (name,) in cursor]
    return orders


def correlation(order):
    """Return the rank correlation (Spearman) of an order of the numbers 0 to n-1 with the order in which people came."""
    size = len(order)
    distance = sum((place - number) ** 2 for place, number in enumerate(order))
    return 1 - 6 * distance / (size * (size**2 - 1))


@pytest.mark.server
@pytest.mark.parametrize("count", [PEOPLE, pytest.param(800, marks=pytest.mark.acceptance)])
def test_order_of_people_on_the_list_is_that_of_chance(installation, figure, count):
    orders = installation.call(let_people_come, seconds=2 * count, count=count)

    assert [sorted(order) for order in orders.values()] == [list(range(count))] * len(orders)
    found = {name: round(correlation(order), 2) for name, order in orders.items()}
    assert {name: value for name, value in found.items() if abs(value) > MOST_CORRELATED} == {}
    figure(
        "T53",
        f"{count} people, correlation of {len(found)} orders with that of the phones: {found}",
    )


@pytest.mark.django_db
def test_no_other_table_holds_anybody_of_the_list(figure):
    let_people_come(5)
    words = [CANARY, *(str(pk) for pk in Attendee.objects.values_list("pk", flat=True))]

    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(row) for row in cursor.fetchall() for word in words):
                found.add(table)

    assert found - {"sqlite_sequence"} == {Attendee._meta.db_table}
    assert (
        SentForm.objects.count(),
        ProgrammeEvent.objects.exclude(think_tank=None)
        .exclude(kind__startswith="think_tank.")
        .count(),
    ) == (0, 0)
    figure("T53", f"only {Attendee._meta.db_table} holds anybody of the list")


def test_no_key_leads_from_a_person_to_what_was_said(figure):
    targets = {
        field.name: field.related_model
        for field in Attendee._meta.get_fields()
        if field.is_relation
    }

    assert set(targets) == {"think_tank", "role", "organisation", "municipality"}
    assert Attendee._meta.related_objects == ()
    # What they lead to is the same for all who were there.
    assert {Device, Contribution, Answer} & set(targets.values()) == set()
    assert [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Attendee
    ] == []
    figure("T53", f"{len(targets)} keys of a person, none of them to what was said")


@pytest.mark.django_db
def test_no_time_of_a_person_is_kept(figure):
    think_tank = make_think_tank()
    let_people_come(3)

    times = [field.name for field in Attendee._meta.fields if isinstance(field, models.DateField)]

    assert times == ["delete_after"]
    others = ThinkTank.objects.exclude(pk=think_tank.pk)
    assert set(Attendee.objects.values_list("delete_after", flat=True)) == {
        others.get().attendees.first().delete_after
    }
    figure("T53", "no time of a person but the day of deletion, the same for all")
