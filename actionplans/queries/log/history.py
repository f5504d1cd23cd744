"""Read the event log of a plan as lines: who changed what and when, newest first."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from actionplans.models import Plan, PlanEvent
from actionplans.queries.log.sentences import Sentences
from stakeholders.models import User

PAGE = 50


@dataclass(frozen=True)
class HistoryLine:
    """One event as a sentence; `can_undo` is whether to offer that."""

    event: PlanEvent
    who: str
    what: str
    undone: bool = False
    can_undo: bool = False


def event_of(plan: Plan, op_uuid: uuid.UUID) -> PlanEvent | None:
    """Return the event of an operation, by the UUID that its form carried."""
    return PlanEvent.objects.filter(plan=plan, op_uuid=op_uuid).first()


def is_undone(event: PlanEvent) -> bool:
    """Return whether a change was undone, and that undo was not undone itself."""
    undoing = PlanEvent.objects.filter(plan=event.plan_id, undoes=event.seq)
    return any(not is_undone(undo) for undo in undoing)


def uuid_to_carry_out(plan: Plan, op_uuid: uuid.UUID) -> uuid.UUID:
    """Return the UUID of an operation for a form that carries `op_uuid`: another one where what the form did was undone.

    Whoever goes back in the browser after an undo and sends the form again wants it done; sent twice, it is done once.
    """
    while (event := event_of(plan, op_uuid)) and is_undone(event):
        op_uuid = uuid.uuid5(op_uuid, "again")
    return op_uuid


def last_change_by(plan: Plan, user: User, *, final: Collection[str]) -> PlanEvent | None:
    """Return a person's newest change of the board that can still be undone; kinds in `final` never can."""
    undone = PlanEvent.objects.filter(plan=plan, undoes__isnull=False).values("undoes")
    of_board = Q(kind__startswith="item.") | Q(kind__startswith="action")
    own = PlanEvent.objects.filter(of_board, plan=plan, actor=user.pk)
    return own.exclude(seq__in=undone).exclude(kind__in=final).order_by("-seq").first()


def history_of(
    plan: Plan, *, before: int | None = None, final: Collection[str] = ()
) -> list[HistoryLine]:
    """Return a page of 50 lines, newest first, of the events before seq `before` (None: the newest).

    Undo is offered for the last 50 events of the plan, but not for kinds in `final`.
    """
    events = PlanEvent.objects.filter(plan=plan)
    if before is not None:
        events = events.filter(seq__lt=before)
    page = list(events.order_by("-seq")[:PAGE])
    undoing = PlanEvent.objects.filter(plan=plan, undoes__in=[event.seq for event in page])
    undone = set(undoing.values_list("undoes", flat=True))
    sentences = Sentences(page)
    return [
        HistoryLine(
            event=event,
            who=sentences.who(event),
            what=sentences.what(event),
            undone=event.seq in undone,
            can_undo=event.seq not in undone
            and event.kind not in final
            and event.seq > plan.last_seq - PAGE,
        )
        for event in page
    ]


def history_line_of(event: PlanEvent) -> HistoryLine:
    """Return one event as a line, without an offer to undo it."""
    sentences = Sentences([event])
    return HistoryLine(event=event, who=sentences.who(event), what=sentences.what(event))
