"""A change of many items takes as many statements as one of few, so that nobody else waits for it."""

import time
import uuid

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Contribution, RegionalAction
from actionplans.operations.actions import (
    dissolve_action,
    form_action,
    merge_actions,
    split_action,
)
from actionplans.operations.contributions import hide, split_contribution, unhide
from actionplans.operations.imports import import_contributions, undo_batch
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.locks import MAX_ITEMS, SeenVersion
from actionplans.operations.publication import publish_plan
from actionplans.operations.undo import CannotUndo, undo
from actionplans.queries.imports.new_rows import ImportRow
from actionplans.queries.log.verification import differences
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_plan,
    make_user,
    role,
    seen,
)
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db

FEW, MORE = 3, 40


@pytest.fixture
def plan(think_tank):
    return make_plan(think_tank)


@pytest.fixture
def by():
    return make_user()


class Board:
    """A plan with contributions that were imported at once, and who works on it."""

    def __init__(self, plan, by, count):
        self.plan, self.by, self.batch = plan, by, uuid.uuid4()
        texts = [
            f"Domas par skolas virtuvi, {number}. reize {self.batch}" for number in range(count)
        ]
        rows = [ImportRow(text, role("policy_makers"), role()) for text in texts]
        self.items = import_contributions(plan, rows=rows, batch=self.batch, by=by)

    @property
    def seen(self):
        items = Contribution.objects.filter(batch=self.batch).order_by("pk")
        return [SeenVersion(item, item.version) for item in items]

    def new_action(self):
        return form_action(self.plan, role=role(), wording="Atdot virtuvi", by=self.by)

    def placed(self):
        return form_action(
            self.plan, role=role(), wording="Atdot virtuvi", items=self.seen, by=self.by
        )

    def last_seq(self):
        self.plan.refresh_from_db()
        return self.plan.last_seq


def placing(board):
    action = board.new_action()
    items = board.seen
    return lambda: place(items, action=action, by=board.by)


def moving(board):
    board.placed()
    return placing(board)


def taking_out(board):
    board.placed()
    items = board.seen
    return lambda: take_out(items, by=board.by)


def setting_aside(board):
    board.placed()
    items = board.seen
    return lambda: set_aside(items, reason="other", note="Vēlāk", by=board.by)


def forming(board):
    items = board.seen
    return lambda: form_action(board.plan, role=role(), items=items, by=board.by)


def dissolving(board):
    action = board.placed()
    return lambda: dissolve_action(action, version=action.version, by=board.by)


def merging(board):
    source, target = board.placed(), board.new_action()
    return lambda: merge_actions(
        source, into=target, version=source.version, into_version=target.version, by=board.by
    )


def splitting_an_action(board):
    action = board.placed()
    items = board.seen[1:]
    return lambda: split_action(action, items=items, version=action.version, by=board.by)


def splitting(board):
    contribution = board.items[0]
    parts = [f"Daļa {number}" for number in range(len(board.items))]
    return lambda: split_contribution(
        contribution, parts=parts, version=contribution.version, by=board.by
    )


def hiding(board):
    items = board.seen
    return lambda: hide(items, by=board.by)


def showing(board):
    hide(board.seen, by=board.by)
    items = board.seen
    return lambda: unhide(items, by=board.by)


def undoing(change):
    """Return how to undo a change."""

    def prepare(board):
        change(board)()
        seq = board.last_seq()
        return lambda: undo(board.plan, seq=seq, by=board.by)

    return prepare


def undoing_what_moved_on(board):
    board.placed()
    seq = board.last_seq()
    take_out(board.seen, by=board.by)
    hide(board.seen, by=board.by)

    def refused():
        with pytest.raises(CannotUndo):
            undo(board.plan, seq=seq, by=board.by)

    return refused


def undoing_an_import(board):
    return lambda: undo_batch(board.plan, batch=board.batch, by=board.by)


CHANGES = [placing, moving, taking_out, setting_aside, forming, dissolving, merging]
CHANGES += [splitting_an_action, splitting, hiding, showing]
ALL = {change.__name__: change for change in [*CHANGES, undoing_an_import]}
ALL |= {f"undoing {change.__name__}": undoing(change) for change in CHANGES}
ALL |= {"undoing what moved on": undoing_what_moved_on}


@pytest.mark.parametrize("change", ALL)
def test_number_of_statements_does_not_grow_with_the_items(plan, by, change):
    counts = []
    for count in (FEW, MORE):
        operation = ALL[change](Board(plan, by, count))
        counts.append(count_queries(operation)[1])

    assert counts[0] == counts[1]
    assert counts[0] <= 30
    assert differences() == []


def test_number_of_statements_does_not_grow_with_regional_actions(plan, by, think_tank):
    counts = []
    for count in (FEW, MORE):
        for _number in range(count):
            make_action(make_contribution(think_tank))
        _version, publishing = count_queries(publish_plan, plan, note="Jauna", by=by)
        national = make_national_plan(think_tank.programme)
        arrived = list(RegionalAction.objects.filter(state="undecided").order_by("pk"))
        action = form_action(national, role=role(), wording="Visā valstī", by=by)
        items = seen(*arrived)
        placing_them = count_queries(place, items, action=action, by=by)[1]
        national.refresh_from_db()
        taking_back = count_queries(undo, national, seq=national.last_seq, by=by)[1]
        place(seen(*RegionalAction.objects.order_by("pk")), action=action, by=by)
        counts.append((len(arrived), publishing, placing_them, taking_back))

    assert [arrived for arrived, *_numbers in counts] == [FEW, MORE]
    assert counts[0][2:] == counts[1][2:]
    # The first one also opens the national plan.
    assert counts[1][1] <= counts[0][1]
    assert differences() == []


@pytest.mark.parametrize("change", ["placing", "taking_out", "setting_aside", "hiding"])
def test_a_change_of_too_many_items_is_refused_and_writes_nothing(plan, by, change, monkeypatch):
    monkeypatch.setattr("actionplans.operations.locks.MAX_ITEMS", MORE - 1)
    operation = {
        "placing": lambda board: place(board.seen, action=board.new_action(), by=by),
        "taking_out": lambda board: take_out(board.seen, by=by),
        "setting_aside": lambda board: set_aside(board.seen, reason="other", note="x", by=by),
        "hiding": lambda board: hide(board.seen, by=by),
    }[change]
    board = Board(plan, by, MORE)

    with pytest.raises(ValidationError) as refused:
        operation(board)

    assert refused.value.code == "too_many_items"
    assert refused.value.messages == [f"Vienā reizē atzīmējiet ne vairāk par {MORE - 1}."]
    assert {item.version for item, _version in board.seen} == {1}


MOST = ["placing", "taking_out", "setting_aside", "hiding", "dissolving", "undoing taking_out"]


@pytest.mark.promise
@pytest.mark.parametrize("change", [*MOST, "undoing_an_import"])
def test_lock_is_held_for_a_moment_only_with_the_most_items(
    plan, by, change, figure, times_may_fail
):
    operation = ALL[change](Board(plan, by, MAX_ITEMS))

    started = time.perf_counter()
    _result, statements = count_queries(operation)
    seconds = time.perf_counter() - started

    figure("T52", f"{change} of {MAX_ITEMS} items: {seconds:.2f} s, {statements} statements")
    assert statements <= 60
    assert seconds <= 1 or not times_may_fail
