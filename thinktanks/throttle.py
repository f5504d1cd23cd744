"""Limit what may come from one client address in a time. Each thing takes one slot of its address in the cache.

Taking a slot is one insert under a unique key, so two things at the same moment take two slots; `incr` of the database
cache reads first and writes then, and would lose one. When all slots are taken nothing more is written.
"""

import time
import uuid
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from random import Random

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """So many `slots` for each address, each taken for `seconds`."""

    name: str
    slots: int
    seconds: int


# A right code is neither counted nor refused.
WRONG_CODES = Limit("wrong-code", slots=30, seconds=24 * 60 * 60)
# An office, or the hall of the think tank, where everybody comes from one address.
REGISTRATIONS = Limit("registration", slots=60, seconds=60 * 60)


def take_slot(
    limit: Limit, address: str, *, sent_uuid: uuid.UUID | None = None, now: float | None = None
) -> int:
    """Take one slot of an address; return how many seconds it must wait for a free one, or 0.

    A form that is sent again (`sent_uuid`) has its slot already. The wait ends when the oldest of the slots is free again.
    `now` is the time in seconds (default: the present).
    """
    sent_uuid = sent_uuid or uuid.uuid4()
    mark = _keyed("thinktanks.throttle.sent", str(sent_uuid))
    slots = _slots_of(limit, address)
    taken = cache.get_many(slots)
    if any(mark == marked for _since, marked in taken.values()):
        return 0
    now = int(time.time() if now is None else now)
    # In random order, so that two requests at once seldom try the same slot; in one order for a form that comes twice at
    # once, so that the second finds the slot of the first.
    for slot in Random(mark).sample(slots, len(slots)):  # noqa: S311
        if slot in taken:
            continue
        if cache.add(slot, (now, mark), limit.seconds) or _is_taken_by(slot, mark):
            return 0
    return max(1, min([now, *(since for since, _mark in taken.values())]) + limit.seconds - now)


def client_address(request) -> str:
    """Return the client's address; X-Forwarded-For counts only as far as trusted proxies wrote it.

    What comes over a Unix socket has no address: only a proxy on this machine can have sent it, and it is trusted.
    For IPv6 the address is the /64 network, since one person has all addresses in it.
    """
    address = _read(request.META.get("REMOTE_ADDR", ""))
    for forwarded in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        before = _read(forwarded)
        if before is None or (address is not None and not _is_trusted(address)):
            break
        address = before
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address) >> 64 << 64, 64)))
    return str(address or "")


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _is_taken_by(slot: str, mark: str) -> bool:
    _since, marked = cache.get(slot, (None, None))
    return marked == mark


def _slots_of(limit: Limit, address: str) -> list[str]:
    key = _keyed("thinktanks.throttle.address", address)
    return [f"{limit.name}:{key}:{number}" for number in range(limit.slots)]


def _keyed(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()
