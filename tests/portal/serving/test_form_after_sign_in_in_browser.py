"""What somebody typed while the session ended is back in the form after signing in (static/js/form_after_sign_in.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import PASSWORD
from tests.support.browsers.lost_answers import send_without_answer
from tests.support.factories import make_coordinator

pytestmark = [pytest.mark.server, pytest.mark.browser]
VENUE = "Kuldīgas kultūras centrs, 2. stāvs"
FORM = "/desk/thinktanks/schedule/"
UNANSWERED = "Portāls neatbildēja"
NOT_SAVED = "Rakstītais nav saglabāts"
IS_BACK = "Rakstītais atkal ir veidlapā"


def coordinator_with_password():
    coordinator = make_coordinator()
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator.email


def sign_in_again(page, email):
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form .btn-primary")


@pytest.fixture
def people(shared_server):
    """The e-mail addresses of two coordinators."""
    return [shared_server.installation.call(coordinator_with_password) for _person in range(2)]


@pytest.fixture
def filled_in(chromium, shared_server, live_think_tank, people):
    """The page of a form that the first coordinator has filled in."""
    with chromium.window(shared_server.url) as window:
        window.sign_in(people[0], PASSWORD)
        window.open(FORM)
        page = window.page
        page.fill("[name=town]", "Sabile")
        page.fill("[name=venue]", VENUE)
        page.fill("[name=held_on]", "2027-03-04")
        page.select_option("[name=table_2]", "municipalities")
        yield page


@pytest.fixture
def page(filled_in):
    """The sign-in page after the form was sent without a session."""
    filled_in.context.clear_cookies(name="sessionid")
    with filled_in.expect_navigation():
        filled_in.click("main form .btn-primary")
    expect(filled_in.locator("#alert")).to_contain_text("nosūtītais netika saglabāts")
    return filled_in


def values(page):
    names = ("town", "venue", "held_on", "table_2")
    return [page.locator(f"[name={name}]").input_value() for name in names]


def test_typed_words_are_back_after_signing_in(page, people):
    sign_in_again(page, people[0])

    expect(page.locator("#status .status-line").first).to_contain_text(IS_BACK)
    assert values(page) == ["Sabile", VENUE, "2027-03-04", "municipalities"]
    with page.expect_navigation():
        page.click("main form .btn-primary")
    expect(page.locator("#status")).to_contain_text("Domnīca ieplānota")


def test_typed_words_are_not_shown_to_another_account(page, people):
    sign_in_again(page, people[1])

    expect(page.locator("[name=town]")).to_be_visible()
    assert values(page) == ["", "", "", "any"]


def test_typed_words_are_back_after_a_wrong_password(page, people):
    page.fill("input[name=login]", people[0])
    page.fill("input[name=password]", "cita-parole")
    page.click("main form .btn-primary")
    expect(page.get_by_text("E-pasta adrese vai parole neder.")).to_be_visible()

    sign_in_again(page, people[0])

    expect(page.locator("#status .status-line").first).to_contain_text(IS_BACK)
    assert values(page) == ["Sabile", VENUE, "2027-03-04", "municipalities"]


def lose_on_the_way(page, address, button):
    """Send a form that the server does not get."""
    page.route(address, lambda route: route.abort())
    button.click()
    page.wait_for_url("chrome-error://**")
    page.unroute_all()


@pytest.mark.parametrize("send", [send_without_answer, lose_on_the_way])
def test_words_of_a_form_without_an_answer_are_shown(filled_in, people, send):
    page = filled_in
    send(page, f"**{FORM}", page.locator("main form .btn-primary"))
    page.context.clear_cookies(name="sessionid")
    page.goto(FORM)
    expect(page.locator("#alert > *")).to_have_count(0)

    sign_in_again(page, people[0])

    expect(page.locator(".kept-words .status-line")).to_contain_text(UNANSWERED)
    expect(page.locator(".kept-words textarea")).to_have_value(f"Sabile\n\n{VENUE}")
    assert values(page) == ["", "", "", "any"]


def test_words_are_shown_after_another_page_named_the_refusal(filled_in, people):
    page = filled_in
    page.context.clear_cookies(name="sessionid")
    send_without_answer(page, f"**{FORM}", page.locator("main form .btn-primary"))
    page.goto("/")
    expect(page.locator("#alert")).to_contain_text("nosūtītais netika saglabāts")
    page.goto(FORM)
    expect(page.locator("#alert > *")).to_have_count(0)

    sign_in_again(page, people[0])

    expect(page.locator(".kept-words .status-line")).to_contain_text(UNANSWERED)
    expect(page.locator(".kept-words textarea")).to_have_value(f"Sabile\n\n{VENUE}")


def test_what_a_script_sends_is_not_put_back(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        page = window.page
        page.fill("#words", "Pirmais")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("#said > li[data-version]")).to_have_count(1)

        assert page.evaluate("sessionStorage.getItem('form-after-sign-in')") is None


def test_words_without_their_form_are_shown(page, people):
    page.evaluate("""() => {
      const form = JSON.parse(sessionStorage.getItem("form-after-sign-in"));
      sessionStorage.setItem("form-after-sign-in", JSON.stringify({ ...form, action: "/gone/" }));
    }""")

    sign_in_again(page, people[0])

    words = page.locator(".kept-words textarea")
    expect(page.locator(".kept-words .status-line")).to_contain_text(NOT_SAVED)
    expect(words).to_have_value(f"Sabile\n\n{VENUE}")
    page.goto("/desk/")
    expect(words).to_have_value(f"Sabile\n\n{VENUE}")
    page.get_by_role("button", name="Dzēst tekstu").click()
    expect(words).to_have_count(0)
    page.goto(FORM)
    expect(page.locator("[name=town]")).to_be_visible()
    expect(words).to_have_count(0)


def test_typed_words_are_back_after_a_form_that_was_too_old(
    chromium, shared_server, live_think_tank, people
):
    with chromium.window(shared_server.url) as window:
        window.sign_in(people[0], PASSWORD)
        window.open(FORM)
        page = window.page
        page.fill("[name=venue]", VENUE)
        page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'old'")
        page.evaluate("document.querySelector('main form').noValidate = true")
        with page.expect_navigation():
            page.click("main form .btn-primary")
        expect(page.locator("h1")).to_have_text("Sesija beigusies")

        page.go_back()

        expect(page.locator("#status .status-line").first).to_contain_text(IS_BACK)
        assert page.locator("[name=venue]").input_value() == VENUE
