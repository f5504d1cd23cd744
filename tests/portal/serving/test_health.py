"""Health checks; what /readyz reports with a database is tested on a real server (tests/test_server.py)."""

import pytest
from django.db import OperationalError, connection


@pytest.fixture
def _database_is_down(monkeypatch):
    def refuse():
        raise OperationalError("the database does not answer")

    monkeypatch.setattr(connection, "cursor", refuse)


@pytest.mark.usefixtures("_database_is_down")
def test_readyz_reports_that_the_database_does_not_answer(client):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": False, "migrations": False, "triggers": False}


@pytest.mark.usefixtures("_database_is_down")
def test_healthz_needs_no_database(client):
    assert client.get("/healthz").content == b"ok"
