"""Many at once: what was typed or brought in a file, one event per contribution, numbers allotted in one step."""

import uuid
from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import (
    Action,
    Contribution,
    Placement,
    Plan,
    PlanEvent,
    State,
    Text,
    checksum,
)
from actionplans.operations.capture import guard_open, guard_roles
from actionplans.operations.log import (
    PlanChange,
    allot_numbers,
    lock_plan,
    make_event,
    told_new,
)
from actionplans.queries.imports.new_rows import (
    BULK,
    ReadPlan,
    SaidRow,
    answers_not_there_yet,
    not_there_yet,
)
from language.clean_text import clean_text
from stakeholders.models import Role, User
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.feedback import give_feedback, take_feedback_back


@transaction.atomic
def import_contributions(
    plan: Plan,
    *,
    rows: Iterable[SaidRow],
    think_tank: ThinkTank | None = None,
    batch: uuid.UUID | None = None,
    by: User | None,
) -> list[Contribution]:
    """Capture many contributions; what is there already is left out. Returns the new ones, undecided, in order.

    Refuses the first bad row with its code (see capture_contribution) and its `source` in params; nothing is written.
    """
    plan = lock_plan(plan)
    batch = batch or uuid.uuid4()
    rows = [_checked(row, plan=plan, think_tank=think_tank) for row in rows]
    late = guard_open(think_tank) if think_tank else False
    fresh_rows = not_there_yet(rows, scope=think_tank or plan)
    contributions = _write_contributions(
        plan, fresh_rows, batch=batch, think_tank=think_tank, late=late, by=by
    )
    _write_events(
        plan,
        [("contribution.imported", told_new(one)) for one in contributions],
        batch=batch,
        by=by,
    )
    return contributions


@transaction.atomic
def import_plan(
    plan: Plan, *, read: ReadPlan, batch: uuid.UUID | None = None, by: User | None
) -> list[Contribution]:
    """Bring in an older consolidated plan: each bullet an action with its own wording, its parts lie in it.

    A row that addresses nobody waits on the board. What is there already is left out, so a second run adds nothing.
    Returns the new contributions in the order of the file. Refuses: archived, and a bad row or wording with its code.
    """
    plan = lock_plan(plan)
    if plan.programme.state == Programme.State.ARCHIVED:
        raise ValidationError(_("This programme is archived."), code="archived")
    batch = batch or uuid.uuid4()
    rows = [_checked(row, plan=plan, think_tank=None) for row in read.rows]
    fresh_rows = not_there_yet(rows, scope=plan)
    wanted = {(row.addressed_role, row.action) for _uuid, row in fresh_rows}
    actions = _write_actions(plan, [one for one in read.actions if one[:2] in wanted])
    homes = {
        name: actions[row.addressed_role, row.action]
        for name, row in fresh_rows
        if row.addressed_role is not None
    }
    contributions = _write_contributions(plan, fresh_rows, batch=batch, placed=homes, by=by)
    told = [("action.formed", told_new(action)) for action in actions.values()]
    told += [("contribution.imported", _told_in(one, homes.get(one.uuid))) for one in contributions]
    answers = _keep_answers(plan, read)
    _write_events(plan, told, batch=batch, answers=answers, by=by)
    return contributions


@transaction.atomic
def undo_batch(plan: Plan, *, batch: uuid.UUID, by: User) -> PlanEvent:
    """Take a whole import back, its feedback too, while nobody has touched anything of it.

    Refuses: touched, no_batch.
    """
    plan = lock_plan(plan)
    contributions = list(plan.contributions.filter(batch=batch))
    events = plan.events.filter(batch=batch)
    formed = events.filter(kind="action.formed").values_list("payload", flat=True)
    actions = Action.objects.filter(pk__in=[payload["changes"][0]["id"] for payload in formed])
    if not contributions:
        raise ValidationError(_("There is no such import."), code="no_batch")
    if any(one.version > 1 for one in [*contributions, *actions]) or any(
        action.key for action in actions
    ):
        raise ValidationError(
            _("Some of it was changed since and can no longer be undone."), code="touched"
        )
    if Placement.objects.filter(action__in=actions).exclude(contribution__batch=batch).exists():
        raise ValidationError(
            _("Some of it was changed since and can no longer be undone."), code="touched"
        )
    change = PlanChange(plan, "batch.undone", by)
    change.more = {"batch": str(batch)}
    change.take_back_all(contributions)
    for action in actions:
        change.update(action, dissolved=True)
    answers = events.filter(payload__has_key="answers").values_list("payload", flat=True)
    take_feedback_back([name for payload in answers for name in payload["answers"]], by=by)
    return change.record()


def _checked(row: SaidRow, *, plan: Plan, think_tank: ThinkTank | None) -> SaidRow:
    """The row with clean words; a refusal names where in the file it stands."""
    try:
        guard_roles(plan.programme, author_role=row.author_role, addressed_role=row.addressed_role)
        if row.table is not None and (
            think_tank is None or row.table.think_tank_id != think_tank.pk
        ):
            raise ValidationError(
                _("There is no such table at this think tank."), code="other_table"
            )
        return replace(row, text=clean_text(row.text))
    except ValidationError as error:
        error.params = (error.params or {}) | {"source": row.source}
        raise


def _write_texts(bodies: list[str]) -> list[Text]:
    return Text.objects.bulk_create(
        [Text(body=body, checksum=checksum(body)) for body in bodies], batch_size=BULK
    )


def _write_contributions(
    plan: Plan,
    rows: list[tuple[uuid.UUID, SaidRow]],
    *,
    placed: dict[uuid.UUID, Action] | None = None,
    by: User | None,
    **fields: object,
) -> list[Contribution]:
    """Rows with their texts and, for those that have a home, their placements."""
    homes, now = placed or {}, timezone.now()
    texts = _write_texts([row.text for _uuid, row in rows])
    contributions = Contribution.objects.bulk_create(
        [
            Contribution(
                uuid=name,
                plan=plan,
                text=text,
                author_role=row.author_role,
                addressed_role=row.addressed_role,
                place=row.place,
                table=row.table,
                source=row.source,
                state=State.PLACED if name in homes else State.UNDECIDED,
                captured_by=by,
                captured_at=now,
                **fields,
            )
            for (name, row), text in zip(rows, texts, strict=True)
        ],
        batch_size=BULK,
    )
    Placement.objects.bulk_create(
        [
            Placement(action=homes[one.uuid], contribution=one)
            for one in contributions
            if one.uuid in homes
        ],
        batch_size=BULK,
    )
    return contributions


def _write_actions(
    plan: Plan, bullets: list[tuple[Role, int, str]]
) -> dict[tuple[Role, int], Action]:
    """Actions behind those that the plan has, in the order of the file."""
    last: dict[int, int] = {}
    for role_id, rank in plan.actions.live().values_list("role_id", "rank"):
        last[role_id] = max(last.get(role_id, 0), rank)
    texts = _write_texts([clean_text(wording) for _role, _number, wording in bullets])
    actions = []
    for (role, _number, _wording), text in zip(bullets, texts, strict=True):
        last[role.pk] = last.get(role.pk, 0) + 1
        actions.append(Action(plan=plan, role=role, wording=text, rank=last[role.pk]))
    Action.objects.bulk_create(actions, batch_size=BULK)
    return {bullet[:2]: action for bullet, action in zip(bullets, actions, strict=True)}


def _told_in(contribution: Contribution, home: Action | None) -> dict:
    return told_new(contribution, placed_in=home.pk) if home else told_new(contribution)


def _write_events(
    plan: Plan,
    told: list[tuple[str, dict]],
    *,
    batch: uuid.UUID,
    answers: list[uuid.UUID] | None = None,
    by: User | None,
) -> None:
    """One event for each change; the first also names the answers that came with them, for the undo."""
    if not told:
        return
    more = {"answers": [str(name) for name in answers]} if answers else {}
    first = allot_numbers(plan, len(told))
    PlanEvent.objects.bulk_create(
        [
            make_event(
                plan,
                seq,
                kind,
                {"changes": [change]} | (more if seq == first else {}),
                by,
                batch=batch,
            )
            for seq, (kind, change) in enumerate(told, start=first)
        ],
        batch_size=BULK,
    )


def _keep_answers(plan: Plan, read: ReadPlan) -> list[uuid.UUID]:
    """Feedback of an older text: said by nobody known, so it is not quotable. Returns what is new."""
    answers = [(question, clean_text(text), source) for question, text, source in read.feedback]
    new_answers = answers_not_there_yet(answers, plan=plan)
    for name, (question, text, source) in new_answers:
        give_feedback(
            question,
            text=text,
            quotable=False,
            uuid=name,
            region=plan.region,
            source=source,
            by=None,
        )
    return [name for name, _answer in new_answers]
