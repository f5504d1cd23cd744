"""Each form of the pages for people without an account, sent as the page made it."""

import pytest
from django.conf import settings
from django.test import Client

from actionplans.models import Contribution, ItemState
from tests.support.factories import make_contribution, make_device, role
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import messages_of

pytestmark = pytest.mark.django_db
ADD, TAKE_BACK = "Add the contribution", "Take back"
PAGE = "/device/?lang=en"


@pytest.fixture
def joined(think_tank):
    device, token = make_device(think_tank)
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = token
    return device, client


def test_add_a_contribution_from_the_own_phone(joined):
    device, client = joined
    form = form_with(client.get(PAGE), ADD).fill(text="Virtuve", addressed_role="municipalities")

    response = form.press(ADD, follow=True)

    contribution = Contribution.objects.get()
    assert messages_of(response) == ["Your contribution was added"]
    assert (contribution.current_text, contribution.device) == ("Virtuve", device)
    assert (contribution.author_role, contribution.table) == (device.role, device.table)
    assert str(contribution.uuid) == form["uuid"][0]
    assert form_with(response, ADD)["addressed_role"] == ["municipalities"]


def test_a_contribution_sent_twice_is_kept_once(joined):
    _device, client = joined
    form = form_with(client.get(PAGE), ADD).fill(text="Virtuve", addressed_role="municipalities")

    answers = [form.press(ADD).status_code for _time in range(2)]

    assert (answers, Contribution.objects.count()) == ([302, 302], 1)


def test_a_refused_contribution_stays_in_the_form(joined):
    _device, client = joined
    form = form_with(client.get(PAGE), ADD).fill(text="x" * 2001, addressed_role="municipalities")

    refused = form.press(ADD)

    again = form_with(refused, ADD)
    assert refused.status_code == 422
    assert (again["text"], again["addressed_role"]) == (["x" * 2001], ["municipalities"])


def test_take_back_the_own_contribution(think_tank, joined):
    device, client = joined
    contribution = make_contribution(think_tank, by=device)

    response = form_with(client.get(PAGE), TAKE_BACK).press(TAKE_BACK, follow=True)

    contribution.refresh_from_db()
    assert (messages_of(response), contribution.state) == (["Taken back"], ItemState.WITHDRAWN)


def test_a_receipt_code_opens_the_receipt(joined):
    device, client = joined
    page = client.get("/receipt/?lang=en")

    response = form_with(page, "Open").fill(code=device.receipt_code.lower()).press("Open")

    assert response.url == f"/receipt/{device.receipt_code}/?lang=en"


def test_change_the_seat_and_come_back_to_the_own_page(joined):
    device, client = joined
    form = form_with(client.get("/device/seat/?lang=en"), "Save table and role")
    assert (form["role"], form["table"]) == (["social_enterprises"], ["1"])

    response = form.fill(role="policy_makers", table="3").press("Save table and role")

    device.refresh_from_db()
    assert (device.role, device.table.number) == (role("policy_makers"), 3)
    assert response.url == PAGE
