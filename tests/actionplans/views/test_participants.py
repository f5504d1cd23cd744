"""What somebody without an account does on the own phone, and the receipt."""

import re
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from actionplans.models import Contribution, State
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution, hide, split_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.publication import publish_plan
from language import phrases
from tests.support.factories import (
    hours_ago,
    make_action,
    make_contribution,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    role,
    seen,
)
from tests.support.messages import in_latvian
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db
WORDS = "Atdodiet skolas virtuvi"


@pytest.fixture
def device(think_tank, client):
    device, token = make_device(think_tank)
    client.cookies[settings.DEVICE_COOKIE_NAME] = token
    return device


def shown(response):
    return response.content.decode()


def say(client, **fields):
    values = {"text": WORDS, "addressed_role": "municipalities", "uuid": str(uuid.uuid4())}
    return client.post("/device/", values | fields)


def said(device, text=WORDS, **fields):
    values = {"author_role": device.role, "table": device.table} | fields
    return make_contribution(device.think_tank, text=text, by=device, **values)


def receipt(client, code):
    return client.get(f"/receipt/{code}/")


# Contributions


def test_device_capture_keeps_what_was_said_with_the_seat_of_the_device(client, device):
    response = say(client, text=f"  {WORDS}\u200b \U0001f600\n\u202eotrā rinda ")

    kept = Contribution.objects.get()
    assert (response.status_code, response.url) == (302, "/device/")
    assert kept.text.body == f"{WORDS} \U0001f600\notrā rinda"
    assert (kept.author_role, kept.table, kept.device) == (device.role, device.table, device)
    assert (kept.addressed_role.code, kept.captured_by, kept.late) == (
        "municipalities",
        None,
        False,
    )
    assert WORDS in shown(client.get("/device/"))


def test_device_capture_sent_twice_is_kept_once(client, device):
    name = str(uuid.uuid4())

    statuses = [say(client, uuid=name).status_code for _time in range(3)]

    assert statuses == [302] * 3
    assert Contribution.objects.count() == 1
    assert say(client, uuid=name, text="Citi vārdi").status_code == 409
    assert Contribution.objects.get().text.body == WORDS


@pytest.mark.parametrize(
    "sent",
    [
        {"text": " \u200b "},
        {"text": "x" * 10_000},
        {"text": "\x00"},
        {"addressed_role": ""},
        {"addressed_role": "kings"},
        {"addressed_role": "a\x00b"},
    ],
)
def test_device_capture_says_what_is_wrong_and_keeps_what_was_typed(client, device, sent):
    response = say(client, **{"text": "Virtuve"} | sent)

    assert response.status_code == 422
    assert 'class="field-error"' in shown(response) or "is-problem" in shown(response)
    assert sent.get("text", "Virtuve").strip("\u200b \x00")[:20] in shown(response)
    assert Contribution.objects.count() == 0
    assert say(client).status_code == 302


@pytest.mark.parametrize("name", ["", "not-a-uuid", "\x00"])
def test_device_capture_keeps_words_whose_own_uuid_was_lost(client, device, name):
    assert say(client, uuid=name).status_code == 302
    assert Contribution.objects.get().text.body == WORDS


def test_device_capture_offers_only_who_is_addressed_in_this_programme(client):
    programme = make_programme(addressed_roles=[role("municipalities")])
    _device, token = make_device(make_think_tank(programme=programme))
    client.cookies[settings.DEVICE_COOKIE_NAME] = token

    assert 'value="municipalities"' in shown(client.get("/device/"))
    assert 'value="policy_makers"' not in shown(client.get("/device/"))
    assert say(client, addressed_role="policy_makers").status_code == 422


def test_device_capture_slows_a_flood_down_and_keeps_the_words(client, device):
    statuses = [say(client, text=f"Doma {number}").status_code for number in range(11)]

    assert statuses == [302] * 10 + [429]
    assert Contribution.objects.count() == 10
    assert "Doma 11" in shown(say(client, text="Doma 11"))


@pytest.mark.parametrize(
    ("hours", "status", "late"), [(None, 302, False), (1, 302, True), (25, 422, None)]
)
def test_device_capture_ends_24_hours_after_the_close(
    client, think_tank, device, hours, status, late
):
    if hours:
        think_tank = close_think_tank(think_tank, by=None)
        think_tank.closed_at = hours_ago(hours)
        think_tank.save()

    response = say(client)

    assert response.status_code == status
    assert list(Contribution.objects.values_list("late", flat=True)) == (
        [] if late is None else [late]
    )
    page = shown(client.get("/device/"))
    assert ("<textarea" in page) == (late is not None)
    assert (in_latvian("This think tank is closed.") in page) == (late is None)
    if late is None:
        assert WORDS in shown(response)


def test_device_capture_waits_for_the_opening(client):
    _device, token = make_device(make_think_tank(is_open=False))
    client.cookies[settings.DEVICE_COOKIE_NAME] = token

    response = say(client)

    assert response.status_code == 422
    assert in_latvian("This think tank has not begun yet.") in shown(response)
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("path", ["/device/", "/device/seat/"])
def test_who_has_not_joined_is_led_to_the_code(path):
    assert Client().get(path).url == "/join/"
    stranger = Client()
    stranger.cookies[settings.DEVICE_COOKIE_NAME] = "nonsense\x00"
    assert stranger.get(path).url == "/join/"


def test_device_capture_costs_the_same_for_one_and_for_many(client, device):
    counts = []
    for number in (2, 8):
        for one in range(number):
            contribution = said(device, f"Doma {number}.{one}")
            if one % 2:
                make_action(contribution)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/device/").status_code == 200
        counts.append(len(queries))

    assert counts == [counts[0]] * 2


# Taking back


def withdraw(client, contribution):
    return client.post(f"/device/contributions/{contribution.pk}/withdraw/")


def test_device_withdraw_takes_back_until_it_is_considered(client, device):
    own, placed = said(device), said(device, "Otrs")
    correct_contribution(own, text="Labots", version=1, by=make_user())
    make_action(placed)

    assert [withdraw(client, one).status_code for one in (own, placed, own)] == [302] * 3

    own.refresh_from_db()
    placed.refresh_from_db()
    assert (own.state, placed.state) == (State.WITHDRAWN, State.PLACED)
    page = shown(client.get("/device/"))
    assert in_latvian("Taken back") in page
    assert in_latvian("It has been considered already and cannot be taken back.") in page


def test_device_withdraw_knows_only_the_own_contributions(client, think_tank, device):
    neighbour, _token = make_device(think_tank)
    others = [said(neighbour, "Kaimiņa"), make_contribution(think_tank, text="Moderatora")]

    statuses = [withdraw(client, one).status_code for one in others]
    statuses.append(client.post("/device/contributions/999999/withdraw/").status_code)
    statuses.append(withdraw(Client(), others[0]).status_code)

    assert statuses == [404] * 4
    assert {one.state for one in Contribution.objects.all()} == {State.UNDECIDED}
    assert "Kaimiņa" not in shown(client.get("/device/"))


def test_device_withdraw_ends_24_hours_after_the_close(client, think_tank, device):
    own = said(device)
    think_tank = close_think_tank(think_tank, by=None)
    think_tank.closed_at = hours_ago(25)
    think_tank.save()

    assert withdraw(client, own).status_code == 404
    assert f"/device/contributions/{own.pk}/" not in shown(client.get("/device/"))


# The receipt


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank, name="Ilze Kanārija")


def trail(response):
    """The sentences under each contribution, without marks."""
    page = shown(response)
    items = re.findall(r'<ol class="trail.*?</ol>', page, re.DOTALL)[0].split("<li")[1:]
    return [" ".join(re.sub(r"<[^>]*>", " ", f"<li{item}").split()) for item in items]


def test_receipt_shows_where_each_contribution_is(client, think_tank, device, facilitator):
    undecided, placed, aside, back, hidden, split = [said(device, f"Doma {n}") for n in range(6)]
    others = [make_contribution(think_tank) for _other in range(2)]
    make_action(placed, *others)
    set_aside(seen(aside), reason="other", note="Nodots novadam", by=facilitator)
    withdraw_contribution(back, version=1, by=device)
    hide(seen(hidden), by=facilitator)
    parts = split_contribution(split, parts=["Viena", "Otra"], version=1, by=facilitator)
    make_action(parts[1])

    before = trail(receipt(client, device.receipt_code))

    assert [line.split("”")[0] for line in before] == [f"„Doma {n}" for n in range(6)]
    assert "Nodots novadam" in before[2]
    assert "„Viena”" in before[5]
    assert "„Otra”" in before[5]
    assert "KUR-" not in str(before)

    publish_plan_of(placed, facilitator)
    after = trail(receipt(client, device.receipt_code))

    with override("lv"):
        assert plain(phrases.included_with("KUR-PAS-01", 2)) in plain(after[1])
        assert plain(phrases.included_with("KUR-PAS-02", 0)) in plain(after[5])
    assert undecided.state == State.UNDECIDED


def plain(words):
    return words.replace("\xa0", " ")


def publish_plan_of(contribution, by):
    for one in Contribution.objects.filter(plan=contribution.plan, state=State.UNDECIDED):
        set_aside(seen(one), reason="not_an_action", by=by)
    return publish_plan(contribution.plan, note="Pirmā versija", by=by)


def test_receipt_leads_to_the_action_once_it_has_a_key(client, device, facilitator):
    placed = said(device)
    make_action(placed)
    assert "/actions/" not in shown(receipt(client, device.receipt_code))

    publish_plan_of(placed, facilitator)

    page = shown(receipt(client, device.receipt_code))
    link = re.search(r'href="(/plans/[^"]+/actions/[^"]+)"', page).group(1)
    assert client.get(link).status_code == 200


def test_receipt_of_a_table_shows_what_was_typed_from_its_sheet(client, think_tank, device):
    table = device.table
    make_contribution(think_tank, text="No lapas", table=table)
    make_contribution(think_tank, text="No citas lapas", table=think_tank.tables.last())
    said(device, "No telefona")

    page = shown(receipt(client, table.receipt_code))

    assert "No lapas" in page
    assert "No citas lapas" not in page
    assert "No telefona" not in page


def test_receipt_tells_nobody_who(client, think_tank, device, facilitator):
    """Names exist to be leaked: the facilitator's, an attendee's, another device's words."""
    think_tank.attendees.create(
        name="Anna Kanārija", email="anna.kanarija@example.org", delete_after="2027-01-01"
    )
    neighbour, token = make_device(think_tank)
    said(neighbour, "Kaimiņa kanārijputniņš")
    own = said(device)
    correct_contribution(own, text="Labots", version=1, by=facilitator)
    own.refresh_from_db()
    make_action(own, by=facilitator)

    pages = shown(receipt(Client(), device.receipt_code)) + shown(client.get("/device/"))

    assert "Labots" in pages
    for canary in ("Kanārij", "kanarij", "Kaimiņa", facilitator.email, token, device.token_hash):
        assert canary not in pages
    assert neighbour.receipt_code not in pages
    assert think_tank.join_code not in pages


def test_receipt_opens_for_ever_and_is_read_only(think_tank, device):
    think_tank = close_think_tank(think_tank, by=None)
    think_tank.closed_at = hours_ago(24 * 400)
    think_tank.save()

    response = receipt(Client(), device.receipt_code.lower())

    assert response.status_code == 200
    assert "<form" not in shown(response)
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert think_tank.feedback_code not in shown(response)


def test_receipt_counts_wrong_codes(client, think_tank, device):
    statuses = [receipt(client, "AAAAA22222").status_code for _time in range(31)]

    assert statuses == [404] * 30 + [429]
    assert receipt(client, device.receipt_code).status_code == 200
    assert receipt(client, think_tank.join_code).status_code == 429
    assert client.post("/receipt/", {"code": device.receipt_code}).status_code == 302
