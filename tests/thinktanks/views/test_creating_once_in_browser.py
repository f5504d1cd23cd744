"""„Back” after a form was sent, and sending it again, creates nothing twice (static/js/form_number.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_coordinator, make_programme
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

PASSWORD = "ezers-kalns-mezs-17"
DAY = "2041-03-04"  # on which no other test plans anything


def make_planner():
    """Make a programme and a coordinator; return the e-mail address with which the coordinator signs in."""
    make_programme()
    user = make_coordinator()
    user.set_password(PASSWORD)
    user.save()
    return user.email


def towns():
    """Return the towns of the think tanks on the day of this test."""
    found = ThinkTank.objects.filter(held_on=DAY).order_by("town")
    return list(found.values_list("town", flat=True))


def test_a_think_tank_that_is_sent_again_after_back_is_planned_once(chromium, shared_server):
    email = shared_server.installation.call(make_planner)
    with chromium.window(shared_server.url) as window:
        window.sign_in(email, PASSWORD)
        window.open("/desk/thinktanks/schedule/")
        page = window.page
        page.fill("[name=held_on]", DAY)
        for town in ("Kuldīga", "Kuldīga", "Kuldīga, otrā"):
            page.fill("[name=town]", town)
            page.click("main form .btn-primary")
            expect(page).to_have_url(re.compile("/prepare/"))
            page.go_back()
            expect(page.locator("[name=town]")).to_have_value(town)

    assert shared_server.installation.call(towns) == ["Kuldīga", "Kuldīga, otrā"]
