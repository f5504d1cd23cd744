"""Check a board that several clients changed, without the code that the operations themselves use."""

from collections import Counter

from django.db.models import Count

from actionplans.models import (
    Action,
    Contribution,
    ItemState,
    Placement,
    Plan,
    PlanEvent,
    RegionalAction,
)
from actionplans.queries.log.verification import differences
from tests.support.boards.random_board import ClientLog


def faults(folder):
    """Return the faults of the board and of the logs in `folder` by kind, and in `answers` the counts of outcomes.

    All but `answers` must be empty.
    """
    logs = ClientLog.read_all(folder)
    lines = [line for log in logs for line in log]
    return {
        "differences": differences(),
        "state and placement disagree": misplaced(),
        "events do not follow each other": [
            fault for plan in Plan.objects.all() for fault in gaps_between_events(plan)
        ],
        "lost or doubled": lost(lines),
        "seq decreased": [line for log in logs for line in decreases(log)],
        "answers": answers(lines),
    }


def misplaced():
    """Return items whose state and placement disagree, placements in dissolved actions, and incomplete splits."""
    found = []
    for model in (Contribution, RegionalAction):
        placed = set(model.objects.filter(state=ItemState.PLACED))
        with_placement = set(model.objects.filter(placement__isnull=False))
        found += placed ^ with_placement
    found += Placement.objects.filter(action__dissolved=True)
    split = Contribution.objects.filter(state=ItemState.SPLIT).annotate(into=Count("parts"))
    found += split.filter(into__lt=2)
    found += Contribution.objects.alive().filter(
        parts__state__in=(
            ItemState.UNDECIDED,
            ItemState.PLACED,
            ItemState.SET_ASIDE,
            ItemState.SPLIT,
        )
    )
    return [repr(row) for row in found]


def gaps_between_events(plan):
    """Return where the old values of an event are not the new values of the event before: an unrecorded or lost change."""
    known, found = {}, []
    for event in PlanEvent.objects.filter(plan=plan).order_by("seq"):
        for change in event.payload["changes"]:
            item = known.setdefault((change["item"], change["id"]), {"version": 0})
            for name, was in (change["was"] or {}).items():
                if item.get(name, was if name in ("support", "links") else None) != was:
                    found.append(f"{event} {change['item']} {change['id']} {name}")
            if change["version"] is not None and change["version"] <= item["version"]:
                found.append(f"{event} {change['item']} {change['id']} version")
            item |= change["set"] | ({"version": change["version"]} if change["version"] else {})
    return found


def lost(lines):
    """Return what was acknowledged and is not stored, and what was sent and is stored more than once."""
    done = [line["done"] for line in lines if line.get("done")]
    sent = {line["sending"]["uuid"] for line in lines if "sending" in line}
    stored = Counter(map(str, Contribution.objects.values_list("uuid", flat=True)))
    captured = [answer["contribution"] for answer in done if "contribution" in answer]
    found = [uuid for uuid in captured if stored[uuid] != 1]
    found += [uuid for uuid in sent if stored[uuid] > 1]
    actions = set(Action.objects.values_list("pk", flat=True))
    found += [answer for answer in done if "action" in answer and answer["action"] not in actions]
    events = set(PlanEvent.objects.values_list("plan_id", "seq"))
    return found + [
        answer for answer in done if "event" in answer and tuple(answer["event"]) not in events
    ]


def decreases(log):
    """Return the lines of a client that show a lower seq of a plan than a line before."""
    last, found = {}, []
    for line in log:
        if "seq" in line:
            if line["seq"] < last.get(line["plan"], 0):
                found.append(line)
            last[line["plan"]] = line["seq"]
    return found


def answers(lines):
    """Count how often each operation was done, and how often refused with which code."""
    answered = [line for line in lines if "operation" in line]
    return Counter(f"{line['operation']}: {line.get('refused', 'done')}" for line in answered)
