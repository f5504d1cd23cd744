"""Where contributions are, for anyone who has their receipt code. Nothing here shows who said what."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from actionplans.models import Action, Contribution, ItemState, Placement
from actionplans.queries.capture.said import with_texts
from thinktanks.codes import read_code
from thinktanks.models import Device, Table, ThinkTank


@dataclass(frozen=True)
class ContributionOutcome:
    """Where one contribution is: its `action` with the count of `others` in it, or its `parts` once it was split."""

    contribution: Contribution
    action: Action | None
    others: int
    parts: tuple["ContributionOutcome", ...]


@dataclass(frozen=True)
class Receipt:
    """What a receipt code opens: the contributions of a device, or those typed from the sheet of a table."""

    code: str
    think_tank: ThinkTank
    table: Table | None
    outcomes: tuple[ContributionOutcome, ...]


def receipt_with(typed: str) -> Receipt | None:
    """Return what a receipt code opens, however it is typed; None if there is no such code. A receipt does not expire."""
    code = read_code(typed)
    related = ("think_tank__programme", "think_tank__region")
    device = code and Device.objects.select_related(*related).filter(receipt_code=code).first()
    if device:
        return Receipt(code, device.think_tank, None, outcomes_of(sent_by(device)))
    table = code and Table.objects.select_related(*related).filter(receipt_code=code).first()
    if table:
        return Receipt(code, table.think_tank, table, outcomes_of(_typed_from_sheet(table)))
    return None


def sent_by(device: Device) -> QuerySet[Contribution]:
    """Return what a device sent itself, by id."""
    return Contribution.objects.filter(device=device)


def _typed_from_sheet(table: Table) -> QuerySet[Contribution]:
    """Return what was typed for a table, without what people at it sent from their own phones."""
    return Contribution.objects.filter(table=table, device__isnull=True, parent__isnull=True)


def outcomes_of(contributions: QuerySet[Contribution]) -> tuple[ContributionOutcome, ...]:
    """Return where each of these is, with the parts of split ones; one query for each depth of splitting, and one more."""
    first = list(_with_placement(contributions).order_by("pk"))
    found, level = list(first), first
    while split := [row.pk for row in level if row.state == ItemState.SPLIT]:
        level = list(_with_placement(Contribution.objects.filter(parent__in=split)).order_by("pk"))
        found += level
    counts = _counts_in({row.placement.action_id for row in found if row.state == ItemState.PLACED})
    parts: dict[int, list[Contribution]] = {}
    for row in found:
        parts.setdefault(row.parent_id, []).append(row)

    def outcome(row: Contribution) -> ContributionOutcome:
        action = row.placement.action if row.state == ItemState.PLACED else None
        others = max(0, counts.get(action.pk, 0) - 1) if action else 0
        return ContributionOutcome(row, action, others, tuple(map(outcome, parts.get(row.pk, ()))))

    return tuple(map(outcome, first))


def _with_placement(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return with_texts(contributions).select_related("reason_note", "placement__action__role")


def _counts_in(action_ids: set[int]) -> dict[int, int]:
    """Return how many contributions are in each action; hidden ones are not counted."""
    rows = Placement.objects.filter(action__in=action_ids, contribution__hidden=False)
    return dict(rows.order_by().values_list("action").annotate(n=Count("pk")))
