"""A published version is the plan at one event exactly, also while others edit (T18)."""

import json
import random
import traceback

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from actionplans.models import Plan, PlanEvent, Text
from actionplans.operations.actions import dissolve_action
from actionplans.operations.publication import publish_plan
from actionplans.queries.log.verification import differences
from stakeholders.models import Role, User
from tests.support.boards.random_actions import detail, link, reorder, reword, unlink
from tests.support.boards.random_board import prepare
from tests.support.boards.random_contributions import place_some
from tests.support.boards.random_operations import publish
from tests.support.boards.random_person import NothingToDo, Person
from tests.support.factories import make_action, make_contribution
from tests.support.servers.child_process import FORK, all_at_once

pytestmark = [pytest.mark.server, pytest.mark.data, pytest.mark.promise]

# Operations that leave every contribution decided, so that the plan can be published meanwhile.
EDITS = (detail, link, place_some, reorder, reword, unlink)


def edit_and_publish(editors, versions):
    """Let `editors` people edit until another has published `versions` versions; return the number of edits and the tracebacks."""
    prepare()
    connection.close()
    done, broken = FORK.Event(), FORK.SimpleQueue()
    counts = FORK.RawArray("i", editors)
    editing = [
        FORK.Process(target=_edit, args=(number, done, counts, broken)) for number in range(editors)
    ]
    for process in editing:
        process.start()
    person = _person(99)
    while person.plan.versions.count() < versions + 1:
        is_done(publish, person)
    done.set()
    for process in editing:
        process.join()
    return {
        "edits": sum(counts),
        "broken": [broken.get() for process in editing if process.exitcode],
    }


def _edit(number, done, counts, broken):
    try:
        person = _person(number)
        while not done.wait(0.01):
            counts[number] += is_done(person.rng.choice(EDITS), person)
    except Exception:
        broken.put(traceback.format_exc())
        raise


def _person(number):
    plan = Plan.objects.get(region__isnull=False)
    return Person(random.Random(number), plan, None, User.objects.order_by("pk").last(), None)


def is_done(operation, person):
    """Try an operation; return whether it was done. A refusal is expected when several people work at a plan."""
    try:
        operation(person)
    except (ValidationError, NothingToDo):
        return False
    return True


def versions_and_states():
    """Return a pair for every version of the regional plan: the actions of its document, and those of the events."""
    plan = Plan.objects.get(region__isnull=False)
    return [
        (actions_in(json.loads(version.document)), actions_after(plan, version.seq))
        for version in plan.versions.order_by("number")
    ]


def actions_in(document):
    """Return role, wording, condition and contributions of every action in the document of a version."""
    return sorted(
        [
            action["role"],
            action["wording"],
            action["condition"],
            sorted(contribution["text"] for contribution in action["contributions"]),
        ]
        for action in document["actions"]
    )


def actions_after(plan, seq):
    """Return the same from the events up to `seq` alone, without the code that publishes or verifies."""
    items = {}
    for event in PlanEvent.objects.filter(plan=plan, seq__lte=seq).order_by("seq"):
        for change in event.payload["changes"]:
            items.setdefault((change["item"], change["id"]), {}).update(change["set"])
    texts = dict(Text.objects.values_list("pk", "body"))
    roles = dict(Role.objects.values_list("pk", "code"))
    contributions = [item for (kind, _pk), item in items.items() if kind == "contribution"]
    return sorted(
        [
            roles[item["role"]],
            texts[item["wording"]],
            texts.get(item["condition"]),
            sorted(texts[row["text"]] for row in contributions if row["placed_in"] == pk),
        ]
        for (kind, pk), item in items.items()
        if kind == "action" and not item["dissolved"]
    )


def publish_at_once(times):
    """Change the plan, then publish it `times` at the same moment; return the answers and the differences."""
    plan = Plan.objects.get(region__isnull=False)
    # The edits may have left an action without contributions, which cannot be published.
    for action in plan.actions.live().filter(placements=None):
        action.refresh_from_db(fields=["version"])  # it increases when a linked action is dissolved
        dissolve_action(action, version=action.version, by=User.objects.order_by("pk").last())
    make_action(make_contribution(plan.contributions.first().think_tank))
    connection.close()
    answers = all_at_once(_publish, ["Pēdējie labojumi"] * times)
    return answers, differences()


def _publish(note):
    person = _person(0)
    return publish_plan(person.plan, note=note, by=person.by).number


def test_a_version_is_the_plan_at_one_event_while_others_edit(installation, figure):
    result = installation.call(edit_and_publish, editors=8, versions=4, seconds=900)
    pairs = installation.call(versions_and_states)

    assert result["broken"] == []
    assert len(pairs) >= 5
    assert [published for published, _state in pairs] == [state for _published, state in pairs]
    assert result["edits"] > 0

    answers, different = installation.call(publish_at_once, times=20, seconds=900)
    numbers = [answer for answer in answers if isinstance(answer, int)]
    assert numbers == [len(pairs) + 1]
    assert [answer for answer in answers if not isinstance(answer, int)] == [
        ["ValidationError", "unchanged"]
    ] * 19
    assert different == []
    figure(
        "T18",
        f"{len(pairs)} versions equal their state among {result['edits']} edits; 20 at once: 1 version",
    )
