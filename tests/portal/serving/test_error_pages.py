"""Answers of the server to its own errors and to requests that it cannot read."""

import re

import pytest
from django.test import Client

from tests.support.factories import make_user


def test_server_error_shows_only_a_number_that_the_log_has_too(db, caplog, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("CANARY-secret")

    monkeypatch.setattr("portal.pages.home.programme_on_show", fail)

    answer = Client(raise_request_exception=False).get("/")

    page = answer.content.decode()
    (number,) = re.findall(r"[0-9a-f]{8}", re.search(r"<p class=\"note\">.*</p>", page)[0])
    assert answer.status_code == 500
    assert f"error number {number}: /" in caplog.text
    assert "CANARY-secret" in caplog.text
    assert "CANARY-secret" not in page


@pytest.fixture
def strict_client(db):
    return Client(enforce_csrf_checks=True)


def test_missing_csrf_token_answers_the_api_in_json_and_people_with_a_page(strict_client):
    api, page = (strict_client.post(path) for path in ("/api/capture/", "/join/"))

    assert (api.status_code, api.json()["error"]) == (403, "csrf")
    assert page.status_code == 403
    assert "403_csrf.html" in [template.name for template in page.templates]


def test_too_large_form_answers_people_with_a_page(client, db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

    page = client.post("/join/", {"code": "ABCDE23456", "next": "/"})

    assert page.status_code == 400
    assert "400.html" in [template.name for template in page.templates]


def test_too_large_body_answers_the_api_in_json(client, db, settings):
    client.force_login(make_user())
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = client.post("/api/capture/", b"x" * 11, content_type="application/json")

    assert (answer.status_code, answer.json()["error"]) == (400, "too_large")
