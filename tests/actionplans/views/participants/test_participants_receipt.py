"""The receipt: what became of the contributions of a device or a table."""

import re

import pytest
from django.test import Client

from actionplans.models import Contribution, ItemState
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution, hide, split_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.publication import publish_plan
from tests.support.closing import close_hours_ago
from tests.support.contributions.devices import make_device_contribution
from tests.support.factories import (
    make_action,
    make_contribution,
    make_device,
    make_facilitator,
    seen,
)
from tests.support.pages.requests import html_of

pytestmark = pytest.mark.django_db


def receipt(client, code, query=""):
    return client.get(f"/receipt/{code}/{query}")


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank, name="Ilze Kanārija")


def trail(response):
    """Return the text of each contribution with the sentences under it, without markup."""
    page = html_of(response)
    items = re.findall(r'<ol class="trail.*?</ol>', page, re.DOTALL)[0].split("<li")[1:]
    return [" ".join(re.sub(r"<[^>]*>", " ", f"<li{item}").split()) for item in items]


def test_receipt_shows_where_each_contribution_is(client, think_tank, device, facilitator):
    _undecided, placed, aside, back, hidden, split = [
        make_device_contribution(device, f"Doma {n}") for n in range(6)
    ]
    others = [make_contribution(think_tank) for _other in range(2)]
    make_action(placed, *others)
    set_aside(seen(aside), reason="other", note="Nodots novadam", by=facilitator)
    withdraw_contribution(back, version=1, by=device)
    hide(seen(hidden), by=facilitator)
    parts = split_contribution(split, parts=["Viena", "Otra"], version=1, by=facilitator)
    make_action(parts[1])

    before = trail(receipt(client, device.receipt_code, "?lang=en"))
    publish_plan_of(placed, facilitator)
    after = trail(receipt(client, device.receipt_code, "?lang=en"))

    to = "For municipalities"
    unpublished = "This action is not published yet"
    left_out = "Not included in the plan. Reason: not an action"
    unchanged = [
        f"„Doma 2” Not included in the plan. Nodots novadam {to}",
        f"„Doma 3” Taken back {to}",
        f"„Doma 4” Hidden: it will not be published {to}",
    ]
    assert before == [
        f"„Doma 0” Not yet considered {to}",
        f"„Doma 1” Included in an action with 2 others {unpublished} {to}",
        *unchanged,
        f"„Doma 5” Split into parts {to} „Viena” Not yet considered {to}"
        f" „Otra” Included in an action {unpublished} {to}",
    ]
    assert after == [
        f"„Doma 0” {left_out} {to}",
        f"„Doma 1” Included in action KUR-PAS-01 with 2 others {to}",
        *unchanged,
        f"„Doma 5” Split into parts {to} „Viena” {left_out} {to}"
        f" „Otra” Included in action KUR-PAS-02 {to}",
    ]


def publish_plan_of(contribution, by):
    for row in Contribution.objects.filter(plan=contribution.plan, state=ItemState.UNDECIDED):
        set_aside(seen(row), reason="not_an_action", by=by)
    return publish_plan(contribution.plan, note="Pirmā versija", by=by)


def test_receipt_leads_to_the_action_once_it_has_a_key(client, device, facilitator):
    placed = make_device_contribution(device)
    make_action(placed)
    assert "/actions/" not in html_of(receipt(client, device.receipt_code))

    publish_plan_of(placed, facilitator)

    page = html_of(receipt(client, device.receipt_code))
    link = re.search(r'href="(/plans/[^"]+/actions/[^"]+)"', page).group(1)
    assert client.get(link).status_code == 200


def test_receipt_of_a_table_shows_what_was_typed_from_its_sheet(client, think_tank, device):
    table = device.table
    make_contribution(think_tank, text="No lapas", table=table)
    make_contribution(think_tank, text="No citas lapas", table=think_tank.tables.last())
    make_device_contribution(device, "No telefona")

    page = html_of(receipt(client, table.receipt_code))

    assert "No lapas" in page
    assert "No citas lapas" not in page
    assert "No telefona" not in page


def test_receipt_names_nobody(client, think_tank, device, facilitator):
    """There are names that could leak: the facilitator's, an attendee's, another device's text."""
    think_tank.attendees.create(
        name="Anna Kanārija", email="anna.kanarija@example.org", delete_after="2027-01-01"
    )
    neighbour, token = make_device(think_tank)
    make_device_contribution(neighbour, "Kaimiņa kanārijputniņš")
    own = make_device_contribution(device)
    correct_contribution(own, text="Labots", version=1, by=facilitator)
    own.refresh_from_db()
    make_action(own, by=facilitator)

    pages = html_of(receipt(Client(), device.receipt_code)) + html_of(client.get("/device/"))

    assert "Labots" in pages
    for canary in ("Kanārij", "kanarij", "Kaimiņa", facilitator.email, token, device.token_hash):
        assert canary not in pages
    assert neighbour.receipt_code not in pages
    assert think_tank.join_code not in pages


def test_receipt_opens_after_400_days_and_is_read_only(think_tank, device):
    close_hours_ago(think_tank, 24 * 400)

    response = receipt(Client(), device.receipt_code.lower())

    assert response.status_code == 200
    assert "<form" not in html_of(response)
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert think_tank.feedback_code not in html_of(response)


def test_receipt_counts_wrong_codes(client, think_tank, device):
    statuses = [receipt(client, "AAAAA22222").status_code for _time in range(31)]

    assert statuses == [404] * 30 + [429]
    assert receipt(client, device.receipt_code).status_code == 200
    assert receipt(client, think_tank.join_code).status_code == 429
    assert client.post("/receipt/", {"code": device.receipt_code}).status_code == 302
