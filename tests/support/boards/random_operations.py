"""Which operation a person at a board calls next, and random calls of those on the whole plan."""

from actionplans.operations.actions import dissolve_action, reword_action
from actionplans.operations.items import set_aside
from actionplans.operations.locks import SeenVersion
from actionplans.operations.publication import publish_plan
from actionplans.operations.undo import undo
from actionplans.queries.draft.checklist import checklist
from tests.support.boards.random_actions import (
    detail,
    dissolve,
    form,
    link,
    merge,
    reorder,
    reword,
    split_an_action,
    unlink,
)
from tests.support.boards.random_contributions import (
    assign,
    capture,
    correct,
    hide_some,
    place_some,
    set_some_aside,
    split,
    take_some_out,
    withdraw,
)


def choose_operation(rng):
    """Return one of the operations of a board, as often as the table says."""
    return rng.choices(tuple(OPERATIONS), tuple(OPERATIONS.values()))[0]


def undo_a_change(person):
    """Undo one of the last 30 changes; half of the time leave items that have moved on since."""
    person.plan.refresh_from_db(fields=["last_seq"])
    seq = person.rng.randint(max(1, person.plan.last_seq - 30), person.plan.last_seq)
    leave_moved = person.rng.random() < 0.5
    event = undo(person.plan, seq=seq, leave_moved=leave_moved, by=person.by)
    return {"event": [person.plan.pk, event.seq]}


def publish(person):
    """Set aside what is undecided, complete the actions, then publish."""
    waiting = checklist(person.plan)
    undecided = [SeenVersion(item.row, item.row.version) for item in waiting.undecided]
    if undecided:
        set_aside(undecided, reason="repeats", by=person.by)
    for action in waiting.without_contributions:
        dissolve_action(action, version=action.version, by=person.by)
    for action in set(waiting.without_wording) - set(waiting.without_contributions):
        reword_action(action, wording=person.text(), version=action.version, by=person.by)
    findings = checklist(person.plan).personal_data
    version = publish_plan(
        person.plan,
        note="Kas mainījies",
        not_personal_data=[finding.checksum for finding in findings],
        by=person.by,
    )
    return {"event": [person.plan.pk, version.seq]}


# How often an operation is chosen, of a hundred times.
OPERATIONS = {
    capture: 18,
    place_some: 14,
    form: 8,
    undo_a_change: 8,
    take_some_out: 6,
    set_some_aside: 5,
    correct: 5,
    reword: 4,
    split: 4,
    assign: 4,
    split_an_action: 4,
    merge: 3,
    dissolve: 2,
    detail: 3,
    reorder: 3,
    link: 3,
    unlink: 2,
    hide_some: 2,
    withdraw: 1,
    publish: 1,
}
