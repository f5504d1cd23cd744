"""What is acknowledged is kept, once (T3, T5)."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from actionplans.operations.capture import capture_contribution
from stakeholders.models import User
from tests.support.browsers.browser_users import entry, kept, seat, send
from tests.support.factories import make_plan, make_think_tank, make_user, role
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.data, pytest.mark.promise]


def prepare():
    think_tank = make_think_tank()
    make_plan(think_tank)
    make_user()
    connection.close()


def keep(text):
    return capture_contribution(
        ThinkTank.objects.get(),
        text=text,
        uuid=uuid.uuid4(),
        addressed_role=role(),
        by=User.objects.get(),
    )


def send_many(count):
    prepare()
    return len([keep(f"Teksts {number}") for number in range(count)])


def live_settings():
    """What holds on an ordinary connection of the portal."""
    begun = []
    with (
        connection.execute_wrapper(lambda run, sql, *rest: (begun.append(sql), run(sql, *rest))[1]),
        transaction.atomic(),
    ):
        User.objects.exists()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
            return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names} | {
                "begins with": begun[0]
            }
        values = {}
        for name in ("synchronous_commit", "fsync", "transaction_isolation"):
            cursor.execute(f"SHOW {name}")
            values[name] = cursor.fetchone()[0]
        return values


def test_the_same_sent_fifty_times_at_once_is_kept_once(server, figure):
    think_tank, cookies = server.installation.call(seat, count=1)
    one = entry(think_tank)

    with ThreadPoolExecutor(50) as people:
        answers = list(people.map(lambda _number: send(server.url, cookies[0], one), range(50)))
    _status, (other_words,) = send(server.url, cookies[0], one | {"text": "Citi vārdi"})

    assert {status for status, _items in answers} == {200}
    items = [items[0] for _status, items in answers]
    assert {item["http"] for item in items} <= {200, 201}
    assert len({(item["uuid"], item["id"], item["seq"]) for item in items}) == 1
    assert (other_words["http"], other_words["error"]) == (409, "other_text")
    found = server.installation.call(kept)
    assert (found["uuids"], found["events"], found["differences"]) == ([one["uuid"]], 1, [])
    figure("T3", "50 sent at once: 1 row, 1 event, 50 equal answers; other words: 409")


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_sqlite_writes_through_to_the_disk(installation, figure):
    report = installation.folder / "syncs"
    counting = ["strace", "-f", "-e", "trace=fdatasync,fsync", "-o", str(report)]

    settings = installation.call(live_settings)
    assert installation.call(send_many, before=counting, count=100) == 100

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 20000,
        "foreign_keys": 1,
        "begins with": "BEGIN IMMEDIATE",
    }
    syncs = len(re.findall(r"\bf(?:data)?sync\(", report.read_text()))
    assert syncs >= 100
    figure("T5", f"wal, FULL, BEGIN IMMEDIATE; {syncs} syncs for 100 captures and what they need")


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_postgresql_writes_through_to_the_disk(installation, figure):
    settings = installation.call(live_settings)

    assert settings == {
        "synchronous_commit": "on",
        "fsync": "on",
        "transaction_isolation": "read committed",
    }
    figure("T5", "synchronous_commit on, fsync on, read committed")
