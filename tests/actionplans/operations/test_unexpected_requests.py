"""Requests that no page offers, but that a second click, an old page or a script can send."""

import uuid

import pytest

from actionplans.models import Contribution
from actionplans.operations.actions import form_action, merge_actions
from actionplans.operations.capture import capture_contribution
from actionplans.operations.contributions import hide, split_contribution, unhide
from actionplans.operations.imports import import_contributions
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.undo import undo
from actionplans.queries.imports.new_rows import ImportRow
from tests.support.boards.steps import version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_plan,
    make_think_tank,
    make_user,
    role,
    seen,
)
from tests.support.refusals import refusal, refusal_code
from thinktanks.models import Table

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("operation", [take_out, set_aside, hide, unhide])
def test_an_empty_selection_is_refused(operation, by):
    fields = {"reason": "repeats"} if operation is set_aside else {}

    refusal("nothing", operation, [], **fields, by=by)


def test_an_item_selected_twice_counts_once(think_tank, by):
    action, contribution = make_action(make_contribution(think_tank)), make_contribution(think_tank)

    place(seen(contribution, contribution), action=action, by=by)

    event = action.plan.events.last()
    assert [change["id"] for change in event.payload["changes"]] == [contribution.pk]
    assert (version_of(contribution), contribution.placement.action) == (2, action)
    undo(action.plan, seq=event.seq, by=by)
    assert Contribution.objects.get(pk=contribution.pk).state == "undecided"


def test_split_contribution_keeps_a_hidden_text_hidden(think_tank, by):
    contribution = make_contribution(think_tank)
    hide(seen(contribution), by=by)

    parts = split_contribution(
        contribution, parts=["Viens", "Divi"], version=version_of(contribution), by=by
    )

    assert [part.hidden for part in parts] == [True, True]


def test_capture_contribution_refuses_the_uuid_of_another_change(think_tank, by):
    entry = uuid.uuid4()
    form_action(make_plan(think_tank), role=role(), op_uuid=entry, by=by)

    refusal(
        "other_text",
        capture_contribution,
        think_tank,
        text="Atveriet pagalmu",
        uuid=entry,
        by=by,
    )
    assert Contribution.objects.count() == 0


def test_merge_actions_in_a_chain_and_never_in_a_circle(think_tank, by):
    first, second, third = [make_action(make_contribution(think_tank)) for _number in range(3)]

    def merging(action, into):
        versions = {"version": version_of(action), "into_version": version_of(into)}
        return {"into": into, "by": by} | versions

    merge_actions(first, **merging(first, second))
    merge_actions(second, **merging(second, third))

    refusal("dissolved", merge_actions, third, **merging(third, first))
    refusal("other_role", merge_actions, third, **merging(third, third))
    assert third.placements.count() == 3


def capture_at_a_removed_table():
    """Capture one and several contributions at a table removed after its page was opened; return the refusals' codes."""
    think_tank, by = make_think_tank(), make_user()
    table = think_tank.tables.get(number=2)
    Table.objects.filter(pk=table.pk).delete()
    entry = {"text": "Rīkot tirdziņu", "uuid": uuid.uuid4(), "table": table}
    pasted = {"rows": [ImportRow("Rīkot tirdziņu", table=table)], "think_tank": think_tank}
    codes = [
        refusal_code(capture_contribution, think_tank, **entry, by=by),
        refusal_code(import_contributions, make_plan(think_tank), **pasted, by=by),
    ]
    return [codes, Contribution.objects.count()]


@pytest.mark.server
def test_contributions_are_refused_at_a_table_that_was_removed_meanwhile(installation):
    assert installation.call(capture_at_a_removed_table) == [["other_table", "other_table"], 0]
