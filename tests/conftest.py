"""Reference data and people for every test, and real servers, databases and browsers for those that ask for them."""

import os
import sqlite3

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from tests.support.browsers.browser import Chromium
from tests.support.browsers.live_think_tanks import LiveThinkTanks
from tests.support.factories import make_administrator, make_think_tank
from tests.support.servers.databases import Cluster
from tests.support.servers.installations import Installations, postgresql_template, sqlite_template
from tests.support.servers.server import Server

pytest_plugins = ["tests.support.evidence", "tests.support.second_try"]


def pytest_configure():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # In-process tests read static files from their source folders.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The database of in-process tests is not migrated but copied from a template, reference data included."""
    connection.settings_dict["TEST"]["MIGRATE"] = False
    if connection.vendor == "postgresql":
        template = postgresql_template(Cluster(os.environ["TEST_CLUSTER"]))
        connection.settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), sqlite3.connect(sqlite_template()) as template:
            connection.ensure_connection()
            template.backup(connection.connection)
        template.close()
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def empty_memory():
    """What one test left in the memory of the process is not there in the next."""
    caches["memory"].clear()


@pytest.fixture(scope="session")
def installations():
    with Installations() as installations:
        yield installations


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, installations, tmp_path):
    """A portal of its own for one test, on each engine in turn."""
    installation = installations.make(request.param, tmp_path)
    yield installation
    installations.remove(installation)


@pytest.fixture
def server(installation):
    server = Server(installation).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def shared_server(installations, tmp_path_factory):
    """A server on SQLite for all tests in the browser that need only a think tank of their own."""
    installation = installations.make("sqlite", tmp_path_factory.mktemp("shared"))
    server = Server(installation).start()
    yield server
    server.stop()
    installations.remove(installation)


@pytest.fixture(scope="session")
def live_think_tanks(shared_server):
    return LiveThinkTanks(shared_server)


@pytest.fixture
def live_think_tank(live_think_tanks):
    """An open think tank at the shared server that no other test uses."""
    return live_think_tanks.take()


@pytest.fixture(scope="session")
def chromium():
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def think_tank():
    """An open think tank of Kurzeme with a table for each role."""
    return make_think_tank()


@pytest.fixture
def still_clock(monkeypatch):
    """Stop the clock of this process, and return when: the test depends neither on its speed nor on midnight."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.fixture
def administrator(client):
    """An administrator who is signed in to `client`."""
    user = make_administrator(name="Anna Administratore")
    client.force_login(user)
    return user


@pytest.fixture
def figure(record_property):
    """Records what a promise measured: figure("T1", "lost 0, doubled 0"). Shown at the end, kept by acceptance."""
    return record_property


@pytest.fixture
def times_may_fail(request):
    """Whether a measured time may fail a test: only in `make acceptance`, which has the machine for itself."""
    return "acceptance or promise" in request.config.option.markexpr


def pytest_make_parametrize_id(val, argname):
    """Keep bytes out of the names of tests: those of an archive hold the time, and differ from process to process."""
    return argname if isinstance(val, bytes) else None


def pytest_terminal_summary(terminalreporter):
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        if report.user_properties
    ]
    if reports:
        terminalreporter.section("figures")
    for report in reports:
        for promise, text in report.user_properties:
            terminalreporter.write_line(f"{promise} {report.nodeid.rsplit('::', 1)[1]}: {text}")
