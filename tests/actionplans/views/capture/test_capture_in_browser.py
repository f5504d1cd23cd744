"""Capture by keyboard on the facilitator's page (static/js/capture/facilitator.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import add, expect_sent, waiting
from tests.support.pages.capture_pages import SOC_PAS
from tests.support.servers.network import Proxy
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

# Adds the text again as soon as it is back in the field, faster than the device stores.
TAKE_BACK_AND_ADD = """
async () => {
  const field = document.getElementById("words");
  const press = (key, more) =>
    field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  press("z", { ctrlKey: true });
  for (let tries = 0; field.value === "" && tries < 5000; tries += 1) await new Promise((soon) => setTimeout(soon));
  press("Enter");
}
"""
PAUSE_OF_TYPING = 400  # ms until similar texts are requested
COUNT_TAPS = """
window.taps = 0;
document.addEventListener("pointerdown", () => window.taps++, true);
"""
# As a script of the page would do it while the focus is in the list.
ADD_AND_RETURN_FOCUS = """
(text) => {
  const field = document.getElementById("words");
  field.value = text;
  field.form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  document.querySelector("#said details a").focus();
}
"""


def roles_and_tables(pk):
    rows = ThinkTank.objects.get(pk=pk).contributions.order_by()
    fields = ("author_role__code", "addressed_role__code", "table__number")
    return [list(row) for row in rows.values_list(*fields).distinct()]


@pytest.fixture
def window(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        yield window


@pytest.fixture
def page(window):
    return window.page


def expect_listed(page, texts):
    """Wait until these are the server's own items, the newest first."""
    expect(page.locator("#said > li[data-version] .txt")).to_have_text(texts)
    expect(page.locator("#said > li:not([data-version])")).to_have_count(0)


def test_twenty_are_typed_without_touching_the_mouse(shared_server, live_think_tank, window, page):
    page.evaluate(COUNT_TAPS)
    typed = [f"Ieteikums {number}; ar semikolu" for number in range(20)]

    add(page, *typed)
    expect_sent(page, 20)

    assert live_think_tank.texts() == typed
    assert shared_server.installation.call(roles_and_tables, pk=live_think_tank.pk) == [
        ["social_enterprises", "municipalities", 2]
    ]
    assert page.evaluate("window.taps") == 0
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.inner_text("#total") == "20"
    assert page.inner_text("td:has(input:checked) label > :last-child") == "20"
    assert window.complaints == []


def test_enter_adds_a_text_once_and_an_empty_field_never(live_think_tank, page):
    add(page, "", "   ")
    page.fill("#words", "")
    page.keyboard.type("Vajag telpas")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("kas ir siltas")

    for _repeat in range(5):
        page.keyboard.down("Enter")
        page.keyboard.type("x")  # the key that is held down does not add what is typed meanwhile
    page.keyboard.up("Enter")
    expect_sent(page, 1)

    assert page.input_value("#words") == "xxxxx"
    assert live_think_tank.texts() == ["Vajag telpas\nkas ir siltas"]


def test_the_last_one_is_taken_back_and_its_text_is_not_lost(live_think_tank, window, page):
    add(page, "pirmais", "otrais")
    expect_sent(page, 2)

    page.keyboard.press("Control+z")
    expect(page.locator("#words")).to_have_value("otrais")
    add(page, "otrais, labots")
    expect_listed(page, ["otrais, labots", "pirmais"])

    assert live_think_tank.texts() == ["pirmais", "otrais, labots"]
    assert page.inner_text("#total") == "2"
    assert window.complaints == []


def test_on_a_slow_network_what_is_typed_meanwhile_is_left_alone(
    chromium, shared_server, live_think_tank
):
    with Proxy(shared_server.port) as proxy, chromium.window(proxy.url) as window:
        page = window.page
        live_think_tank.enter(window)
        add(page, "pirmais", "otrais")
        expect_sent(page, 2)
        proxy.delay = 2  # seconds, for each request

        page.keyboard.press("Control+z")
        expect(page.locator("#words")).to_have_value("otrais")
        add(page, "otrais, labots")
        page.keyboard.type("trešais vēl top")
        expect_listed(page, ["otrais, labots", "pirmais"])

        assert page.input_value("#words") == "trešais vēl top"
        assert live_think_tank.texts() == ["pirmais", "otrais, labots"]


def test_what_cannot_be_taken_back_stays_and_the_field_is_free_again(live_think_tank, window, page):
    add(page, "pirmais")
    expect_sent(page, 1)
    window.context.set_offline(True)

    page.keyboard.press("Control+z")

    expect(page.locator("#capture-problem")).to_have_text(
        "There is no connection, so nothing was taken back."
    )
    expect(page.locator("#words")).to_have_value("")
    assert live_think_tank.texts() == ["pirmais"]


def test_what_is_taken_back_and_added_again_at_once_is_not_lost(live_think_tank, window, page):
    window.context.set_offline(True)
    add(page, "nedrīkst pazust")
    expect(waiting(page)).to_have_count(1)

    for _time in range(5):
        page.evaluate(TAKE_BACK_AND_ADD)
    expect(waiting(page)).to_have_count(1)
    window.context.set_offline(False)
    expect_sent(page, 1)

    assert live_think_tank.texts() == ["nedrīkst pazust"]


def test_what_is_refused_returns_to_the_field(live_think_tank, page):
    page.locator("#words").evaluate("(field) => { field.value = 'a'.repeat(2001); }")
    page.keyboard.press("Enter")

    expect(page.locator("#capture-problem")).to_have_text(
        "The text is too long: 2001 of 2000 characters."
    )
    assert len(page.input_value("#words")) == 2001
    expect(page.locator("#said > li")).to_have_count(0)
    assert live_think_tank.texts() == []


def test_work_in_an_item_is_not_disturbed_by_what_is_sent(page):
    add(page, "pirmais")
    expect_sent(page, 1)
    item = page.locator("#said > li", has_text="pirmais")
    item.locator("summary").click()

    page.evaluate(ADD_AND_RETURN_FOCUS, "otrais")
    expect_listed(page, ["otrais", "pirmais"])

    expect(item.locator("a").first).to_be_focused()
    expect(item.locator("details")).to_have_attribute("open", "")


def test_similar_texts_are_shown_under_the_field_while_typing(window, page):
    add(page, "Mazināt birokrātiju", "Atdodiet skolas virtuvi")
    expect_sent(page, 2)
    similar = page.locator("#similar li")
    # The page shows no answer that comes after three seconds; on a stopped clock none is late.
    page.clock.install(time=0)
    page.clock.pause_at(1000)

    page.keyboard.type("Pašvaldībām jāmazina birokrātija")
    page.clock.run_for(PAUSE_OF_TYPING)
    expect(similar).to_have_text(["„Mazināt birokrātiju” For municipalities"])
    assert similar.locator("mark").all_inner_texts() == ["Mazināt", "birokrātiju"]
    page.clock.resume()
    page.keyboard.press("Enter")
    expect(similar).to_have_count(0)
    expect_sent(page, 3)

    expect(page.locator("#words")).to_be_focused()
    assert window.complaints == []


def test_similar_texts_are_left_out_without_a_connection(window, page):
    window.context.set_offline(True)

    with page.expect_event("requestfailed", lambda request: "/similar/" in request.url):
        page.keyboard.type("Pašvaldībām jāmazina birokrātija")

    expect(page.locator("#similar")).to_be_empty()
    expect(page.locator("#capture-problem")).to_be_empty()
    expect(page.locator("#status")).to_be_empty()
    assert page.input_value("#words") == "Pašvaldībām jāmazina birokrātija"


def test_keys_belong_to_the_text_while_there_is_any(live_think_tank, page):
    chosen = page.locator(".ask-grid input:checked")
    page.keyboard.press("Control+ArrowRight")
    moved = chosen.get_attribute("value")

    add(page, "pirmais")
    expect_sent(page, 1)
    page.keyboard.type("otrais")
    for key in ("Control+ArrowLeft", "Control+ArrowUp", "Control+z"):
        page.keyboard.press(key)

    assert (SOC_PAS, moved) == (
        "social_enterprises.municipalities",
        "social_enterprises.support_organisations",
    )
    assert chosen.get_attribute("value") == moved
    assert live_think_tank.texts() == ["pirmais"]


def test_a_tap_sets_both_roles_and_gives_the_focus_back(page):
    page.click("td:has(input[value='unknown.policy_makers'])")

    expect(page.locator("#words")).to_be_focused()
    assert page.inner_text(".choice").split("\n") == [
        "Unknown speakers",
        "suggest to",
        "policy makers",
    ]
