"""The tables of a think tank: named, added and removed, none that is in use."""

import pytest

from stakeholders.models import User
from tests.support.factories import (
    make_administrator,
    make_contribution,
    make_device,
    make_think_tank,
    role,
)
from tests.support.pages.think_tanks import changed, last_event, without_table
from tests.support.refusals import refusal, refusal_code
from tests.support.servers.in_turn import in_turn
from thinktanks.models import ThinkTank
from thinktanks.operations.tables import add_table
from thinktanks.operations.think_tanks import change_think_tank

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


def test_change_think_tank_keeps_the_numbers_and_codes_of_other_tables(planned, by):
    codes = dict(planned.tables.exclude(number=2).values_list("number", "receipt_code"))
    removed = planned.tables.get(number=2)

    change_think_tank(planned, **changed(planned, tables=without_table(planned, 2)), by=by)

    assert dict(planned.tables.values_list("number", "receipt_code")) == codes
    _kind, changes, _actor = last_event(planned)
    was, now = changes["tables"]
    assert was.keys() - now.keys() == {str(removed.pk)}


def test_change_think_tank_names_a_table_and_changes_its_role(planned, by):
    table = planned.tables.get(number=1)
    tables = changed(planned)["tables"] | {1: {"name": " Darbs\tlaukos ", "role": None}}

    change_think_tank(planned, **changed(planned, tables=tables), by=by)

    before, table = table, planned.tables.get(number=1)
    assert (table.pk, table.name, table.role) == (before.pk, "Darbs laukos", None)
    tables[1]["name"] = "x" * 61
    assert (
        refusal_code(change_think_tank, planned, **changed(planned, tables=tables), by=by)
        == "too_long"
    )


@pytest.mark.parametrize(
    "use",
    [
        lambda table: make_device(table.think_tank, table=table),
        lambda table: make_contribution(table.think_tank, table=table),
    ],
    ids=["device", "contribution"],
)
def test_change_think_tank_refuses_to_remove_a_table_that_is_used(use, by):
    think_tank = make_think_tank()
    use(think_tank.tables.get(number=3))
    tables = without_table(think_tank, 3)

    error = refusal(
        "table_used",
        change_think_tank,
        think_tank,
        **changed(think_tank, town="Talsi", tables=tables),
        by=by,
    )

    assert error.messages == [
        "3. galdiņu noņemt nevar: pie tā jau kāds pievienojās vai kaut ko ieteica."
    ]
    think_tank.refresh_from_db()
    assert (think_tank.tables.count(), think_tank.town) == (4, "Kuldīga")


def remove_while_speaking():
    """Let something be said at a table that is about to be deleted; return both answers, the tables and what was said."""
    think_tank, by = make_think_tank(), make_administrator()
    pair = [[name, think_tank.pk, by.pk] for name in ("remove", "say")]
    [answers] = in_turn(act, [pair], before='DELETE FROM "thinktanks_table"')
    tables = list(think_tank.tables.values_list("number", flat=True))
    return answers, tables, think_tank.contributions.count()


def act(request):
    name, think_tank, by = request
    think_tank, by = ThinkTank.objects.get(pk=think_tank), User.objects.get(pk=by)
    if name == "say":
        make_contribution(think_tank, table=think_tank.tables.get(number=4), by=by)
    else:
        change_think_tank(
            think_tank, **changed(think_tank, tables=without_table(think_tank, 4)), by=by
        )
    return "done"


@pytest.mark.server
@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_a_table_is_removed_whole_while_something_is_said_at_it(installation):
    answers, tables, contributions = installation.call(remove_while_speaking)

    assert answers == ["done", ["ValidationError", "other_table"]]
    assert (tables, contributions) == ([1, 2, 3], 0)


def test_add_table_takes_the_next_number_while_it_is_open(by):
    think_tank = make_think_tank()
    change_think_tank(think_tank, **changed(think_tank, tables=without_table(think_tank, 2)), by=by)

    table = add_table(think_tank, role=role(), by=by)

    assert (table.number, table.role) == (5, role())
    assert list(think_tank.tables.values_list("number", flat=True)) == [1, 3, 4, 5]
    kind, changes, actor = last_event(think_tank)
    was, now = changes["tables"]
    assert (kind, now.keys() - was.keys(), actor) == ("think_tank.changed", {str(table.pk)}, by.pk)


def test_add_table_refuses_more_than_sixty(planned, by):
    tables = {number: {"name": "", "role": None} for number in range(1, 61)}
    change_think_tank(planned, **changed(planned, tables=tables), by=by)

    assert refusal_code(add_table, planned, role=None, by=by) == "too_many_tables"
    assert planned.tables.count() == 60
