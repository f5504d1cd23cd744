"""One second try, with fresh fixtures, for a server or browser test that only took too long (pytest --second-try).

Tests marked `data` get none, since it could hide a loss. Every second try is shown in a section of the report, and
more than two make the run red. Acceptance and mutants run without the option.
"""

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import TimeoutError as BrowserTookTooLong

from tests.support.processes import TookTooLong

MAX_SECOND_TRIES = 2
SECOND_TRY = "second try"


def pytest_addoption(parser):
    parser.addoption("--second-try", action="store_true", help=__doc__.splitlines()[0])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    report.took_too_long = bool(
        call.excinfo and isinstance(call.excinfo.value, (TookTooLong, BrowserTookTooLong))
    )
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    if not may_be_tried_again(item):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    failed = [report for report in reports if report.failed]
    if failed and all(report.took_too_long for report in failed):
        for report in failed:
            report.outcome = SECOND_TRY
            item.ihook.pytest_runtest_logreport(report=report)
        item.session._setupstate.teardown_exact(None)  # also what the whole session shares
        item._initrequest()
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def may_be_tried_again(item):
    return (
        item.config.option.second_try
        and (item.get_closest_marker("server") or item.get_closest_marker("browser"))
        and not item.get_closest_marker("data")
    )


def pytest_report_teststatus(report):
    return (SECOND_TRY, "S", "SECOND TRY") if report.outcome == SECOND_TRY else None


def pytest_terminal_summary(terminalreporter):
    reports = terminalreporter.stats.get(SECOND_TRY, [])
    if reports:
        terminalreporter.section(
            f"second tries: {len(reports)} (at most {MAX_SECOND_TRIES})", red=True
        )
    for report in reports:
        terminalreporter.line(f"{report.nodeid} ({report.when})", bold=True)
        terminalreporter.line(report.longreprtext)
        for title, text in report.sections:
            terminalreporter.section(title, "-")
            terminalreporter.line(text)


def pytest_sessionfinish(session):
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        terminal
        and len(terminal.stats.get(SECOND_TRY, [])) > MAX_SECOND_TRIES
        and not session.exitstatus
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
