"""/api/session/ and /api/capture/: what the outbox of a device asks and sends."""

import json
import uuid

import pytest
from django.conf import settings
from django.test import Client

from actionplans.models import Contribution, PlanEvent, State
from actionplans.operations.capture import withdraw_contribution
from tests.support.factories import (
    hours_ago,
    make_device,
    make_facilitator,
    make_think_tank,
    make_user,
    role,
)
from tests.support.messages import in_latvian
from thinktanks.operations.think_tanks import close_think_tank
from thinktanks.queries.codes import owner_id

pytestmark = pytest.mark.django_db
WORDS = "Atdodiet skolas virtuvi"
CAPTURE = "/api/capture/"


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank, name="Ilze Kanārija")


@pytest.fixture
def account(client, facilitator):
    client.force_login(facilitator)
    return client


@pytest.fixture
def device(think_tank):
    device, device.token = make_device(think_tank)
    return device


@pytest.fixture
def phone(device):
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = device.token
    return client


def entry(think_tank, **fields):
    values = {
        "uuid": str(uuid.uuid4()),
        "think_tank": think_tank.pk,
        "author_role": "social_enterprises",
        "addressed_role": "municipalities",
        "table": None,
        "text": WORDS,
        "client_seq": 1,
        "client_time": "2026-11-12T10:00:00Z",
    }
    return values | fields


def send(client, *entries, **more):
    return client.post(CAPTURE, json.dumps(entries), content_type="application/json", **more)


def answers(client, *entries):
    response = send(client, *entries)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def told(answer):
    return answer["http"], answer["status"], answer.get("error")


# Who is here


def test_session_tells_who_may_send_from_this_browser(account, facilitator, device):
    nobody = Client().get("/api/session/").json()
    alone = account.get("/api/session/").json()
    account.cookies[settings.DEVICE_COOKIE_NAME] = device.token
    both = account.get("/api/session/").json()

    assert (nobody["user"], nobody["device"], nobody["owner"], nobody["owners"]) == (
        None,
        None,
        "",
        [],
    )
    assert (alone["user"], alone["device"]) == (facilitator.pk, None)
    assert alone["owner"] == owner_id(facilitator)
    assert both["device"] == device.pk
    assert both["owners"] == [owner_id(facilitator), owner_id(device)]
    assert len(both["csrf"]) == 64
    assert both["now"].startswith("20")


def test_session_is_never_stored_and_names_nobody(account):
    response = account.get("/api/session/")

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Type"] == "application/json"
    assert "Kanārija" not in response.content.decode("unicode_escape")


def test_session_gives_the_proof_that_capture_wants(think_tank, facilitator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(facilitator)

    refused = send(client, entry(think_tank))
    proof = client.get("/api/session/").json()["csrf"]
    kept = send(client, entry(think_tank), headers={"X-CSRFToken": proof})

    assert (refused.status_code, refused.json()["reason"]) == (403, "csrf")
    assert (kept.status_code, kept.json()["items"][0]["status"]) == (200, "kept")
    assert Contribution.objects.count() == 1


def test_devices_need_the_proof_as_well(think_tank, device):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.DEVICE_COOKIE_NAME] = device.token

    assert send(client, entry(think_tank)).json()["reason"] == "csrf"
    assert Contribution.objects.count() == 0


# A batch


def test_capture_keeps_each_entry_and_tells_its_number(account, think_tank, facilitator):
    sent = [entry(think_tank, text=f"Doma {n}", client_seq=n, table=2) for n in range(3)]

    kept = answers(account, *sent)

    events = PlanEvent.objects.filter(kind="contribution.captured").order_by("seq")
    rows = Contribution.objects.order_by("pk")
    assert [one["uuid"] for one in kept] == [one["uuid"] for one in sent]
    assert [one["seq"] for one in kept] == [event.seq for event in events]
    assert [one["id"] for one in kept] == [row.pk for row in rows]
    assert [told(one) for one in kept] == [(201, "kept", None)] * 3
    assert [row.client_seq for row in rows] == [0, 1, 2]
    assert {(row.captured_by, row.device, row.table.number) for row in rows} == {
        (facilitator, None, 2)
    }


def test_capture_of_the_same_gives_the_first_answer_again(account, think_tank):
    sent = entry(think_tank)
    first = answers(account, sent)[0]

    again = answers(account, sent, sent)

    assert [told(one) for one in again] == [(200, "again", None)] * 2
    assert {(one["id"], one["seq"]) for one in again} == {(first["id"], first["seq"])}
    assert Contribution.objects.count() == 1


def test_capture_of_the_same_uuid_with_other_words_touches_nothing(account, think_tank):
    sent = entry(think_tank)
    answers(account, sent)

    refused = answers(account, sent | {"text": "Citi vārdi"}, entry(think_tank))

    assert told(refused[0]) == (409, "refused", "other_text")
    assert told(refused[1]) == (201, "kept", None)
    assert Contribution.objects.get(uuid=sent["uuid"]).text.body == WORDS


def test_capture_does_not_bring_back_what_was_taken_back(account, think_tank, facilitator):
    sent = entry(think_tank)
    first = answers(account, sent)[0]
    own = Contribution.objects.get(pk=first["id"])
    withdraw_contribution(own, version=1, by=facilitator)

    again = answers(account, sent)[0]

    assert (again["id"], again["seq"], again["state"]) == (first["id"], first["seq"], "withdrawn")
    assert Contribution.objects.get().state == State.WITHDRAWN


def test_capture_goes_on_after_a_bad_entry(account, think_tank):
    good = [entry(think_tank, text=f"Doma {n}") for n in range(2)]

    mixed = answers(account, good[0], entry(think_tank, text="  "), good[1])

    assert [one["http"] for one in mixed] == [201, 422, 201]
    assert mixed[1]["message"] == in_latvian("Write what was said.")
    assert Contribution.objects.count() == 2


def test_capture_keeps_words_without_what_cannot_be_seen(account, think_tank):
    text = "\u202eSkola\x00\u200b \U0001f600\r\nvirtuve\ud800"

    answers(account, entry(think_tank, text=text, addressed_role=None, author_role=None))

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
def test_capture_says_what_is_wrong_with_an_entry(account, think_tank, bad, http, error):
    refused, kept = answers(account, entry(think_tank) | bad, entry(think_tank))

    assert (told(refused), told(kept)) == ((http, "refused", error), (201, "kept", None))
    assert refused["message"].endswith(".")
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("hint", ["7", -1, 10**12, None, [], 1.5])
def test_capture_never_refuses_words_for_the_hint_beside_them(account, think_tank, hint):
    assert told(answers(account, entry(think_tank, client_seq=hint))[0]) == (201, "kept", None)


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


# Who may


def test_capture_answers_401_and_leads_nowhere_without_a_session(think_tank):
    response = send(Client(), entry(think_tank))

    assert (response.status_code, response.json()["error"]) == (401, "not_signed_in")
    assert Contribution.objects.count() == 0


def test_capture_knows_no_think_tank_of_somebody_else(client, think_tank):
    other = make_think_tank()
    for person in (make_facilitator(other), make_user()):
        client.force_login(person)
        assert told(answers(client, entry(think_tank))[0]) == (404, "refused", "no_think_tank")
    assert Contribution.objects.count() == 0


def test_capture_of_a_device_takes_its_seat_where_the_entry_names_none(phone, think_tank, device):
    plain = entry(think_tank)
    del plain["author_role"], plain["table"]
    unsaid = entry(think_tank, author_role=None, table=None)

    answers(phone, plain, unsaid)

    rows = Contribution.objects.order_by("pk").values_list(
        "device", "captured_by", "author_role__code", "table"
    )
    assert list(rows) == [
        (device.pk, None, "social_enterprises", device.table.pk),
        (device.pk, None, None, None),
    ]


def test_capture_of_a_device_stays_in_its_think_tank(phone, think_tank):
    other = make_think_tank()

    refused = answers(phone, entry(other), entry(think_tank, table=999))

    assert [told(one) for one in refused] == [
        (422, "refused", "other_think_tank"),
        (422, "refused", "invalid_choice"),
    ]
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(
    ("hours", "answer"), [(1, (201, "kept", None)), (25, (422, "refused", "closed"))]
)
def test_capture_of_a_device_ends_24_hours_after_the_close(phone, think_tank, hours, answer):
    think_tank = close_think_tank(think_tank, by=None)
    think_tank.closed_at = hours_ago(hours)
    think_tank.save()

    one = answers(phone, entry(think_tank))[0]

    assert told(one) == answer
    assert one.get("late") == (True if hours == 1 else None)
    assert list(Contribution.objects.values_list("late", flat=True)) == [True] * (hours == 1)


def test_capture_slows_a_device_down_and_no_account(account, phone, think_tank):
    sent = [entry(think_tank, text=f"Doma {n}") for n in range(12)]

    response = send(phone, *sent)
    again = answers(phone, *sent[:10])

    items = response.json()["items"]
    assert [one["http"] for one in items] == [201] * 10 + [429] * 2
    assert [one["retry_after"] for one in items[10:]] == [2, 2]
    assert response.headers["Retry-After"] == "2"
    assert [one["http"] for one in again] == [200] * 10
    more = [entry(think_tank, text=f"Vēl {n}") for n in range(20)]
    assert [one["http"] for one in answers(account, *more)] == [201] * 20


def test_capture_sends_nothing_under_the_wrong_name(
    account, phone, think_tank, facilitator, device
):
    of_account, of_device = owner_id(facilitator), owner_id(device)
    account.cookies[settings.DEVICE_COOKIE_NAME] = device.token

    both = answers(account, entry(think_tank, owner=of_account), entry(think_tank, owner=of_device))
    alone = answers(phone, entry(think_tank, owner=of_account))

    assert [told(one) for one in both] == [(201, "kept", None)] * 2
    assert told(alone[0]) == (403, "refused", "other_owner")
    rows = Contribution.objects.order_by("pk").values_list("captured_by", "device")
    assert list(rows) == [(facilitator.pk, None), (None, device.pk)]


def test_capture_stores_no_names_and_nothing_it_was_not_asked_for(account, think_tank):
    answers(
        account, entry(think_tank, name="Anna", email="anna@example.org", hidden=True, late=True)
    )

    kept = Contribution.objects.get()
    assert (kept.hidden, kept.late) == (False, False)
    events = json.dumps(list(PlanEvent.objects.values_list("payload", flat=True)))
    assert "Anna" not in events
    assert "anna@" not in events


def test_capture_speaks_english_where_the_page_does(account, think_tank):
    body = json.dumps([entry(think_tank, text=" ")])

    english = account.post(f"{CAPTURE}?lang=en", body, content_type="application/json").json()

    assert english["items"][0]["message"] == "Write what was said."


def test_capture_costs_the_same_reads_for_many_entries(
    account, think_tank, django_assert_max_num_queries
):
    answers(account, entry(think_tank, addressed_role=role().code))

    with django_assert_max_num_queries(16 + 20 * 8):
        answers(account, *[entry(think_tank, text=f"Doma {n}") for n in range(20)])
