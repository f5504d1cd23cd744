"""Wrong codes and registrations are counted by address."""

import ipaddress
import time
import uuid

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.support.servers.child_process import all_at_once
from thinktanks.throttle import REGISTRATIONS, WRONG_CODES, client_address, take_slot

ADDRESS = "192.0.2.7"
HOUR, DAY = 60 * 60, 24 * 60 * 60


def address_of(remote, forwarded=None):
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **more))


def test_take_slot_lets_thirty_pass_and_then_returns_how_long_to_wait(db):
    now = time.time()

    waits = [take_slot(WRONG_CODES, ADDRESS, now=now) for _time in range(40)]

    assert waits == [0] * WRONG_CODES.slots + [DAY] * 10
    assert take_slot(WRONG_CODES, "192.0.2.8", now=now) == 0


def test_take_slot_counts_each_limit_for_itself(db):
    now = time.time()
    for _time in range(WRONG_CODES.slots):
        take_slot(WRONG_CODES, ADDRESS, now=now)

    waits = [take_slot(REGISTRATIONS, ADDRESS, now=now) for _time in range(61)]

    assert waits == [0] * 60 + [HOUR]


def test_take_slot_waits_for_the_oldest_slot(db):
    now = time.time()
    take_slot(WRONG_CODES, ADDRESS, now=now - HOUR)
    for _time in range(WRONG_CODES.slots - 1):
        take_slot(WRONG_CODES, ADDRESS, now=now)

    assert take_slot(WRONG_CODES, ADDRESS, now=now) == DAY - HOUR
    assert take_slot(WRONG_CODES, ADDRESS, now=now + HOUR) == DAY - 2 * HOUR


def test_take_slot_writes_nothing_once_the_address_has_to_wait(db):
    for _time in range(WRONG_CODES.slots):
        take_slot(WRONG_CODES, ADDRESS)

    with CaptureQueriesContext(connection) as queries:
        take_slot(WRONG_CODES, ADDRESS)

    assert [query["sql"].split()[0] for query in queries] == ["SELECT"]


def test_take_slot_forgets_each_after_a_day(db):
    for _time in range(WRONG_CODES.slots):
        take_slot(WRONG_CODES, ADDRESS)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE portal_cache SET expires = %s WHERE cache_key LIKE %s",
            ["2026-01-01 00:00:00", "%:7"],
        )

    assert [take_slot(WRONG_CODES, ADDRESS) > 0 for _time in range(2)] == [False, True]


def test_take_slot_counts_a_form_that_is_sent_again_once_for_each_address(db):
    sent, other = uuid.uuid4(), "192.0.2.8"
    for _time in range(REGISTRATIONS.slots):
        take_slot(REGISTRATIONS, ADDRESS, sent_uuid=sent)
    for _time in range(REGISTRATIONS.slots - 1):
        take_slot(REGISTRATIONS, ADDRESS, sent_uuid=uuid.uuid4())

    assert take_slot(REGISTRATIONS, ADDRESS, sent_uuid=uuid.uuid4()) > 0
    assert take_slot(REGISTRATIONS, ADDRESS, sent_uuid=sent) == 0
    for _time in range(REGISTRATIONS.slots):
        assert take_slot(REGISTRATIONS, other, sent_uuid=uuid.uuid4()) == 0
    assert take_slot(REGISTRATIONS, other, sent_uuid=sent) > 0


def test_take_slot_keeps_neither_address_nor_form(db):
    sent = uuid.uuid4()

    take_slot(WRONG_CODES, ADDRESS, sent_uuid=sent)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM portal_cache")
        rows = str(cursor.fetchall())
    assert "wrong-code:" in rows
    assert [word in rows for word in (ADDRESS, str(sent), sent.hex)] == [False] * 3


def test_client_address_ignores_forwarded_addresses_by_default():
    assert address_of(ADDRESS) == ADDRESS
    assert address_of(ADDRESS, "198.51.100.1") == ADDRESS
    assert address_of("127.0.0.1", "198.51.100.1") == "127.0.0.1"


def test_client_address_reads_what_trusted_proxies_wrote(settings):
    settings.TRUSTED_PROXIES = [
        ipaddress.ip_network("127.0.0.1"),
        ipaddress.ip_network("10.0.0.0/8"),
    ]

    assert address_of("127.0.0.1", "198.51.100.1") == "198.51.100.1"
    assert address_of("127.0.0.1", "203.0.113.9, 198.51.100.1") == "198.51.100.1"
    assert address_of("127.0.0.1", "203.0.113.9, 198.51.100.1, 10.1.2.3") == "198.51.100.1"
    assert address_of("127.0.0.1", "203.0.113.9, unknown") == "127.0.0.1"
    assert address_of(ADDRESS, "198.51.100.1") == ADDRESS


def test_client_address_over_a_unix_socket_is_what_the_proxy_wrote(settings):
    assert address_of("", "203.0.113.9, 198.51.100.1") == "198.51.100.1"
    assert address_of("", "unknown") == ""
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]
    assert address_of("", "203.0.113.9, 198.51.100.1, 10.1.2.3") == "198.51.100.1"


def test_client_address_of_ipv6_is_its_network():
    assert address_of("2001:db8:1:2:aaaa::1") == "2001:db8:1:2::/64"
    assert address_of("2001:db8:1:2:bbbb::9") == "2001:db8:1:2::/64"
    assert address_of("::ffff:192.0.2.7") == ADDRESS
    assert address_of("") == ""


def guess(_number):
    return take_slot(WRONG_CODES, ADDRESS)


def guess_at_once(times):
    connection.close()
    return sorted(map(bool, all_at_once(guess, list(range(times)))))


@pytest.mark.server
@pytest.mark.data
def test_take_slot_loses_none_when_many_come_at_once(installation, figure):
    waits = installation.call(guess_at_once, times=50)

    figure("T24", f"{len(waits)} wrong codes at once: {waits.count(False)} let pass")
    assert waits == [False] * WRONG_CODES.slots + [True] * (50 - WRONG_CODES.slots)


def send_form(sent_uuid):
    return take_slot(REGISTRATIONS, ADDRESS, sent_uuid=uuid.UUID(sent_uuid))


def send_forms_at_once(times):
    sent = [str(uuid.uuid4()) for _number in range(REGISTRATIONS.slots)]
    connection.close()
    waits = [wait for form in sent for wait in all_at_once(send_form, [form] * times)]
    return [waits, take_slot(REGISTRATIONS, ADDRESS)]


@pytest.mark.server
@pytest.mark.data
def test_take_slot_counts_a_form_that_comes_several_times_at_once_once(installation):
    waits, next_wait = installation.call(send_forms_at_once, times=3)

    assert waits == [0] * 3 * REGISTRATIONS.slots
    assert next_wait > 0
