"""Forms of people without an account on bad wifi: nothing typed is lost (static/js/form_on_bad_wifi.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import feedback_texts
from tests.support.browsers.lost_answers import send_without_answer
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

SEND = "main form [type=submit]"
THANKS = "[data-kept-until-here]"
NOT_SENT = "[data-not-sent]"


def registration_code(pk):
    return ThinkTank.objects.get(pk=pk).code


def registered(pk):
    """Return name, organisation and whether it may be named, of each person who registered."""
    attendees = ThinkTank.objects.get(pk=pk).attendees.filter(registered=True)
    return list(attendees.values_list("name", "organisation_name", "may_be_named"))


@pytest.fixture
def page(chromium, shared_server):
    with chromium.window(shared_server.url, width=320) as window:
        yield window.page


@pytest.fixture
def feedback(page, live_think_tank):
    """The page of feedback with an answer in it."""
    page.goto(f"/feedback/{live_think_tank.feedback_code}/")
    page.fill("[name=gains]", "Jauni kontakti")
    return page


@pytest.fixture
def registration(page, shared_server, live_think_tank):
    """The page of registration, filled in."""
    code = shared_server.installation.call(registration_code, pk=live_think_tank.pk)
    page.goto(f"/register/{code}/")
    page.fill("[name=name]", "Anna Parauga")
    page.fill("[name=organisation_name]", "Parauga biedrība")
    page.locator("[name=role]").first.check()
    page.locator("[name=may_be_named]").check()
    return page


def send_offline(page):
    page.context.set_offline(True)
    page.locator(SEND).click()
    expect(page.locator(NOT_SENT)).to_be_visible()
    page.context.set_offline(False)


def send(page):
    page.locator(SEND).click()
    expect(page.locator(THANKS)).to_be_visible()


def test_feedback_sent_offline_stays_and_is_sent_again(feedback, shared_server, live_think_tank):
    send_offline(feedback)

    expect(feedback.locator("[name=gains]")).to_have_value("Jauni kontakti")
    send(feedback)
    stored = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    assert stored == ["Jauni kontakti"]


def test_feedback_is_not_sent_while_the_portal_is_updated(feedback):
    feedback.route("**/healthz", lambda route: route.fulfill(status=503))

    feedback.locator(SEND).click()

    expect(feedback.locator(NOT_SENT)).to_be_visible()
    expect(feedback.locator("[name=gains]")).to_have_value("Jauni kontakti")


def test_registration_sent_offline_stays_and_is_sent_again(
    registration, shared_server, live_think_tank
):
    send_offline(registration)

    expect(registration.locator("[name=name]")).to_have_value("Anna Parauga")
    send(registration)
    stored = shared_server.installation.call(registered, pk=live_think_tank.pk)
    assert stored == [["Anna Parauga", "Parauga biedrība", True]]


def test_registration_without_an_answer_is_back_and_counts_once(
    registration, shared_server, live_think_tank
):
    there = registration.url
    send_without_answer(registration, "**/register/**", registration.locator(SEND))

    registration.goto(there)

    expect(registration.locator("[name=name]")).to_have_value("Anna Parauga")
    expect(registration.locator("[name=role]").first).to_be_checked()
    expect(registration.locator("[name=may_be_named]")).to_be_checked()
    send(registration)
    stored = shared_server.installation.call(registered, pk=live_think_tank.pk)
    assert stored == [["Anna Parauga", "Parauga biedrība", True]]
    registration.goto(there)
    expect(registration.locator("[name=name]")).to_have_value("")
