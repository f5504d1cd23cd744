"""What a form says of itself, in the language of the page and not in that of the browser (static/js/base.js)."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser]


@pytest.fixture
def window(chromium, shared_server):
    with chromium.window(shared_server.url, width=320) as window:
        yield window


def test_a_refused_form_says_what_to_correct_in_the_language_of_the_page(window, live_think_tank):
    window.use_cookie(live_think_tank.facilitators[0].cookie)
    window.open(f"/desk/thinktanks/{live_think_tank.pk}/attendance/")
    window.page.fill("#id_email", "nav adrese")

    window.page.get_by_role("button", name="Pievienot", exact=True).click()

    problems = window.page.locator(".form-problems")
    expect(problems).to_be_focused()
    expect(problems.get_by_role("link")).to_have_text(["Vārds un uzvārds", "E-pasta adrese"])
    problems.get_by_role("link", name="E-pasta adrese").click()
    expect(window.page.locator("#id_email")).to_be_focused()
    expect(window.page.locator("#id_email")).to_have_value("nav adrese")


def test_a_participant_is_asked_for_the_addressed_role(window, live_think_tank):
    live_think_tank.enter_as_participant(window)
    window.page.fill("#words", "Kopīgs stends")

    window.page.get_by_role("button", name="Add the contribution").click()

    expect(window.page.get_by_text("Choose who should do it.")).to_be_visible()
    expect(window.page.locator("[name=addressed_role]").first).to_be_focused()
    expect(window.page.locator("#words")).to_have_value("Kopīgs stends")
    window.page.locator("#capture label", has_text="Municipalities").click()
    window.page.get_by_role("button", name="Add the contribution").click()
    expect(window.page.locator("#own > li .serif")).to_have_text(["„Kopīgs stends”"])
    expect(window.page.get_by_text("Choose who should do it.")).to_be_hidden()
