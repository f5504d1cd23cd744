"""Wrong codes, counted by the address they come from. A right code is never counted and never stopped.

Each wrong code takes one of thirty slots of its address in the cache, for 24 hours. Taking a slot is one insert under a
unique key, so two wrong codes at the same moment take two slots and none is lost; `incr` of the database cache reads
first and writes then, and loses. When all are taken nothing more is written.
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


def count_wrong_code(address: str) -> int:
    """Count one wrong code; how many seconds this address has to wait with the next wrong one, 0 where it need not."""
    slots = _slots_of(address)
    taken = cache.get_many(slots)
    now = int(time.time())
    free = [slot for slot in slots if slot not in taken]
    for slot in CHANCE.sample(
        free, len(free)
    ):  # in any order, so that two at once seldom want the same
        if cache.add(slot, now, KEPT_SECONDS):
            return 0
    return max(1, min([*taken.values(), now]) + KEPT_SECONDS - now)


def client_address(request) -> str:
    """Whence a request comes. What X-Forwarded-For says counts only as far as trusted proxies have written it.

    Of IPv6 it is the network, since one person has all addresses in it.
    """
    address = _read(request.META.get("REMOTE_ADDR", ""))
    for told in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        before = _read(told)
        if address is None or before is None or not _is_trusted(address):
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
    name = salted_hmac("thinktanks.throttle", address, algorithm="sha256").hexdigest()
    return [f"wrong-code:{name}:{number}" for number in range(WRONG_CODES)]
