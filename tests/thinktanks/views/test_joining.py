"""The pages by which somebody joins without an account."""

import pytest
from django.conf import settings
from django.test import Client

from tests.support.factories import (
    hours_ago,
    make_device,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.messages import in_latvian
from thinktanks.codes import new_code
from thinktanks.models import Device
from thinktanks.operations.think_tanks import close_think_tank, rotate_join_code

pytestmark = pytest.mark.django_db
WRONG = "AAAAA-22222"
STILL_WORKS = "Too many wrong codes came from this network. The right one still works."


def path(think_tank):
    return f"/join/{think_tank.join_code}/"


def cookie_of(client):
    return client.cookies[settings.DEVICE_COOKIE_NAME]


def shown(response):
    return response.content.decode()


def test_join_redirects_from_the_typed_code_to_the_think_tank(client, think_tank):
    typed = f" {think_tank.join_code[:5].lower()}-{think_tank.join_code[5:]} "

    response = client.post("/join/", {"code": typed})

    assert (response.status_code, response.url) == (302, path(think_tank))


def test_join_shows_what_is_wrong_with_a_code_and_the_code(client, think_tank):
    empty = client.post("/join/", {"code": " "})
    wrong = client.post("/join/", {"code": WRONG})
    followed = client.get(f"/join/{WRONG}/")

    assert (empty.status_code, wrong.status_code, followed.status_code) == (422, 422, 404)
    assert in_latvian("That code does not work. Compare it with the sheet.") in shown(wrong)
    assert f'value="{WRONG}"' in shown(wrong)
    assert 'aria-invalid="true"' in shown(empty)


def test_think_tank_join_creates_a_device_whose_token_is_in_its_cookie_only(client, think_tank):
    assert client.get(path(think_tank)).status_code == 200

    response = client.post(path(think_tank), {"role": "municipalities", "table": "2"})

    device = Device.objects.get()
    cookie = cookie_of(response)
    assert (response.status_code, response.url) == (302, "/device/")
    assert (device.role.code, device.table.number) == ("municipalities", 2)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie.value not in (device.token_hash, device.receipt_code)


def test_think_tank_join_sends_the_cookie_by_https_alone_in_production(
    client, think_tank, settings
):
    settings.SESSION_COOKIE_SECURE, settings.DEVICE_COOKIE_NAME = True, "__Host-device"

    response = client.post(path(think_tank), {"role": "unknown"})

    cookie = response.cookies["__Host-device"]
    assert (cookie["secure"], cookie["domain"], cookie["path"]) == (True, "", "/")


def test_think_tank_join_does_not_invent_a_role(client, think_tank):
    unchosen = client.post(path(think_tank), {"table": "1"})
    unknown = client.post(path(think_tank), {"role": "unknown", "table": ""})

    assert (unchosen.status_code, unknown.status_code) == (422, 302)
    assert list(Device.objects.values_list("role", "table")) == [(None, None)]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"role": "kings"}, "Choose a role from the list."),
        ({"role": "policy_makers"}, "Choose a role from the list."),
        ({"role": "a\x00b"}, "Choose a role from the list."),
        ({"role": "municipalities", "table": "99"}, "There is no such table at this think tank."),
        (
            {"role": "municipalities", "table": "1' OR 1=1"},
            "There is no such table at this think tank.",
        ),
    ],
)
def test_think_tank_join_refuses_what_is_not_offered(client, chosen, sentence):
    programme = make_programme(speaker_roles=[role("municipalities")])
    think_tank = make_think_tank(programme=programme)

    response = client.post(path(think_tank), chosen)

    assert response.status_code == 422
    assert in_latvian(sentence) in shown(response)
    assert Device.objects.count() == 0


def test_think_tank_join_proposes_the_table_of_the_sheet_and_its_role(client, think_tank):
    table = think_tank.tables.get(number=2)

    page = shown(client.get(path(think_tank) + "?table=2"))

    assert '<option value="2" selected>' in page
    assert f'value="{table.role.code}" required checked' in page
    assert "selected" not in shown(client.get(path(think_tank) + "?table=zzz"))


def test_think_tank_join_does_not_ask_a_second_time(client, think_tank):
    client.post(path(think_tank), {"role": "unknown"})

    again = client.get(path(think_tank))
    posted = client.post(path(think_tank), {"role": "unknown"})

    assert (again.url, posted.url) == ("/device/", "/device/")
    assert Device.objects.count() == 1


def test_think_tank_join_is_over_at_the_close_and_with_the_old_code(client, think_tank):
    old = path(think_tank)
    rotated = rotate_join_code(think_tank, by=None)
    assert client.get(old).status_code == 404
    assert client.get(path(rotated)).status_code == 200
    close_think_tank(think_tank, by=None)

    closed = client.post(path(rotated), {"role": "unknown"})

    assert closed.status_code == 410
    assert in_latvian("This think tank is closed.") in shown(closed)
    assert Device.objects.count() == 0


def test_device_seat_changes_table_and_role(client, think_tank):
    device, token = make_device(think_tank)
    client.cookies[settings.DEVICE_COOKIE_NAME] = token

    page = shown(client.get("/device/seat/"))
    response = client.post("/device/seat/", {"role": "unknown", "table": "3"})

    device.refresh_from_db()
    assert 'value="social_enterprises" required checked' in page
    assert (response.status_code, response.url) == (302, "/device/")
    assert (device.role, device.table.number) == (None, 3)


@pytest.mark.parametrize(("hours", "status"), [(23, 200), (25, 302)])
def test_device_seat_ends_24_hours_after_the_close(client, think_tank, hours, status):
    _device, token = make_device(think_tank)
    client.cookies[settings.DEVICE_COOKIE_NAME] = token
    think_tank = close_think_tank(think_tank, by=None)
    think_tank.closed_at = hours_ago(hours)
    think_tank.save()

    assert client.get("/device/seat/").status_code == status


@pytest.mark.parametrize("page", ["/join/", "/feedback/", "/receipt/", "join", "feedback"])
def test_pages_with_codes_are_neither_cached_nor_indexed(client, think_tank, page):
    address = {
        "join": path(think_tank),
        "feedback": f"/feedback/{think_tank.feedback_code}/",
    }.get(page, page)

    response = client.get(address)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_pages_without_a_language_are_latvian_or_english_on_request(client, think_tank):
    latvian = client.get(path(think_tank), headers={"Accept-Language": "en"})
    english = client.get(path(think_tank) + "?lang=en")
    joined = client.post(path(think_tank) + "?lang=en", {"role": "unknown"})

    assert latvian.headers["Content-Language"] == "lv"
    assert f'href="{path(think_tank)}?lang=en"' in shown(latvian)
    assert english.headers["Content-Language"] == "en"
    assert "Regional think tank in Kurzeme" in shown(english)
    assert joined.url == "/device/?lang=en"
    assert client.get(f"/en{path(think_tank)}").status_code == 404


def test_forms_without_a_csrf_token_are_refused(think_tank):
    client = Client(enforce_csrf_checks=True)

    response = client.post(path(think_tank), {"role": "unknown"})

    assert response.status_code == 403
    assert in_latvian("Your session has ended") in shown(response)
    assert Device.objects.count() == 0


@pytest.mark.parametrize("wrong", [300, pytest.param(10_000, marks=pytest.mark.acceptance)])
def test_people_join_while_somebody_guesses_from_the_same_address(think_tank, wrong, figure):
    guesser = Client()
    guesses = [
        guesser.get(
            f"/join/{new_code()}/",
            headers={"X-Forwarded-For": f"203.0.113.{number % 200}"},
        )
        for number in range(wrong)
    ]
    mistyped = [Client().post("/join/", {"code": WRONG}) for _person in range(10)]

    joined = [join_like_a_person(think_tank) for _person in range(60)]

    assert [response.status_code for response in guesses] == [404] * 30 + [429] * (wrong - 30)
    assert {int(response.headers["Retry-After"]) > 0 for response in guesses[30:]} == {True}
    assert {response.status_code for response in mistyped} == {429}
    assert in_latvian(STILL_WORKS) in shown(mistyped[0])
    assert joined == ["/device/"] * 60
    assert Device.objects.count() == 60
    figure(
        "T24", f"{wrong} wrong codes: 30 evaluated plainly, {wrong - 30} with 429; 60 of 60 joined"
    )


def join_like_a_person(think_tank):
    """Open the page five times and send the form; return the address that it redirects to."""
    client = Client()
    assert {client.get(path(think_tank)).status_code for _time in range(5)} == {200}
    return client.post(path(think_tank), {"role": "unknown"}).url


def test_a_device_that_joined_before_the_rotation_stays(client, think_tank):
    client.post(path(think_tank), {"role": "unknown"})
    rotate_join_code(think_tank, by=None)

    assert client.get("/device/").status_code == 200
