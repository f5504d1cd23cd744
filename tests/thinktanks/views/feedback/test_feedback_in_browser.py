"""The page of feedback in a browser: nothing that is typed or pasted is lost before it is sent."""

import re

import pytest
from playwright.sync_api import expect

from language.clean_text import MAX_LENGTH
from tests.support.browsers.live_think_tanks import feedback_texts
from tests.support.browsers.lost_answers import send_without_answer

pytestmark = [pytest.mark.server, pytest.mark.browser]


GAINS = "textarea[name=gains]"
USE = "textarea[name=use]"
SEND = "main form [type=submit]"


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    """The page of feedback on a phone."""
    with chromium.window(shared_server.url, width=320) as window:
        window.open(f"/feedback/{live_think_tank.feedback_code}/")
        yield window.page


@pytest.fixture
def there(shared_server, live_think_tank):
    """The address of the page."""
    return f"{shared_server.url}/feedback/{live_think_tank.feedback_code}/"


def send(page):
    """Send the form, and wait for the page that says that it was accepted."""
    page.locator(SEND).click()
    expect(page.locator("[data-kept-until-here]")).to_be_visible()
    page.wait_for_load_state()


def send_and_leave_early(page):
    """Send the form, with the tab as it is when the page of the answer is left before its scripts run."""
    page.evaluate(
        "addEventListener('pagehide', () => localStorage.setItem('tab', JSON.stringify(sessionStorage)))"
    )
    send(page)
    page.evaluate("Object.assign(sessionStorage, JSON.parse(localStorage.getItem('tab')))")


def open_again(page, how):
    if how == "reload":
        page.reload()
    else:
        page.locator(".tools a").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_pasted_answer_is_never_cut(page):
    text = "vārds " * (MAX_LENGTH // 6) + "beigas"
    page.focus(GAINS)
    page.keyboard.insert_text(text)

    page.locator(SEND).click()

    expect(page.locator("#gains-problem")).to_contain_text(f"{len(text)} no {MAX_LENGTH}")
    expect(page.locator(GAINS)).to_have_value(text)


def test_a_pasted_link_is_never_cut(page, live_think_tank):
    there = f"/feedback/{live_think_tank.feedback_code}/"
    page.goto("/feedback/")
    page.focus("#code")
    page.keyboard.insert_text(f"https://{'regional-think-tanks.' * 3}example.org{there}?lang=lv")

    page.locator(SEND).click()

    expect(page).to_have_url(re.compile(there))


def test_what_is_typed_stays_in_the_other_language_and_until_it_is_sent(page):
    quotable = page.locator("[name=gains-quotable]")
    page.fill(GAINS, "Jauni kontakti")
    quotable.check()

    page.locator(".tools a").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()

    expect(page.locator(GAINS)).to_have_value("Jauni kontakti")
    expect(quotable).to_be_checked()
    send(page)
    page.goto(page.url)
    expect(page.locator(GAINS)).to_have_value("")


def test_what_was_sent_does_not_come_back_where_nobody_saw_the_answer(page, there):
    page.fill(GAINS, "Jauni kontakti")
    send_and_leave_early(page)
    page.goto(there)

    assert page.input_value(GAINS) == ""


@pytest.mark.parametrize("opened_again", ["reload", "in_english"])
def test_what_is_typed_after_sending_and_back_stays(page, opened_again):
    page.fill(GAINS, "Jauni kontakti")
    send(page)
    page.go_back()
    expect(page.locator(GAINS)).to_have_value("Jauni kontakti")
    page.fill(USE, "Pārrunāsim domē")

    open_again(page, opened_again)

    expect(page.locator(USE)).to_have_value("Pārrunāsim domē")


def test_what_is_refused_after_sending_and_back_stays(page):
    page.fill(GAINS, "Jauni kontakti")
    send(page)
    page.go_back()
    expect(page.locator(GAINS)).to_have_value("Jauni kontakti")
    text = "vārds " * (MAX_LENGTH // 6 + 1)
    page.fill(USE, text)
    page.locator(SEND).click()
    expect(page.locator("#use-problem")).to_be_visible()

    open_again(page, "in_english")

    expect(page.locator(USE)).to_have_value(text)


def test_of_two_tabs_each_forgets_what_it_sent(page, there):
    other = page.context.new_page()
    other.goto(there)
    for tab, text in ((page, "Pirmā doma"), (other, "Otrā doma")):
        tab.fill(GAINS, text)
        send_and_leave_early(tab)

    for tab in (page, other):
        tab.goto(there)
        assert tab.input_value(GAINS) == ""


def test_what_was_sent_without_an_answer_is_kept_once(page, there, shared_server, live_think_tank):
    before = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    page.fill(GAINS, "Divi partneri")
    send_without_answer(page, "**/feedback/**", page.locator(SEND))

    page.goto(there)
    expect(page.locator(GAINS)).to_have_value("Divi partneri")
    send(page)

    stored = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    assert stored[len(before) :] == ["Divi partneri"]


def test_the_same_answer_of_the_next_person_is_kept_too(
    page, there, shared_server, live_think_tank
):
    """A phone that is passed around."""
    before = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    page.fill(GAINS, "Jā")
    send(page)
    page.goto(there)
    page.fill(GAINS, "Jā")
    page.reload()
    expect(page.locator(GAINS)).to_have_value("Jā")
    send(page)

    stored = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    assert stored[len(before) :] == ["Jā", "Jā"]


def test_an_answer_that_is_sent_again_after_back_is_kept_once(page, shared_server, live_think_tank):
    before = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    page.fill(GAINS, "Jauni partneri")
    page.fill(USE, "Pārrunāsim domē")
    for change in (None, None, "Pārrunāsim domē un komitejā"):
        if change:
            page.fill(USE, change)
        send(page)
        page.go_back()
        expect(page.locator(GAINS)).to_have_value("Jauni partneri")

    stored = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    assert sorted(stored[len(before) :]) == [
        "Jauni partneri",
        "Pārrunāsim domē",
        "Pārrunāsim domē un komitejā",
    ]


def test_feedback_of_many_lines_is_kept_up_to_the_limit(chromium, shared_server, live_think_tank):
    text = "Labi\n" * (MAX_LENGTH // 5 - 1) + "Labi!"
    with chromium.window(shared_server.url, width=320) as window:
        window.open(f"/feedback/{live_think_tank.feedback_code}/?lang=en")
        window.page.fill("textarea[name=gains]", text)
        window.page.locator(SEND).click()
        expect(window.page.locator("main")).to_contain_text("Thank you! We have your feedback.")

    stored = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    assert stored == [text]
    assert len(text) == MAX_LENGTH
