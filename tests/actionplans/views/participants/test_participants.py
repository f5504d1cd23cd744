"""The page of a device: capture without an account."""

import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from actionplans.models import Contribution
from portal.demo.clock import at
from tests.support.closing import close_hours_ago
from tests.support.contributions.batches import TEXT
from tests.support.contributions.devices import join_by, make_device_contribution, send_as_device
from tests.support.factories import (
    make_action,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.messages import in_latvian
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import html_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


def test_device_capture_keeps_the_text_with_the_seat_of_the_device(client, device):
    response = send_as_device(client, text=f"  {TEXT}\u200b \U0001f600\n\u202eotrā rinda ")

    kept = Contribution.objects.get()
    assert (response.status_code, response.url) == (302, "/device/")
    assert kept.text.body == f"{TEXT} \U0001f600\notrā rinda"
    assert (kept.author_role, kept.table, kept.device) == (device.role, device.table, device)
    assert (kept.addressed_role.code, kept.captured_by, kept.late) == (
        "municipalities",
        None,
        False,
    )
    assert TEXT in html_of(client.get("/device/"))


def test_device_capture_sent_twice_is_kept_once(client, device):
    entry = str(uuid.uuid4())

    statuses = [send_as_device(client, uuid=entry).status_code for _time in range(3)]

    assert statuses == [302] * 3
    assert Contribution.objects.count() == 1
    assert send_as_device(client, uuid=entry, text="Citi vārdi").status_code == 409
    assert Contribution.objects.get().text.body == TEXT


def test_device_capture_sent_again_after_taking_it_back_is_kept_once(client, device):
    entry = str(uuid.uuid4())
    send_as_device(client, uuid=entry)
    client.post(f"/device/contributions/{Contribution.objects.get().pk}/withdraw/")

    for _time in range(2):
        send_as_device(client, uuid=entry)

    states = Contribution.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "undecided"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", " \u200b ", "Enter the contribution."),
        ("text", "\x00", "Enter the contribution."),
        ("text", "x" * 10_000, "The text is too long: 10000 of 2000 characters."),
        ("addressed_role", "", "Choose who should do it."),
        ("addressed_role", "kings", "Choose a role from the list."),
        ("addressed_role", "a\x00b", "Choose a role from the list."),
    ],
)
def test_device_capture_shows_the_error_at_its_field(client, device, field, value, message):
    response = send_as_device(client, "/device/?lang=en", **{field: value})

    with override("en"):
        assert response.context["form"].errors == {field: [message]}
    assert response.status_code == 422
    assert f'id="{field}-problem"' in html_of(response)
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("sent", [{"text": "x" * 2001}, {"addressed_role": "kings"}])
def test_device_capture_refused_keeps_what_was_typed(client, device, sent):
    response = send_as_device(client, "/device/?lang=en", **sent)

    form = form_with(response, "Add the contribution")
    assert form["text"] == [sent.get("text", TEXT)]
    assert send_as_device(client).status_code == 302


@pytest.mark.parametrize("entry", ["", "not-a-uuid", "\x00"])
def test_device_capture_keeps_a_text_whose_uuid_was_lost(client, device, entry):
    assert send_as_device(client, uuid=entry).status_code == 302
    assert Contribution.objects.get().text.body == TEXT


def test_device_capture_offers_only_who_is_addressed_in_this_programme(client):
    programme = make_programme(addressed_roles=[role("municipalities")])
    join_by(client, make_think_tank(programme=programme))

    assert 'value="municipalities"' in html_of(client.get("/device/"))
    assert 'value="policy_makers"' not in html_of(client.get("/device/"))
    assert send_as_device(client, addressed_role="policy_makers").status_code == 422


def test_device_capture_slows_a_flood_down_and_keeps_the_text(client, device):
    with at(timezone.now()):
        answers = [send_as_device(client, text=f"Doma {number}") for number in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert Contribution.objects.count() == 10
    assert answers[10].context["text"] == "Doma 10"


@pytest.mark.parametrize(("hours", "late"), [(None, False), (1, True)])
def test_device_capture_is_late_for_24_hours_after_the_close(
    client, think_tank, device, hours, late
):
    if hours:
        close_hours_ago(think_tank, hours)

    response = send_as_device(client)

    assert response.status_code == 302
    assert Contribution.objects.get().late is late
    page = html_of(client.get("/device/"))
    assert "<textarea" in page
    assert in_latvian("This think tank is closed.") not in page


def test_device_capture_ends_24_hours_after_the_close(client, think_tank, device):
    close_hours_ago(think_tank, hours=25)

    response = send_as_device(client)

    assert response.status_code == 422
    assert TEXT in html_of(response)
    assert Contribution.objects.count() == 0
    page = html_of(client.get("/device/"))
    assert "<textarea" not in page
    assert in_latvian("This think tank is closed.") in page


def test_device_capture_waits_for_the_opening(client):
    join_by(client, make_think_tank(is_open=False))

    response = send_as_device(client)

    assert response.status_code == 422
    assert in_latvian("This think tank has not started yet.") in html_of(response)
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("path", ["/device/", "/device/seat/"])
def test_page_of_a_device_that_has_not_joined_redirects_to_the_code(path):
    assert Client().get(path).url == "/join/"
    stranger = Client()
    stranger.cookies[settings.DEVICE_COOKIE_NAME] = "nonsense\x00"
    assert stranger.get(path).url == "/join/"


def test_device_capture_costs_the_same_for_2_and_for_10(client, device):
    counts = []
    for count in (2, 8):
        for number in range(count):
            contribution = make_device_contribution(device, f"Doma {count}.{number}")
            if number % 2:
                make_action(contribution)
        response, count = count_queries(client.get, "/device/")
        assert response.status_code == 200
        counts.append(count)

    assert counts == [counts[0]] * 2


def test_device_without_a_role_reads_that_it_was_not_given(client, think_tank):
    join_by(client, think_tank, role=None)

    page = html_of(client.get("/device/"))

    assert "<span>Loma nav norādīta</span>" in page
    assert "<span>Nav zināms</span>" not in page
