"""Health checks; what /readyz reports with a database is tested on a real server (tests/test_server.py)."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from portal.serving.mails import FAILED


@pytest.fixture
def _database_is_down(monkeypatch):
    def refuse():
        raise OperationalError("the database does not answer")

    monkeypatch.setattr(connection, "cursor", refuse)


@pytest.mark.usefixtures("_database_is_down")
def test_readyz_reports_that_the_database_does_not_answer(client):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "database": False,
        "migrations": False,
        "triggers": False,
        "mail": None,
    }


@pytest.mark.usefixtures("_database_is_down")
def test_healthz_needs_no_database(client):
    assert client.get("/healthz").content == b"ok"


@pytest.mark.parametrize(
    "host", ["203.0.113.7", "203.0.113.7:8000", "other.example.org", "", "a b"]
)
def test_health_checks_answer_whatever_host_is_asked_for(client, db, host):
    answers = [
        client.get(path, headers={"Host": host}).status_code
        for path in ("/healthz", "/readyz", "/")
    ]

    assert answers == [200, 200, 400]


def test_readyz_is_ready_without_a_mail_server_and_says_so(client, db):
    with_mail = client.get("/readyz")
    cache.set(FAILED, "ConnectionRefusedError")
    without = client.get("/readyz")
    cache.delete(FAILED)

    assert (with_mail.status_code, with_mail.json()["mail"]) == (200, True)
    assert (without.status_code, without.json()["mail"]) == (200, False)
