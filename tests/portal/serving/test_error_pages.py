"""What is answered when the fault is ours."""

import re

from django.test import Client


def test_server_error_shows_a_number_that_the_log_has_and_nothing_else(db, caplog, monkeypatch):
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
