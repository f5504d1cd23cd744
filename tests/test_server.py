"""The servers, databases, proxies and windows of the tests work as their docstrings say."""

from pathlib import Path

import pytest
from django.db import connection

from actionplans.models import Text
from actionplans.operations.log import write_text
from stakeholders.models import User
from tests.support import evidence
from tests.support.processes import wait_until
from tests.support.servers.child_process import all_at_once
from tests.support.servers.installations import Failed
from tests.support.servers.network import (
    Outcome,
    Proxy,
    numbered_outcomes,
    random_outcomes,
)
from tests.support.servers.server import NoAnswer, fetch

pytestmark = pytest.mark.server

PASSWORD = "ezers-kalns-mezs-17"


def make_account(email):
    User.objects.create_user(email, PASSWORD, name="Ilze Kalēja")
    return User.objects.count()


def drop_a_trigger():
    table = Text._meta.db_table
    where = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_delete{where}")


def undo_the_last_migration():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'actionplans'")


def write_texts(count):
    return all_at_once(write_one_text, [f"Teksts {number}" for number in range(count)])


def write_one_text(body):
    if body == "Teksts 1":
        raise ValueError("not this one")
    return write_text(body).body


def complaint_kinds(window):
    """Return the kinds of complaints that a window has noted, once Playwright has passed on all events."""
    window.page.title()
    return {complaint.split(":")[0] for complaint in window.complaints}


def two_workers(server):
    """Return both worker processes, or None while there are fewer."""
    workers = server.worker_processes()
    return workers if len(workers) == 2 else None


def wait_for_line(server, part):
    """Wait for the line of a request in the log, which a worker writes after its answer."""
    wait_until(lambda: part in server.logs, what="the line of the request")


def test_server_answers_again_after_its_workers_were_killed(server):
    before = wait_until(lambda: two_workers(server), what="both workers")

    server.kill_workers()
    server.wait_until_up()

    assert not set(before) & set(server.worker_processes())
    assert '<html lang="lv"' in server.fetch("/").text


def test_server_keeps_its_address_and_data_when_everything_was_killed(server):
    server.installation.call(make_account, email="viena@example.org")

    server.kill()
    with pytest.raises(NoAnswer):
        server.fetch("/healthz")
    server.start()

    assert server.fetch("/healthz").text == "ok"
    assert server.installation.call(make_account, email="otra@example.org") == 2
    wait_for_line(server, "GET /healthz")


def test_readyz_says_what_is_missing(server):
    assert (
        server.fetch("/readyz").text
        == '{"database": true, "migrations": true, "triggers": true, "mail": true}'
    )

    server.installation.call(drop_a_trigger)
    answer = server.fetch("/readyz")
    assert (answer.status, answer.text) == (
        503,
        '{"database": true, "migrations": true, "triggers": false, "mail": true}',
    )

    server.installation.call(undo_the_last_migration)
    assert '"migrations": false' in server.fetch("/readyz").text
    assert server.fetch("/healthz").status == 200


def test_installations_share_nothing(installations, installation, tmp_path_factory):
    engine = "sqlite" if installation.is_sqlite else "postgresql"
    other = installations.make(engine, tmp_path_factory.mktemp("other"))

    assert installation.call(make_account, email="viena@example.org") == 1
    assert other.call(make_account, email="viena@example.org") == 1

    installations.remove(other)


def test_processes_answer_in_order_and_say_what_they_refused(installation):
    assert installation.call(write_texts, count=3) == [
        "Teksts 0",
        ["ValueError", "not this one"],
        "Teksts 2",
    ]
    with pytest.raises(Failed, match="ValueError: not this one"):
        installation.call(write_one_text, body="Teksts 1")


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_proxy_loses_requests_and_answers(server):
    losses = numbered_outcomes({1: Outcome.LOSE_REQUEST, 2: Outcome.LOSE_ANSWER})

    with Proxy(server.port, decide=losses) as proxy:
        for path in ("/healthz?1", "/healthz?2"):
            with pytest.raises(NoAnswer):
                fetch(proxy.url + path)
        answer = fetch(proxy.url + "/healthz?3", method="POST", data=b"x" * 100_000)

    assert answer.status == 403  # no token
    wait_for_line(server, "/healthz?2")
    assert "/healthz?1" not in server.logs


def test_random_outcomes_are_the_same_for_the_same_seed():
    first, second = (random_outcomes(7, lose_request=0.2, lose_answer=0.2) for _time in range(2))

    outcomes = [first(number) for number in range(1000)]

    assert outcomes == [second(number) for number in range(1000)]
    assert 150 < outcomes.count(Outcome.LOSE_REQUEST) < 250
    assert 550 < outcomes.count(Outcome.PASS) < 650


@pytest.mark.browser
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_window_shows_the_first_page_without_complaint(server, chromium, javascript, tmp_path):
    with chromium.window(server.url, javascript=javascript) as window:
        window.open("/")
        window.picture(tmp_path / "home.png", width=320, theme="dark")

        assert window.page.locator("h1").count() == 1
        assert window.complaints == []
    assert (tmp_path / "home.png").stat().st_size > 10_000


@pytest.mark.browser
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_window_notes_what_the_browser_complains_of(server, chromium):
    with chromium.window(server.url) as window:
        window.open("/")
        window.page.evaluate("document.body.setAttribute('style', 'color: red')")
        wait_until(lambda: "policy" in complaint_kinds(window), what="the policy")
        window.page.evaluate("console.warn('beware')")
        window.page.evaluate("setTimeout(() => nothing.here)")
        wait_until(lambda: "error" in complaint_kinds(window), what="the error of the script")
        window.open("/static/nothing.css")
        window.open(server.url.replace("127.0.0.1", "localhost"))

        expected = {"policy", "console error", "console warning", "error", "other host"}
        wait_until(lambda: complaint_kinds(window) >= expected, what="all complaints")
        assert complaint_kinds(window) == expected


@pytest.mark.browser
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_a_failure_shows_log_console_and_picture(server, chromium):
    def look():
        with chromium.window(server.url) as window:
            window.open("/")
            wait_for_line(server, "GET / ")
            window.page.evaluate("console.info('before the failure')")
            pytest.fail("on purpose")

    with pytest.raises(pytest.fail.Exception):
        look()

    shown = dict(evidence.collected())
    picture = Path(shown["picture of the page"])
    assert "GET / " in shown["server"]
    assert "before the failure" in shown["browser console"]
    assert picture.stat().st_size > 10_000
    picture.unlink()


@pytest.mark.browser
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_window_signs_in_by_the_form(server, chromium):
    server.installation.call(make_account, email="ilze@example.org")

    with chromium.window(server.url, javascript=False) as window:
        window.sign_in("ilze@example.org", "not-her-password")
        assert "sessionid" not in {cookie["name"] for cookie in window.context.cookies()}

        window.sign_in("ilze@example.org", PASSWORD)
        assert "sessionid" in {cookie["name"] for cookie in window.context.cookies()}
