"""Count wrong codes by the address that they come from. A right code is neither counted nor refused.

Each wrong code takes one of thirty slots of its address in the cache, for 24 hours. Taking a slot is one insert under a
unique key, so two wrong codes at the same moment take two slots; `incr` of the database cache reads first and writes
then, and would lose one. When all slots are taken nothing more is written.
"""

import time
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from random import SystemRandom

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

WRONG_CODES = 30
KEPT_SECONDS = 24 * 60 * 60
CHANCE = SystemRandom()


def count_wrong_code(address: str, *, now: float | None = None) -> int:
    """Count one wrong code; return how many seconds this address must wait before the next one, or 0.

    The wait ends when the oldest of its slots is free again. `now` is the time in seconds (default: the present).
    """
    slots = _slots_of(address)
    taken = cache.get_many(slots)
    now = int(time.time() if now is None else now)
    free = [slot for slot in slots if slot not in taken]
    # In random order, so that two requests at once seldom try the same slot.
    for slot in CHANCE.sample(free, len(free)):
        if cache.add(slot, now, KEPT_SECONDS):
            return 0
    return max(1, min([*taken.values(), now]) + KEPT_SECONDS - now)


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


def _slots_of(address: str) -> list[str]:
    key = salted_hmac("thinktanks.throttle", address, algorithm="sha256").hexdigest()
    return [f"wrong-code:{key}:{number}" for number in range(WRONG_CODES)]
