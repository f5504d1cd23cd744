"""/api/session/ and /api/capture/: what the outbox of a capture page asks and sends."""

import json

import pytest

from actionplans.models import Contribution, ItemState, PlanEvent
from actionplans.operations.capture import withdraw_contribution
from tests.support.contributions.batches import CAPTURE, TEXT, entry, outcome, send_and_read
from tests.support.factories import (
    role,
)
from tests.support.messages import in_latvian

pytestmark = pytest.mark.django_db


def test_capture_keeps_each_entry_and_answers_its_seq(account, think_tank, facilitator):
    sent = [entry(think_tank.pk, text=f"Doma {n}", client_seq=n, table=2) for n in range(3)]

    kept = send_and_read(account, *sent)

    events = PlanEvent.objects.filter(kind="contribution.captured").order_by("seq")
    rows = Contribution.objects.order_by("pk")
    assert [item["uuid"] for item in kept] == [item["uuid"] for item in sent]
    assert [item["seq"] for item in kept] == [event.seq for event in events]
    assert [item["id"] for item in kept] == [row.pk for row in rows]
    assert [outcome(item) for item in kept] == [(201, "kept", None)] * 3
    assert [row.client_seq for row in rows] == [0, 1, 2]
    assert {(row.captured_by, row.device, row.table.number) for row in rows} == {
        (facilitator, None, 2)
    }


def test_capture_of_the_same_gives_the_first_answer_again(account, think_tank):
    sent = entry(think_tank.pk)
    first = send_and_read(account, sent)[0]

    again = send_and_read(account, sent, sent)

    assert [outcome(row) for row in again] == [(200, "again", None)] * 2
    assert {(row["id"], row["seq"]) for row in again} == {(first["id"], first["seq"])}
    assert Contribution.objects.count() == 1


def test_capture_of_the_same_uuid_with_another_text_touches_nothing(account, think_tank):
    sent = entry(think_tank.pk)
    send_and_read(account, sent)

    refused = send_and_read(account, sent | {"text": "Citi vārdi"}, entry(think_tank.pk))

    assert outcome(refused[0]) == (409, "refused", "other_text")
    assert outcome(refused[1]) == (201, "kept", None)
    assert Contribution.objects.get(uuid=sent["uuid"]).text.body == TEXT


def test_capture_does_not_bring_back_what_was_taken_back(account, think_tank, facilitator):
    sent = entry(think_tank.pk)
    first = send_and_read(account, sent)[0]
    own = Contribution.objects.get(pk=first["id"])
    withdraw_contribution(own, version=1, by=facilitator)

    again = send_and_read(account, sent)[0]

    assert (again["id"], again["seq"], again["state"]) == (first["id"], first["seq"], "withdrawn")
    assert Contribution.objects.get().state == ItemState.WITHDRAWN


def test_capture_goes_on_after_an_invalid_entry(account, think_tank):
    good = [entry(think_tank.pk, text=f"Doma {n}") for n in range(2)]

    mixed = send_and_read(account, good[0], entry(think_tank.pk, text="  "), good[1])

    assert [row["http"] for row in mixed] == [201, 422, 201]
    assert mixed[1]["message"] == in_latvian("Enter the contribution.")
    assert Contribution.objects.count() == 2


def test_capture_keeps_a_text_without_invisible_characters(account, think_tank):
    text = "\u202eSkola\x00\u200b \U0001f600\r\nvirtuve\ud800"

    send_and_read(account, entry(think_tank.pk, text=text, addressed_role=None, author_role=None))

    kept = Contribution.objects.get()
    assert kept.text.body == "Skola \U0001f600\nvirtuve"
    assert (kept.author_role, kept.addressed_role) == (None, None)


@pytest.mark.parametrize(
    ("bad", "http", "error"),
    [
        ({"text": "x" * 10_000}, 422, "too_long"),
        ({"text": ["a"]}, 422, "empty"),
        ({"author_role": "kings"}, 422, "invalid_choice"),
        ({"addressed_role": "a\x00"}, 422, "invalid_choice"),
        ({"addressed_role": {"a": 1}}, 422, "invalid_choice"),
        ({"table": 99}, 422, "invalid_choice"),
        ({"table": [1]}, 422, "invalid_choice"),
        ({"think_tank": 999_999}, 404, "no_think_tank"),
        ({"think_tank": 10**30}, 404, "no_think_tank"),
        ({"think_tank": "1; DROP TABLE"}, 404, "no_think_tank"),
        ({"uuid": "no"}, 422, "unreadable"),
        ({"uuid": 7}, 422, "unreadable"),
        ({"owner": "0123456789abcdef012345"}, 403, "other_owner"),
        ({"owner": ["x"]}, 403, "other_owner"),
    ],
)
def test_capture_names_the_error_of_an_entry(account, think_tank, bad, http, error):
    refused, kept = send_and_read(account, entry(think_tank.pk) | bad, entry(think_tank.pk))

    assert (outcome(refused), outcome(kept)) == ((http, "refused", error), (201, "kept", None))
    assert refused["message"].endswith(".")
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("client_seq", ["7", -1, 10**12, None, [], 1.5])
def test_capture_never_refuses_a_text_for_its_client_seq(account, think_tank, client_seq):
    assert outcome(send_and_read(account, entry(think_tank.pk, client_seq=client_seq))[0]) == (
        201,
        "kept",
        None,
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"uuid": 1}', 400),
        (b"null", 400),
        (b"[" * 100_000, 400),
        (b'[1, null, [], "a"]', 200),
        (json.dumps([{}] * 21).encode(), 413),
        (b'["' + b"x" * 1_100_000 + b'"]', 413),
    ],
)
def test_capture_answers_json_whatever_is_sent(account, body, status):
    response = account.post(CAPTURE, body, content_type="application/json")

    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    assert Contribution.objects.count() == 0


def test_capture_stores_no_names_and_nothing_else(account, think_tank):
    send_and_read(
        account, entry(think_tank.pk, name="Anna", email="anna@example.org", hidden=True, late=True)
    )

    kept = Contribution.objects.get()
    assert (kept.hidden, kept.late) == (False, False)
    events = json.dumps(list(PlanEvent.objects.values_list("payload", flat=True)))
    assert "Anna" not in events
    assert "anna@" not in events


def test_capture_answers_in_the_language_of_the_page(account, think_tank):
    body = json.dumps([entry(think_tank.pk, text=" ")])

    english = account.post(f"{CAPTURE}?lang=en", body, content_type="application/json").json()

    assert english["items"][0]["message"] == "Enter the contribution."


def test_capture_costs_at_most_9_queries_an_entry(
    account, think_tank, django_assert_max_num_queries
):
    send_and_read(account, entry(think_tank.pk, addressed_role=role().code))

    with django_assert_max_num_queries(16 + 20 * 9):
        send_and_read(account, *[entry(think_tank.pk, text=f"Doma {n}") for n in range(20)])
