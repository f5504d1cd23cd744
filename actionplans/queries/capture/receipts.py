"""What became of what somebody said, for the one who holds the receipt. Nothing here tells who said what."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from actionplans.models import Action, Contribution, Placement, State
from actionplans.queries.capture.said import with_words
from thinktanks.codes import read_code
from thinktanks.models import Device, Table, ThinkTank


@dataclass(frozen=True)
class ContributionFate:
    """Where one contribution is: `action` with how many `others`, once it lies in one; `parts`, once it was split."""

    contribution: Contribution
    action: Action | None
    others: int
    parts: tuple["ContributionFate", ...]


@dataclass(frozen=True)
class Receipt:
    """What a receipt code opens: the own contributions of a device, or those typed from the sheet of a table."""

    code: str
    think_tank: ThinkTank
    table: Table | None
    fates: tuple[ContributionFate, ...]


def receipt_with(typed: str) -> Receipt | None:
    """What a receipt code opens, in whatever way it was typed; it never ends."""
    code = read_code(typed)
    related = ("think_tank__programme", "think_tank__region")
    device = code and Device.objects.select_related(*related).filter(receipt_code=code).first()
    if device:
        return Receipt(code, device.think_tank, None, fates_of(said_by(device)))
    table = code and Table.objects.select_related(*related).filter(receipt_code=code).first()
    if table:
        return Receipt(code, table.think_tank, table, fates_of(_typed_from_sheet(table)))
    return None


def said_by(device: Device) -> QuerySet[Contribution]:
    """What a device sent itself, in its order."""
    return Contribution.objects.filter(device=device)


def _typed_from_sheet(table: Table) -> QuerySet[Contribution]:
    """What was typed for a table. What its people sent from their phones is theirs alone, so it is not in it."""
    return Contribution.objects.filter(table=table, device__isnull=True, parent__isnull=True)


def fates_of(contributions: QuerySet[Contribution]) -> tuple[ContributionFate, ...]:
    """Where each of these is, parts of split ones within them; a query for each depth of splitting, and one more."""
    first = list(_with_place(contributions).order_by("pk"))
    found, level = list(first), first
    while any(one.state == State.SPLIT for one in level):
        split = [one.pk for one in level if one.state == State.SPLIT]
        level = list(_with_place(Contribution.objects.filter(parent__in=split)).order_by("pk"))
        found += level
    together = _together_in({one.placement.action_id for one in found if _lies(one)})
    parts: dict[int, list[Contribution]] = {}
    for one in found:
        parts.setdefault(one.parent_id, []).append(one)

    def fate(one: Contribution) -> ContributionFate:
        action = one.placement.action if _lies(one) else None
        others = together[action.pk] - 1 if action else 0
        inside = tuple(fate(part) for part in parts.get(one.pk, ()))
        return ContributionFate(one, action, max(0, others), inside)

    return tuple(fate(one) for one in first)


def _with_place(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return with_words(contributions).select_related("reason_note", "placement__action__role")


def _lies(contribution: Contribution) -> bool:
    return contribution.state == State.PLACED


def _together_in(action_ids: set[int]) -> dict[int, int]:
    """How many contributions lie in each action, hidden ones not counted."""
    rows = Placement.objects.filter(action__in=action_ids, contribution__hidden=False)
    counted = dict(rows.order_by().values_list("action").annotate(n=Count("pk")))
    return {action_id: counted.get(action_id, 0) for action_id in action_ids}
