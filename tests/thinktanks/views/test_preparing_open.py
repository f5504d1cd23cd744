"""Opening and closing a think tank from its page."""

import pytest
from django.test import Client

from tests.support.factories import make_coordinator, make_facilitator, make_think_tank
from tests.support.pages.requests import address, messages_of, signed_in

pytestmark = pytest.mark.django_db


def state(think_tank) -> str:
    think_tank.refresh_from_db()
    return think_tank.state


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


@pytest.fixture
def opened():
    return make_think_tank()


def test_think_tank_open_begins_the_event(planned):
    client = signed_in(make_facilitator(planned))

    response = client.post(address("think-tank-open", planned.pk), follow=True)

    assert state(planned) == "open"
    assert messages_of(response) == ["The think tank is open"]
    assert response.request["PATH_INFO"] == address("think-tank-show", planned.pk)


def test_think_tank_open_refuses_what_has_started(opened):
    client = signed_in(make_facilitator(opened))

    response = client.post(address("think-tank-open", opened.pk), follow=True)

    assert messages_of(response) == ["This think tank has already started."]
    assert state(opened) == "open"


def test_think_tank_close_ends_the_event(opened):
    client = signed_in(make_coordinator())

    response = client.post(address("think-tank-close", opened.pk), follow=True)

    assert state(opened) == "closed"
    assert messages_of(response) == ["The think tank is closed"]


def test_think_tank_close_refuses_what_is_not_open(planned):
    client = signed_in(make_facilitator(planned))

    response = client.post(address("think-tank-close", planned.pk), follow=True)

    assert messages_of(response) == ["This think tank is not open."]
    assert state(planned) == "planned"


@pytest.mark.parametrize("name", ["think-tank-open", "think-tank-close"])
def test_think_tank_of_others_does_not_exist(planned, opened, name):
    other = signed_in(make_facilitator(make_think_tank()))
    elsewhere = signed_in(make_coordinator("latgale"))

    answers = [
        client.post(address(name, think_tank.pk))
        for client in (other, elsewhere, Client())
        for think_tank in (planned, opened)
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404, 302, 302]
    assert "/accounts/login/" in answers[-1].url
    assert (state(planned), state(opened)) == ("planned", "open")


@pytest.mark.parametrize(("name", "status"), [("think-tank-open", 405), ("think-tank-close", 200)])
def test_think_tank_is_not_changed_by_a_link(planned, name, status):
    client = signed_in(make_facilitator(planned))

    assert client.get(address(name, planned.pk)).status_code == status
    assert state(planned) == "planned"
