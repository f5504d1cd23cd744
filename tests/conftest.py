"""Reference data and people for every test, and real servers, databases and browsers for those that ask for them."""

import pytest
from django.core.management import call_command

from tests.support.browsers.browser import Chromium
from tests.support.browsers.live_think_tanks import LiveThinkTanks
from tests.support.servers.installations import REFERENCE, Installations
from tests.support.servers.server import Server

LAST_OF_LOG = 8_000


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("loaddata", *REFERENCE, verbosity=0)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """In-process tests read static files where they lie."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def installations(tmp_path_factory):
    with Installations(tmp_path_factory.mktemp("installations")) as installations:
        yield installations


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, installations, tmp_path):
    """A portal of its own for one test, on each engine in turn."""
    installation = installations.make(request.param, tmp_path)
    yield installation
    installations.remove(installation)


@pytest.fixture
def server(installations, installation):
    installations.collect_static()
    server = Server(installation).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def portal(installations, tmp_path_factory):
    """A server on SQLite for all tests in the browser that need only a think tank of their own."""
    installation = installations.make("sqlite", tmp_path_factory.mktemp("portal"))
    installations.collect_static()
    server = Server(installation).start()
    yield server
    server.stop()
    installations.remove(installation)


@pytest.fixture(scope="session")
def live_think_tanks(portal):
    return LiveThinkTanks(portal)


@pytest.fixture
def live_think_tank(live_think_tanks):
    """An open think tank at the shared server that no other test uses."""
    return live_think_tanks.take()


@pytest.fixture(scope="session")
def chromium():
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def figure(record_property):
    """Records what a promise measured: figure("T1", "lost 0, doubled 0"). Shown at the end, kept by acceptance."""
    return record_property


@pytest.fixture
def milliseconds_count(request):
    """Whether milliseconds may fail a test: only in `make acceptance`, which has the machine for itself."""
    return "acceptance or promise" in request.config.option.markexpr


def pytest_make_parametrize_id(val, argname):
    """Keep bytes out of the names of tests: those of an archive hold the time, and differ from process to process."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failed test tells what its server and PostgreSQL wrote last, tracebacks included."""
    report = yield
    if report.failed:
        for name, told in (("server", "the server's log"), ("installations", "PostgreSQL's log")):
            writer = item.funcargs.get(name) if hasattr(item, "funcargs") else None
            if writer and writer.logs:
                report.sections.append((told, writer.logs[-LAST_OF_LOG:]))
    return report


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
