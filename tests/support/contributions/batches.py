"""Batches as the script of the capture pages sends them, and their answers."""

import json
import uuid

from django.test import Client

CAPTURE = "/api/capture/"
TEXT = "Atdodiet skolas virtuvi"


def entry(think_tank: int, **fields) -> dict:
    """Return a contribution to the think tank with this pk as the script sends it, with these fields changed."""
    values = {
        "uuid": str(uuid.uuid4()),
        "think_tank": think_tank,
        "author_role": "social_enterprises",
        "addressed_role": "municipalities",
        "table": None,
        "text": TEXT,
        "client_seq": 1,
        "client_time": "2026-11-12T10:00:00Z",
    }
    return values | fields


def send_batch(client: Client, *entries, **options):
    """Send a batch; `options` are those of the test client."""
    return client.post(CAPTURE, json.dumps(entries), content_type="application/json", **options)


def send_and_read(client: Client, *entries) -> list[dict]:
    """Send a batch and return the answer for every entry."""
    response = send_batch(client, *entries)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def outcome(answer: dict) -> tuple:
    """Return the status code, the status and the error code of an answer."""
    return answer["http"], answer["status"], answer.get("error")
