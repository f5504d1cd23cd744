"""Nothing waits for a storage of the browser that opens but never answers (T10, T42)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import (
    add,
    expect_sent,
    wait_for_service_worker,
    waiting,
)

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data, pytest.mark.promise]

# While `isSilent`, IndexedDB opens but no page hears from a transaction, as in WebKit after „Back”.
SILENCE = """
const mute = (prototype, name) => {
  const { get, set } = Object.getOwnPropertyDescriptor(prototype, name);
  const isHeard = (source) => !window.isSilent || source instanceof IDBOpenDBRequest;
  Object.defineProperty(prototype, name, {
    get,
    set(listener) { set.call(this, (event) => isHeard(this) && listener(event)); },
  });
};
for (const name of ["onsuccess", "onerror"]) mute(IDBRequest.prototype, name);
for (const name of ["oncomplete", "onabort", "onerror"]) mute(IDBTransaction.prototype, name);
"""
MEMORY = "This browser cannot store anything. Wait for “Sent” before the next one."


@pytest.fixture
def window(chromium, shared_server):
    with chromium.window(shared_server.url) as window:
        window.context.add_init_script(SILENCE)
        yield window


def silence(page):
    page.evaluate("window.isSilent = true")


def silence_from_the_start(window):
    window.context.add_init_script("window.isSilent = true")


def expect_memory_only(page):
    expect(page.locator("#outbox .is-problem")).to_contain_text(MEMORY)


def test_a_phone_whose_storage_is_silent_sends_and_warns(live_think_tank, window, figure):
    silence_from_the_start(window)
    live_think_tank.enter_as_participant(window)
    page = window.page
    expect_memory_only(page)

    page.locator("#capture label", has_text="Municipalities").click()
    for text in ("Pirmais", "Otrais"):
        page.fill("#words", text)
        page.get_by_role("button", name="Add the contribution").click()
        expect(page.locator("#words")).to_have_value("")

    expect(page.get_by_role("button", name="Take back")).to_have_count(2)
    assert live_think_tank.texts() == ["Pirmais", "Otrais"]
    assert window.complaints == []
    figure("T10", "storage silent from the start: warned, 2 of 2 sent")


def test_what_is_typed_when_the_storage_falls_silent_is_sent_once(live_think_tank, window, figure):
    live_think_tank.enter(window)
    page = window.page
    window.context.set_offline(True)
    add(page, "Ar krātuvi")
    expect(waiting(page)).to_have_count(1)

    silence(page)
    add(page, "Bez krātuves")
    expect(waiting(page)).to_have_count(2)
    expect_memory_only(page)
    window.context.set_offline(False)

    expect_sent(page, 2)
    typed = ["Ar krātuvi", "Bez krātuves"]
    assert live_think_tank.stored() == live_think_tank.sent_by(0, typed)
    figure("T10", "storage falls silent: 2 of 2 in order, once")


def test_storage_that_answers_again_is_used_again(live_think_tank, window, figure):
    live_think_tank.enter(window)
    page = window.page
    page.clock.install()
    silence(page)
    add(page, "Atmiņā")
    page.clock.run_for(4_000)
    expect_sent(page, 1)
    expect_memory_only(page)

    page.evaluate("window.isSilent = false")
    page.clock.run_for(31_000)
    window.context.set_offline(True)
    add(page, "Krātuvē")
    expect(waiting(page)).to_have_count(1)
    page.clock.run_for(1_000)

    expect(page.locator("#outbox .is-problem")).to_have_count(0)
    figure("T10", "storage answers again: used again, no warning left")


def test_signing_out_does_not_wait_for_a_silent_storage(live_think_tank, window, figure):
    live_think_tank.enter(window)
    silence(window.page)

    window.page.click("form.sign-out button")

    window.page.wait_for_url(lambda address: "/desk/" not in address)
    figure("T42", "storage silent: signed out all the same")


def test_leaving_asks_when_a_draft_is_stored_nowhere(live_think_tank, window, figure):
    live_think_tank.enter(window)
    page = window.page
    silence(page)
    page.keyboard.type("Vēl nepabeigts")
    expect_memory_only(page)

    with page.expect_event("dialog") as question:
        page.close(run_before_unload=True)

    assert question.value.type == "beforeunload"
    question.value.accept()
    figure("T42", "storage silent: asked before a draft is lost")


def test_page_without_a_connection_explains_a_silent_storage(live_think_tank, window, figure):
    live_think_tank.enter(window)
    page = window.page
    wait_for_service_worker(page)
    silence_from_the_start(window)
    window.context.set_offline(True)

    live_think_tank.open_shell(page)

    expect(page.locator("#unreadable")).to_be_visible()
    expect(page.locator("#no-form")).to_be_hidden()
    window.context.set_offline(False)
    live_think_tank.open_capture(page)
    figure("T10", "a silent storage without a connection: explained, usable again with one")
