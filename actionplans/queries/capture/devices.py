"""What participants sent from their devices, with the parts that it was split into."""

from actionplans.models import Contribution, ItemState
from thinktanks.models import Device


def visible_from_device(device: Device) -> list[Contribution]:
    """Return what a device sent, with the parts that it was split into; no hidden and no withdrawn contributions."""
    found = list(Contribution.objects.select_related("plan").filter(device=device))
    parts = found
    while parts:
        parts = list(Contribution.objects.select_related("plan").filter(parent__in=parts))
        found += parts
    return [row for row in found if not row.hidden and row.state != ItemState.WITHDRAWN]
