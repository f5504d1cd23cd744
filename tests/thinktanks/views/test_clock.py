"""The clock of the room: who may set it, and what pages and phones are answered."""

import datetime
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tests.support.factories import make_device, make_facilitator, make_think_tank
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
PROBLEM = re.compile(r'id="minutes-problem">.*?<span>(.*?)</span>', re.DOTALL)
READ_END = re.compile(r' data-ends="([^"]*)"')


@pytest.fixture
def account(think_tank):
    return signed_in(make_facilitator(think_tank))


def minutes_left(think_tank):
    think_tank.refresh_from_db()
    return (think_tank.clock_ends_at - timezone.now()).total_seconds() / 60


def archive(think_tank, *, by):
    archive_programme(think_tank.programme, by=by)


def phone(device_token):
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = device_token
    return client


def test_clock_is_started_extended_and_stopped(think_tank, account):
    started = account.post(address("clock-start", think_tank.pk), {"minutes": "20"})
    assert started.url == address("think-tank-monitor", think_tank.pk) + "#clock-start"
    assert minutes_left(think_tank) == 20

    account.post(address("clock-extend", think_tank.pk), {"minutes": "5"})
    assert minutes_left(think_tank) == 25

    account.post(address("clock-stop", think_tank.pk))
    think_tank.refresh_from_db()
    assert think_tank.clock_ends_at is None


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ("", "Enter the minutes."),
        ("divdesmit", "Enter the minutes as a whole number."),
        ("0", "The clock shows from 1 to 240 minutes."),
        ("241", "The clock shows from 1 to 240 minutes."),
    ],
)
def test_clock_start_says_at_the_field_what_is_wrong(think_tank, account, minutes, sentence):
    response = account.post(address("clock-start", think_tank.pk), {"minutes": minutes})

    think_tank.refresh_from_db()
    assert (response.status_code, think_tank.clock_ends_at) == (422, None)
    page = html_of(response)
    assert PROBLEM.findall(page) == [sentence]
    assert f'value="{minutes}"' in page


def test_clock_start_leads_back_where_the_think_tank_was_closed_meanwhile(think_tank, account):
    close_think_tank(think_tank, by=None)

    response = account.post(address("clock-start", think_tank.pk), {"minutes": "20"}, follow=True)

    assert messages_of(response) == ["This think tank is not open."]


def test_page_of_refused_minutes_can_be_loaded_again(think_tank, account):
    response = account.get(address("clock-start", think_tank.pk))

    assert response.url == address("think-tank-monitor", think_tank.pk)


@pytest.mark.parametrize("name", ["clock-start", "clock-extend", "clock-stop", "clock"])
def test_clock_does_not_exist_for_others(think_tank, name):
    other = signed_in(make_facilitator(make_think_tank()))
    method = other.get if name == "clock" else other.post

    assert method(address(name, think_tank.pk)).status_code == 404


def test_clock_answers_pages_with_its_end_and_the_time_of_the_portal(think_tank, account):
    account.post(address("clock-start", think_tank.pk), {"minutes": "20"})

    answer = account.get(address("clock", think_tank.pk)).json()

    left = parse_datetime(answer["ends_at"]) - parse_datetime(answer["now"])
    assert answer["state"] == "open"
    assert left == datetime.timedelta(minutes=20)


def test_report_keeps_what_waits_on_a_phone_and_answers_with_the_clock(think_tank, account):
    device, token = make_device(think_tank)
    account.post(address("clock-start", think_tank.pk), {"minutes": "20"})

    answer = phone(token).post("/device/report/", {"waiting": "3"})

    device.refresh_from_db()
    think_tank.refresh_from_db()
    assert (answer.status_code, device.waiting) == (200, 3)
    assert answer.json()["ends_at"] == think_tank.clock_ends_at.isoformat()


@pytest.mark.parametrize(("end", "state"), [(close_think_tank, "closed"), (archive, "archived")])
def test_clock_stops_on_pages_and_phones_at_the_end(think_tank, account, end, state):
    _device, token = make_device(think_tank)
    account.post(address("clock-start", think_tank.pk), {"minutes": "20"})

    end(think_tank, by=think_tank.facilitators.first().user)

    answers = [
        account.get(address("clock", think_tank.pk)),
        phone(token).post("/device/report/", {"waiting": "0"}),
    ]
    assert [answer.json()["ends_at"] for answer in answers] == [None, None]
    assert [answer.json()["state"] for answer in answers] == [state, state]
    slide = html_of(account.get(address("think-tank-slide", think_tank.pk)))
    capture = html_of(phone(token).get("/device/?lang=en"))
    assert [READ_END.findall(page) for page in (slide, capture)] == [[""], [""]]


@pytest.mark.parametrize("waiting", ["", "-1", "daudz", "32768"])
def test_report_refuses_what_is_no_number(think_tank, waiting):
    device, token = make_device(think_tank)

    answer = phone(token).post("/device/report/", {"waiting": waiting})

    device.refresh_from_db()
    assert (answer.status_code, device.waiting, device.seen_at) == (422, 0, None)


def test_report_needs_a_device():
    assert Client().post("/device/report/", {"waiting": "1"}).status_code == 401


def test_report_is_written_once_a_minute_unless_something_changed(
    think_tank, django_assert_num_queries
):
    _device, token = make_device(think_tank)
    client = phone(token)
    client.post("/device/report/", {"waiting": "1"})

    with django_assert_num_queries(1):  # the device
        client.post("/device/report/", {"waiting": "1"})
