"""What participants sent from their devices, with the parts that it was split into."""

from django.db.models import QuerySet

from actionplans.models import Contribution, ItemState, Plan
from thinktanks.models import Device


def visible_from_device(device: Device) -> list[Contribution]:
    """Return what a device sent, with its parts; no hidden and no withdrawn contributions."""
    ids = _ids_with_parts(
        Contribution.objects.filter(think_tank=device.think_tank_id), device=device
    )
    rows = Contribution.objects.visible().exclude(state=ItemState.WITHDRAWN)
    return list(rows.filter(pk__in=ids).select_related("plan").order_by("pk"))


def sent_from_devices(plan: Plan) -> set[int]:
    """Return the ids of what devices sent, with all its parts: splitting must not make a speaker known."""
    return _ids_with_parts(Contribution.objects.filter(plan=plan), device__isnull=False)


def _ids_with_parts(contributions: QuerySet[Contribution], **sent: object) -> set[int]:
    """Return the ids of contributions that match `sent`, and of all their parts, parts of parts too."""
    ids = set(contributions.filter(**sent).values_list("pk", flat=True))
    # A part has a higher id than its whole.
    parts = contributions.filter(parent__isnull=False).order_by("pk")
    for part, parent in parts.values_list("pk", "parent"):
        if parent in ids:
            ids.add(part)
    return ids
