"""Whether a board that many people worked at is whole: looked at apart from what the operations think of themselves."""

from collections import Counter

from django.db.models import Count

from actionplans.models import (
    Action,
    Contribution,
    Placement,
    Plan,
    PlanEvent,
    RegionalAction,
    State,
)
from actionplans.queries.log.verification import differences
from tests.support.boards.random_board import Protocol


def faults(folder):
    """Everything found, by kind, and how often each wish was done or refused; all but `answers` must be empty."""
    protocols = Protocol.read(folder)
    lines = [line for protocol in protocols for line in protocol]
    return {
        "differences": differences(),
        "in two places or none": misplaced(),
        "not what was before": [fault for plan in Plan.objects.all() for fault in breaks_of(plan)],
        "lost or doubled": lost(lines),
        "went back": [plan for protocol in protocols for plan in steps_back(protocol)],
        "answers": answers(lines),
    }


def misplaced():
    """Items whose state and placement disagree, and what lies in an action that was taken off the plan."""
    found = []
    for model in (Contribution, RegionalAction):
        placed = set(model.objects.filter(state=State.PLACED))
        lying = set(model.objects.filter(placement__isnull=False))
        found += [repr(one) for one in placed ^ lying]
    found += [repr(one) for one in Placement.objects.filter(action__dissolved=True)]
    split = Contribution.objects.filter(state=State.SPLIT).annotate(into=Count("parts"))
    found += [repr(one) for one in split.filter(into__lt=2)]
    alive_both = Contribution.objects.alive().filter(
        parts__state__in=(State.UNDECIDED, State.PLACED, State.SET_ASIDE, State.SPLIT)
    )
    return found + [repr(one) for one in alive_both]


def breaks_of(plan):
    """Where an event does not begin with what the one before it left: a change that nobody saw, or a lost one."""
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
    """What was acknowledged and is not there, and what was sent and is there more than once."""
    done = [line["done"] for line in lines if line.get("done")]
    sent = {line["sending"]["uuid"] for line in lines if "sending" in line}
    kept = Counter(map(str, Contribution.objects.values_list("uuid", flat=True)))
    found = [
        one["contribution"]
        for one in done
        if kept[one.get("contribution")] != 1 and "contribution" in one
    ]
    found += [name for name in sent if kept[name] > 1]
    actions = set(Action.objects.values_list("pk", flat=True))
    found += [one for one in done if "action" in one and one["action"] not in actions]
    events = set(PlanEvent.objects.values_list("plan_id", "seq"))
    return found + [one for one in done if "event" in one and tuple(one["event"]) not in events]


def steps_back(protocol):
    """Where a person saw a plan's number go back."""
    last, found = {}, []
    for line in protocol:
        if "seq" in line:
            if line["seq"] < last.get(line["plan"], 0):
                found.append(line)
            last[line["plan"]] = line["seq"]
    return found


def answers(lines):
    """How often each wish was done, and how often refused with which code."""
    told = [line for line in lines if "wish" in line]
    return Counter(f"{line['wish']}: {line.get('refused', 'done')}" for line in told)
