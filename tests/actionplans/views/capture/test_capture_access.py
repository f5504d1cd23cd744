"""Who may capture at a think tank, and when."""

import pytest
from django.test import Client

from tests.support.closing import close_hours_ago
from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.capture_pages import make_capture_page, texts
from tests.support.pages.requests import address, signed_in
from thinktanks.models import Programme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", [make_administrator, make_coordinator])
def test_contribution_capture_is_open_to_those_above_the_facilitator(capture_page, person):
    response = capture_page._replace(client=signed_in(person())).type("Vajag telpas")

    assert response.status_code == 302
    assert texts(capture_page.think_tank) == ["Vajag telpas"]


def test_contribution_capture_does_not_exist_for_others(capture_page):
    other = make_facilitator(make_think_tank())
    elsewhere = make_coordinator("latgale")

    answers = [
        capture_page._replace(client=signed_in(person)).type("Vajag telpas").status_code
        for person in (other, elsewhere, make_user())
    ]

    assert answers == [404, 404, 404]
    assert texts(capture_page.think_tank) == []


def test_contribution_capture_asks_everyone_else_to_sign_in(capture_page):
    response = capture_page._replace(client=Client()).type("Vajag telpas")

    assert response.status_code == 302
    assert "/accounts/login/" in response.url
    assert texts(capture_page.think_tank) == []


def test_contribution_capture_is_not_a_page_of_its_own(capture_page):
    response = capture_page.client.get(address("contribution-capture", capture_page.think_tank.pk))

    assert response.status_code == 405


def test_contribution_capture_waits_for_the_opening():
    capture_page = make_capture_page(is_open=False)

    response = capture_page.type("Vajag telpas")

    assert response.status_code == 422
    assert texts(capture_page.think_tank) == []


def test_contribution_capture_goes_on_after_the_close(capture_page):
    close_hours_ago(capture_page.think_tank, hours=50)

    response = capture_page.type("Vajag telpas")

    assert response.status_code == 302
    assert capture_page.think_tank.contributions.get().typed_up is True


def test_contribution_capture_ends_with_the_programme(capture_page):
    close_hours_ago(capture_page.think_tank, hours=50)
    Programme.objects.update(state=Programme.State.ARCHIVED)

    response = capture_page.type("Vajag telpas")

    assert response.status_code == 422
    assert texts(capture_page.think_tank) == []
