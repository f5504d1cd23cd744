"""There is one way to change a board: an operation, which writes its event in the same transaction (T15)."""

import ast
import random
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.test.utils import CaptureQueriesContext

from actionplans.models import Plan, PlanEvent
from actionplans.queries.log.verification import differences
from stakeholders.models import User
from tests.support.boards.random_board import prepare
from tests.support.boards.random_operations import choose_operation
from tests.support.boards.random_person import NothingToDo, Person
from thinktanks.models import ThinkTank

pytestmark = pytest.mark.promise

ROOT = Path(__file__).parent.parent.parent
APPS = ("portal", "actionplans", "thinktanks", "stakeholders")
BOARD = {
    model.__name__
    for model in apps.get_app_config("actionplans").get_models()
    if model.__name__ not in ("Commitment", "ProgressReport")
}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "raw",
    "execute",
    "executemany",
    "extra",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "_raw_delete",
    "save_base",
    "asave",
    "acreate",
    "aupdate",
    "adelete",
}
# Calls that look like a write and are none, or that operations are built on.
NO_WRITES = {
    "portal/settings.py: vars().update",
    "portal/serving/health.py: cursor.execute",
    "portal/serving/middleware.py: request.session.update",
    "actionplans/views/older_plan.py: cache.delete",
    "portal/serving/mails.py: cache.delete",
    "thinktanks/attendance_list.py: others.update",  # of a set, in memory
    "actionplans/similarity/index.py: self.update",
    "actionplans/queries/capture/similar.py: index.update",  # of that index, in memory
    "actionplans/freeze.py: super().save",
    "actionplans/freeze.py: cursor.execute",
    "actionplans/freeze.py: schema_editor.execute",
    "stakeholders/admin/base.py: form.save",
    "stakeholders/models/account.py: user.save",  # calls an operation
}


def sources():
    """Yield every source file of the apps, relative to the root, and its syntax tree."""
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT), ast.parse(file.read_text())


def calls_in(tree):
    return [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]


def is_write(function):
    if isinstance(function, ast.Attribute):
        return function.attr in WRITES
    return isinstance(function, ast.Name) and function.id in ("setattr", "delattr")


def is_operation(file):
    return "operations" in file.parts or file.name == "operations.py"


def test_only_operations_write(figure):
    found = {
        f"{file}: {ast.unparse(function)}"
        for file, tree in sources()
        if not is_operation(file)
        for function in calls_in(tree)
        if is_write(function)
    }

    assert found - NO_WRITES == set()
    assert NO_WRITES - found == set()
    figure("T15", f"0 writes outside operations; {len(NO_WRITES)} calls that only look like one")


def test_only_the_operations_of_the_board_write_its_rows(figure):
    named = {
        f"{file}: {ast.unparse(function)}"
        for file, tree in sources()
        if is_operation(file) and file.parts[0] != "actionplans"
        for function in calls_in(tree)
        if is_write(function) and any(name in ast.unparse(function) for name in BOARD)
    }

    assert named == set()
    figure("T15", "0 writes of board rows by operations of other apps")


def test_one_place_makes_events(figure):
    made = [
        f"{file}: {ast.unparse(function)}"
        for file, tree in sources()
        for function in calls_in(tree)
        if ast.unparse(function) in ("PlanEvent", "PlanEvent.objects.create")
    ]

    assert made == ["actionplans/operations/log.py: PlanEvent"]
    figure("T15", "1 place makes events")


@pytest.mark.django_db
def test_every_change_of_a_board_writes_its_event_with_it(figure):
    think_tank, user = prepare()
    plans = sorted(Plan.objects.all(), key=lambda plan: plan.is_national)
    rng, changed, steps = random.Random(15), 0, []

    for number in range(250):
        plan = rng.choices(plans, (4, 1))[0]
        operation = choose_operation(rng)
        person = Person(
            rng, plan, ThinkTank.objects.get(pk=think_tank), User.objects.get(pk=user), ignore
        )
        outcome, events, written = call_and_watch(operation, person)
        steps.append(f"{number} {operation.__name__}: {outcome} {events}")
        assert bool(events) == written, "\n".join(steps)
        changed += written

    assert differences() == [], "\n".join(steps)
    assert changed > 100
    figure("T15", f"{changed} changes of 250 random calls, each with its event")


def ignore(**line):
    """Log nothing."""


def call_and_watch(operation, person):
    """Call a random operation; return its outcome, the events that it wrote, and whether it wrote rows of the board."""
    newest = PlanEvent.objects.aggregate(pk=Max("pk"))["pk"] or 0
    with CaptureQueriesContext(connection) as queries:
        try:
            with transaction.atomic():
                outcome = operation(person)
        except (ValidationError, NothingToDo) as refused:
            outcome, written = refused, False
        else:
            written = any(writes_the_board(query["sql"]) for query in queries)
    events = PlanEvent.objects.filter(pk__gt=newest).order_by("pk")
    return outcome, [(event.kind, event.payload) for event in events], written


def writes_the_board(sql):
    tables = (
        f'"{model._meta.db_table}'
        for model in apps.get_app_config("actionplans").get_models()
        if model.__name__ in BOARD - {"PlanEvent", "Plan", "Text"}
    )
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) and any(
        table in sql.split("WHERE")[0] for table in tables
    )
