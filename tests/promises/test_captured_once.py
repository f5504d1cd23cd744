"""An acknowledged contribution is stored once (T3, T5)."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from actionplans.operations.capture import capture_contribution
from stakeholders.models import User
from tests.support.browsers.browser_users import (
    prepare_facilitators,
    send_over_http,
    stored_contributions,
)
from tests.support.contributions.batches import entry
from tests.support.factories import make_plan, make_think_tank, make_user, role
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.data, pytest.mark.promise]


def prepare():
    """Make a think tank with its plan, and an account."""
    think_tank = make_think_tank()
    make_plan(think_tank)
    make_user()
    connection.close()


def capture(text):
    return capture_contribution(
        ThinkTank.objects.get(),
        text=text,
        uuid=uuid.uuid4(),
        addressed_role=role(),
        by=User.objects.get(),
    )


def capture_all(count):
    """Capture `count` contributions, each in its own transaction; return how many were captured."""
    prepare()
    return len([capture(f"Teksts {number}") for number in range(count)])


def live_settings():
    """Return the settings of an ordinary connection of the portal that decide whether a commit is durable."""
    if connection.vendor == "sqlite":
        names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        return {name: value_of(f"PRAGMA {name}") for name in names} | {
            "begins with": first_statement_of_a_transaction()
        }
    names = ("synchronous_commit", "fsync", "transaction_isolation")
    return {name: value_of(f"SHOW {name}") for name in names}


def value_of(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def first_statement_of_a_transaction():
    statements = []

    def record(execute, sql, *rest):
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(record), transaction.atomic():
        User.objects.exists()
    return statements[0]


def test_the_same_sent_fifty_times_at_once_is_kept_once(server, figure):
    think_tank, cookies = server.installation.call(prepare_facilitators, count=1)
    contribution = entry(think_tank)

    with ThreadPoolExecutor(50) as executor:
        answers = list(
            executor.map(
                lambda _number: send_over_http(server.url, cookies[0], contribution), range(50)
            )
        )
    _status, (other_text,) = send_over_http(
        server.url, cookies[0], contribution | {"text": "Citi vārdi"}
    )

    assert {status for status, _items in answers} == {200}
    items = [items[0] for _status, items in answers]
    assert {item["http"] for item in items} <= {200, 201}
    assert len({(item["uuid"], item["id"], item["seq"]) for item in items}) == 1
    assert (other_text["http"], other_text["error"]) == (409, "other_text")
    stored = server.installation.call(stored_contributions)
    assert (stored["uuids"], stored["events"]) == ([contribution["uuid"]], 1)
    assert stored["differences"] == []
    figure("T3", "50 sent at once: 1 row, 1 event, 50 equal answers; another text: 409")


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_sqlite_writes_through_to_the_disk(installation, figure):
    report = installation.folder / "syncs"
    counting = ["strace", "-f", "-e", "trace=fdatasync,fsync", "-o", str(report)]

    settings = installation.call(live_settings)
    assert installation.call(capture_all, before=counting, count=100) == 100

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
