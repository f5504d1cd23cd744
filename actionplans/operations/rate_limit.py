"""Limit how fast one device may send contributions: ten at once, then one every two seconds."""

import math
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import ngettext

from actionplans.models import Contribution
from stakeholders.models import User
from thinktanks.models import Device

BURST = 10
SECONDS_EACH = 2
LOOK_BACK = timedelta(minutes=5)


class TooFast(ValidationError):
    """Refusal `too_fast`: nothing was kept, and the same may be sent again after `seconds`."""

    def __init__(self, seconds: int):
        super().__init__(
            ngettext(
                "That was too fast. Send it again in %(n)s second.",
                "That was too fast. Send it again in %(n)s seconds.",
                seconds,
            ),
            code="too_fast",
            params={"n": seconds},
        )
        self.seconds = seconds


def guard_rate(by: User | Device) -> None:
    """Refuse with TooFast a device that sends too fast; accounts are not limited.

    The rate follows from the times of the contributions kept, so there is no counter to write and a retry costs nothing.
    """
    if not isinstance(by, Device):
        return
    now = timezone.now()
    kept = Contribution.objects.filter(device=by, captured_at__gt=now - LOOK_BACK)
    seconds = seconds_to_wait(list(kept.order_by("pk").values_list("captured_at", flat=True)), now)
    if seconds > 0:
        raise TooFast(seconds)


def seconds_to_wait(kept: list[datetime], now: datetime) -> int:
    """Return after how many seconds the next contribution may come.

    Every contribution in `kept` (times, in order) uses two seconds; twenty seconds may be used in advance.
    """
    free = now - LOOK_BACK
    for moment in kept:
        free = max(free, moment) + timedelta(seconds=SECONDS_EACH)
    owed = (free - now).total_seconds() - SECONDS_EACH * (BURST - 1)
    return max(0, math.ceil(owed))
