"""Import many contributions or an older plan at once, and undo an import.

An import writes one event for each contribution and each new action, all with the same batch id.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Action, Contribution, ItemState, Placement, Plan, PlanEvent
from actionplans.operations.bulk_writes import (
    write_actions,
    write_contributions,
    write_events,
)
from actionplans.operations.capture import after_the_close, guard_open
from actionplans.operations.locks import lock_plan
from actionplans.operations.log import PlanChange, entry_of_new
from actionplans.operations.programmes import fill_programme
from actionplans.operations.sources import clean_source, keep_source, restore_source
from actionplans.queries.imports.new_rows import (
    ImportRow,
    ReadPlan,
    answers_to_add,
    rows_to_add,
)
from language.clean_text import clean_text
from stakeholders.models import User
from thinktanks.models import ThinkTank
from thinktanks.operations.feedback import delete_feedback, give_feedback
from thinktanks.operations.guards import guard_questions, guard_roles, guard_table
from thinktanks.operations.locks import lock_programme, lock_table


@transaction.atomic
def import_contributions(
    plan: Plan,
    *,
    rows: Iterable[ImportRow],
    think_tank: ThinkTank | None = None,
    batch: uuid.UUID | None = None,
    by: User | None,
) -> list[Contribution]:
    """Capture many contributions, leaving out those that exist already. Returns the new ones, undecided, in order.

    After the close of the think tank they are typed up.
    Refuses: archived, cancelled, not_open, known_list (its text was captured as one contribution under this UUID), and the first bad
    row with its code (see capture_contribution) and its `source` in params. Then nothing is written.
    """
    plan = lock_plan(plan)
    batch = batch or uuid.uuid4()
    if plan.contributions.filter(uuid=batch).exclude(state=ItemState.WITHDRAWN).exists():
        raise ValidationError(_("Already here, not added again"), code="known_list")
    rows = [_validated(row, plan=plan, think_tank=think_tank) for row in rows]
    marks = {}
    if think_tank:
        guard_open(think_tank, by)
        for table in {row.table for row in rows}:  # a list is that of one table
            lock_table(think_tank, table)
        marks = after_the_close(think_tank, by)
    new_rows = rows_to_add(rows, scope=think_tank or plan)
    contributions = write_contributions(
        plan, new_rows, batch=batch, think_tank=think_tank, captured_by=by, **marks
    )
    entries = [
        ("contribution.imported", entry_of_new(contribution)) for contribution in contributions
    ]
    write_events(plan, entries, batch=batch, actor=by)
    return contributions


@transaction.atomic
def import_plan(
    plan: Plan,
    *,
    read: ReadPlan,
    original_date: datetime.date | None = None,
    source_title: str = "",
    source_url: str = "",
    answers_published: bool = False,
    programme_texts: Mapping[str, str] | None = None,
    batch: uuid.UUID | None = None,
    by: User | None,
) -> list[Contribution]:
    """Import an older consolidated plan: each bullet becomes an action with its own wording, its parts are placed in it.

    A row without an addressed role stays undecided. What exists already is left out, so a second run adds nothing.
    The plan keeps when and where it was first published. `answers_published`: so was its feedback, which is then quotable.
    `programme_texts` are put into empty fields of the programme, see `fill_programme`; undoing leaves them there.
    Returns the new contributions in the order of the file. Refuses: archived, a bad source as `clean_source` and
    `keep_source` do, and a bad row or wording with its code.
    """
    source = clean_source(
        original_date=original_date, source_title=source_title, source_url=source_url
    )
    lock_programme(plan.programme)
    plan = lock_plan(plan)
    batch = batch or uuid.uuid4()
    keep_source(plan, source, batch=batch, by=by)
    rows = [_validated(row, plan=plan, think_tank=None) for row in read.rows]
    new_rows = rows_to_add(rows, scope=plan)
    contributions, entries = _write_bullets(plan, new_rows, read, batch=batch, by=by)
    if programme_texts:
        fill_programme(plan.programme, texts=programme_texts, by=by)
    answers = _keep_answers(plan, read, published=answers_published, given_on=original_date)
    write_events(plan, entries, batch=batch, answers=answers, actor=by)
    return contributions


def _write_bullets(
    plan: Plan,
    new_rows: list[tuple[uuid.UUID, ImportRow]],
    read: ReadPlan,
    *,
    batch: uuid.UUID,
    by: User | None,
) -> tuple[list[Contribution], list[tuple[str, dict]]]:
    """Write the new rows and the actions that they belong to; return the contributions, and what their events record."""
    wanted = {(row.addressed_role, row.action) for _uuid, row in new_rows}
    bullets = write_actions(plan, [bullet for bullet in read.actions if bullet[:2] in wanted])
    actions = {
        row_uuid: bullets[row.addressed_role, row.action]
        for row_uuid, row in new_rows
        if row.addressed_role is not None
    }
    contributions = write_contributions(
        plan, new_rows, batch=batch, actions=actions, captured_by=by
    )
    entries = [("action.formed", entry_of_new(action)) for action in bullets.values()]
    for contribution in contributions:
        action = actions.get(contribution.uuid)
        placed = {"placed_in": action.pk} if action else {}
        entries.append(("contribution.imported", entry_of_new(contribution, **placed)))
    return contributions, entries


@transaction.atomic
def undo_batch(plan: Plan, *, batch: uuid.UUID, by: User) -> PlanEvent:
    """Undo a whole import, with its feedback and its source, as long as nobody has changed anything of it.

    Refuses: archived, no_batch, undone, touched.
    """
    lock_programme(plan.programme)
    plan = lock_plan(plan)
    contributions = list(plan.contributions.filter(batch=batch).select_related("placement"))
    events = plan.events.filter(batch=batch)
    formed = events.filter(kind="action.formed").values_list("payload", flat=True)
    actions = Action.objects.filter(pk__in=[payload["changes"][0]["id"] for payload in formed])
    if not events.exists():
        raise ValidationError(_("There is no such import."), code="no_batch")
    if plan.events.filter(kind="batch.undone", payload__batch=str(batch)).exists():
        raise ValidationError(_("This is already undone."), code="undone")
    others = Placement.objects.filter(action__in=actions).exclude(contribution__batch=batch)
    changed = any(item.version > 1 for item in [*contributions, *actions])
    if changed or any(action.key for action in actions) or others.exists():
        raise ValidationError(
            _("Some of it has changed since and can no longer be undone."), code="touched"
        )
    with_answers = events.filter(payload__has_key="answers").values_list("payload", flat=True)
    answers = [answer for payload in with_answers for answer in payload["answers"]]
    delete_feedback(answers, by=by)
    change = PlanChange(plan, "batch.undone", by, payload={"batch": str(batch), "answers": answers})
    change.payload |= restore_source(plan, events)
    for contribution in contributions:
        change.update(contribution, state=ItemState.WITHDRAWN, placed_in=None)
    for action in actions:
        change.update(action, dissolved=True)
    return change.record()


def _validated(row: ImportRow, *, plan: Plan, think_tank: ThinkTank | None) -> ImportRow:
    """Return the row with its text cleaned; a refusal has the row's place in the file in params."""
    try:
        guard_roles(plan.programme, author_role=row.author_role, addressed_role=row.addressed_role)
        guard_table(think_tank, row.table)
        return replace(row, text=clean_text(row.text, missing=_("Enter the contribution.")))
    except ValidationError as error:
        error.params = (error.params or {}) | {"source": row.source}
        raise


def _keep_answers(
    plan: Plan, read: ReadPlan, *, published: bool, given_on: datetime.date | None
) -> list[uuid.UUID]:
    """Keep the feedback of an older text and return the new UUIDs.

    It is quotable only if it was `published`, then at noon of the day `given_on`, since nobody knows who gave it.
    """
    noon = datetime.time(12, tzinfo=timezone.get_default_timezone())
    given_at = datetime.datetime.combine(given_on, noon) if published and given_on else None
    guard_questions(plan.programme, [question for question, _text, _source in read.feedback])
    answers = [(question, clean_text(text), source) for question, text, source in read.feedback]
    new_answers = answers_to_add(answers, plan=plan)
    for answer_uuid, (question, text, source) in new_answers:
        give_feedback(
            question,
            text=text,
            quotable=published,
            uuid=answer_uuid,
            region=plan.region,
            source=source,
            published_before=published,
            given_at=given_at,
            by=None,
        )
    return [answer_uuid for answer_uuid, _answer in new_answers]
