"""No code, token or typed text is in a log."""

import logging
import sys
from functools import partial

import pytest
from django.test import Client

from portal.serving.logs import WithoutCodes, cut_codes
from tests.support.processes import wait_until

CODE = "ABCDE23456"


@pytest.mark.parametrize("page", ["join", "feedback", "receipt", "answer", "invite"])
def test_cut_codes_keeps_the_page_and_cuts_the_code(page):
    assert cut_codes(f"Not Found: /{page}/{CODE}/") == f"Not Found: /{page}/…"
    assert (
        cut_codes(f'"GET /{page}/{CODE}/?table=2 HTTP/1.1" 200') == f'"GET /{page}/… HTTP/1.1" 200'
    )
    assert (
        cut_codes(f'"http://host/{page}/{CODE}/" "Mozilla"') == f'"http://host/{page}/…" "Mozilla"'
    )
    assert cut_codes(f"GET /{page}/ HTTP/1.1") == f"GET /{page}/ HTTP/1.1"


@pytest.mark.parametrize(
    "page",
    ["thinktanks/1/similar/", "thinktanks/1/attendance/", "thinktanks/1/attendance/check-in/"],
)
def test_cut_codes_cuts_the_text_that_somebody_types(page):
    line = cut_codes(f'"GET /en/desk/{page}?q=Anna+Zvirbule HTTP/1.1" 200')

    assert "Anna" not in line
    assert line.endswith('… HTTP/1.1" 200')


def test_cut_codes_cuts_the_id_of_a_person_on_the_attendance_list():
    line = '"POST /en/desk/attendees/8123/came/ HTTP/1.1" 302'

    assert cut_codes(line) == '"POST /en/desk/attendees/… HTTP/1.1" 302'


@pytest.mark.parametrize("page", ["thinktanks/1", "programmes/2026"])
def test_cut_codes_cuts_what_somebody_searches_in_feedback(page):
    line = f'"GET /en/desk/{page}/feedback/?question=1&q=Zvaniet+Annai HTTP/1.1" 200'

    assert cut_codes(line) == f'"GET /en/desk/{page}/feedback/… HTTP/1.1" 200'


def test_cut_codes_keeps_other_addresses():
    line = '"GET /plans/2026/kurzeme/v1/ HTTP/1.1" 200 "http://host/desk/thinktanks/1/"'

    assert cut_codes(line) == line


def test_without_codes_cuts_tracebacks_too():
    try:
        raise ValueError(f"/receipt/{CODE}/")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "at %s", (f"/join/{CODE}/",), sys.exc_info()
        )

    written = WithoutCodes("%(message)s").format(record)

    assert "ValueError: /receipt/…" in written
    assert CODE not in written


@pytest.mark.parametrize("page", ["join", "feedback", "receipt"])
def test_django_logs_no_code_when_it_is_wrong_or_the_form_is_forged(db, caplog, page):
    Client().get(f"/{page}/{CODE}/")
    Client(enforce_csrf_checks=True).post(f"/{page}/{CODE}/")

    (console,) = console_handlers(logging.getLogger())
    lines = [console.formatter.format(record).split(" ", 2)[2] for record in caplog.records]
    assert lines == [
        f"WARNING django.request Not Found: /{page}/…",
        f"WARNING django.security.csrf Forbidden (CSRF cookie not set.): /{page}/…",
    ]


def console_handlers(logger):
    """Return the handlers that write to the console; pytest adds others."""
    return [handler for handler in logger.handlers if type(handler) is logging.StreamHandler]


def test_every_handler_of_the_settings_cuts_codes():
    loggers = [logging.getLogger(name) for name in (None, "django.server")]

    formatters = [
        type(handler.formatter) for logger in loggers for handler in console_handlers(logger)
    ]

    assert formatters == [WithoutCodes, WithoutCodes]


def has_lines(server, pages):
    """Whether the log has the requests for these pages and those that came from them; a line follows its answer."""
    logs = server.logs
    return logs.count("GET / ") == len(pages) and all(f"GET /{page}/" in logs for page in pages)


@pytest.mark.server
def test_server_logs_no_code(server, figure):
    pages = ("join", "feedback", "receipt", "answer", "invite")
    for page in pages:
        server.fetch(f"/{page}/{CODE}/")
        server.fetch("/", headers={"Referer": f"{server.url}/{page}/{CODE}/"})

    wait_until(partial(has_lines, server, pages), what="the lines of all requests")
    assert '"GET /join/… HTTP/1.1" 404' in server.logs
    assert "Not Found: /join/…" in server.logs
    assert server.logs.count(CODE) == 0
    figure("T28", f"codes in {len(server.logs.splitlines())} lines of the server's log: 0")
