"""Write the rows and events of an import: a few statements, however many rows there are."""

import uuid

from django.utils import timezone

from actionplans.models import (
    Action,
    Contribution,
    ItemState,
    Placement,
    Plan,
    PlanEvent,
)
from actionplans.operations.log import allot_seqs, make_event, write_texts
from actionplans.queries.imports.new_rows import BULK, ImportRow
from language.clean_text import clean_text
from stakeholders.models import Role, User


def write_contributions(
    plan: Plan,
    rows: list[tuple[uuid.UUID, ImportRow]],
    *,
    actions: dict[uuid.UUID, Action] | None = None,
    **fields: object,
) -> list[Contribution]:
    """Write rows with their UUIDs as contributions, with texts and, for those in `actions`, placements."""
    actions, now = actions or {}, timezone.now()
    texts = write_texts([row.text for _uuid, row in rows])
    contributions = Contribution.objects.bulk_create(
        [
            Contribution(
                uuid=row_uuid,
                plan=plan,
                text=text,
                author_role=row.author_role,
                addressed_role=row.addressed_role,
                municipality=row.municipality,
                table=row.table,
                source=row.source,
                state=ItemState.PLACED if row_uuid in actions else ItemState.UNDECIDED,
                captured_at=now,
                **fields,
            )
            for (row_uuid, row), text in zip(rows, texts, strict=True)
        ],
        batch_size=BULK,
    )
    Placement.objects.bulk_create(
        [
            Placement(action=actions[contribution.uuid], contribution=contribution)
            for contribution in contributions
            if contribution.uuid in actions
        ],
        batch_size=BULK,
    )
    return contributions


def write_actions(
    plan: Plan, bullets: list[tuple[Role, int, str]]
) -> dict[tuple[Role, int], Action]:
    """Write bullets (role, number within it, wording) as actions after those of the plan, in the given order."""
    last: dict[int, int] = {}
    for role_id, rank in plan.actions.live().values_list("role_id", "rank"):
        last[role_id] = max(last.get(role_id, 0), rank)
    texts = write_texts([clean_text(wording) for _role, _number, wording in bullets])
    actions = []
    for (role, _number, _wording), text in zip(bullets, texts, strict=True):
        last[role.pk] = last.get(role.pk, 0) + 1
        actions.append(Action(plan=plan, role=role, wording=text, rank=last[role.pk]))
    Action.objects.bulk_create(actions, batch_size=BULK)
    return {bullet[:2]: action for bullet, action in zip(bullets, actions, strict=True)}


def write_events(
    plan: Plan,
    entries: list[tuple[str, dict]],
    *,
    batch: uuid.UUID,
    answers: list[uuid.UUID] | None = None,
    actor: User | None,
) -> None:
    """Write one event for each kind and entry; the first also names the answers of the import, for its undo.

    Answers without entries are one event of their own.
    """
    payloads = [(kind, {"changes": [entry]}) for kind, entry in entries]
    if answers and not entries:
        payloads = [("answers.imported", {"changes": []})]
    if not payloads:
        return
    first = allot_seqs(plan, len(payloads))
    events = [
        make_event(plan, seq, kind, payload, actor, batch=batch)
        for seq, (kind, payload) in enumerate(payloads, start=first)
    ]
    if answers:
        events[0].payload["answers"] = [str(answer) for answer in answers]
    PlanEvent.objects.bulk_create(events, batch_size=BULK)
