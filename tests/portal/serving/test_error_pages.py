"""Answers of the server to its own errors and to requests that it cannot read."""

import contextlib
import json
import re
import sqlite3

import pytest
from django.db import OperationalError
from django.test import Client

from tests.support.contributions.batches import entry
from tests.support.contributions.senders import sentence_in
from tests.support.factories import make_device, make_think_tank, make_user

BUSY = "The portal is busy. Nothing was saved."


def test_server_error_shows_only_a_number_that_the_log_has_too(db, caplog, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("CANARY-secret")

    monkeypatch.setattr("portal.pages.home.newest_versions", fail)

    answer = Client(raise_request_exception=False).get("/")

    page = answer.content.decode()
    (number,) = re.findall(r"[0-9a-f]{8}", re.search(r"<p class=\"note\">.*</p>", page)[0])
    assert answer.status_code == 500
    assert f"error number {number}: /" in caplog.text
    assert "CANARY-secret" in caplog.text
    assert "CANARY-secret" not in page


@pytest.mark.parametrize("language", ["lv", "en"])
def test_busy_database_is_answered_with_a_sentence_and_when_to_try_again(db, monkeypatch, language):
    def fail(*arguments):
        raise OperationalError("database is locked")

    monkeypatch.setattr("portal.pages.home.newest_versions", fail)

    answer = Client(raise_request_exception=False).get("/" if language == "lv" else "/en/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert sentence_in(language, BUSY) in answer.content.decode()
    assert "locked" not in answer.content.decode()


def hold_the_lock(server):
    """Return a connection that keeps everybody else from writing until it is closed."""
    holder = sqlite3.connect(server.installation.folder / "portal.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    return holder


@pytest.mark.server
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_writing_while_another_holds_the_lock_for_long_gets_503_and_nothing_is_saved(server):
    event = server.installation.call(make_open_event)
    cookies = f"device={event['token']}"
    session = server.fetch("/api/session/", headers={"Cookie": cookies})
    token = session.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    request = {
        "data": json.dumps([entry(event["think_tank"])]).encode(),
        "headers": {
            "Content-Type": "application/json",
            "Cookie": f"{cookies}; csrftoken={token}",
            "X-CSRFToken": token,
        },
    }

    with contextlib.closing(hold_the_lock(server)):
        busy = server.fetch("/api/capture/", **request)
    sent_again = server.fetch("/api/capture/", **request)

    assert (busy.status, busy.headers["Retry-After"]) == (503, "5")
    assert json.loads(busy.text)["message"] == sentence_in("lv", BUSY)
    assert [item["http"] for item in json.loads(sent_again.text)["items"]] == [201]


def make_open_event():
    """Return the token of a phone at an open think tank, and the id of the think tank."""
    think_tank = make_think_tank()
    _device, token = make_device(think_tank)
    return {"think_tank": think_tank.pk, "token": token}


@pytest.fixture
def strict_client(db):
    return Client(enforce_csrf_checks=True)


def test_missing_csrf_token_answers_the_api_in_json_and_people_with_a_page(strict_client):
    api, page = (strict_client.post(path) for path in ("/api/capture/", "/join/"))

    assert (api.status_code, api.json()["error"]) == (403, "csrf")
    assert page.status_code == 403
    assert "403_csrf.html" in [template.name for template in page.templates]
    assert "pieslēdzieties" not in page.content.decode()  # a participant has no account


def test_too_large_form_answers_people_with_a_page(client, db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

    page = client.post("/join/", {"code": "ABCDE23456", "next": "/"})

    assert page.status_code == 400
    assert "400.html" in [template.name for template in page.templates]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("multipart/form-data", b"x"), ("multipart/form-data; boundary=\xff", b"x")],
)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/join/", 400),
        ("/en/accounts/login/", 400),
        ("/no/such/page/", 404),
        ("/static/none.css", 404),
        ("/admin/no/such/page/", 400),
    ],
)
def test_damaged_body_is_no_server_error_at_any_address(db, path, status, content_type, body):
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")  # for the cookie, without which the body is not read

    assert client.generic("POST", path, body, content_type).status_code == status


def test_damaged_body_at_a_missing_address_is_no_server_error_for_an_administrator(
    db, administrator
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    client.get("/accounts/password/change/")

    statuses = [
        client.generic("POST", path, b"x", "multipart/form-data").status_code
        for path in ("/no/such/page/", "/no/such", "/admin/no/such/page/")
    ]

    assert statuses == [404, 404, 400]


@pytest.mark.parametrize("address", ["http://[x", "//[", "\x00"])
def test_htmx_with_a_damaged_address_is_asked_to_sign_in(client, db, address):
    answer = client.get("/desk/", headers={"HX-Request": "true", "HX-Current-URL": address})

    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/accounts/login/?next=/")


def test_too_large_body_answers_the_api_in_json(client, db, settings):
    client.force_login(make_user())
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = client.post("/api/capture/", b"x" * 11, content_type="application/json")

    assert (answer.status_code, answer.json()["error"]) == (400, "too_large")
