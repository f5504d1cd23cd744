"""Nothing typed is lost without a connection, or when the browser is killed (T10, T11, T42)."""

import time
from contextlib import contextmanager, suppress

import psutil
import pytest
from django.conf import settings
from playwright.sync_api import Error, expect

from tests.support.browsers.browser import FLAGS, TIMEOUT
from tests.support.browsers.live_think_tanks import (
    add,
    expect_sent,
    wait_for_service_worker,
    wait_until_ready,
    waiting,
)
from tests.support.servers.network import Outcome, Proxy

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data, pytest.mark.promise]

TITLE = "Capturing contributions · Kuldīga – Domnīca"
TYPED = [f"Bez tīkla {number}" for number in range(20)]
SHOWN_WITHIN, SENT_WITHIN = 100, 5000  # ms
STORED_WITHIN = (
    0.05  # s after the last Enter, as T11 promises; only acceptance kills the browser so early
)
# Measures the time from Enter until the item is in the list, which is after the device has stored it.
MEASURE = """
window.shown = [];
window.pressed = [];
document.getElementById("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter") window.pressed.push(performance.now());
}, true);
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes)
    if (node.matches?.("li.waits")) window.shown.push(performance.now() - window.pressed.shift());
}).observe(document.getElementById("said"), { childList: true });
"""


@pytest.fixture
def window(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        yield window


def add_one_by_one(page, texts):
    """Add each text once the one before is in the list: otherwise an entry also waits for those typed before it."""
    for count, text in enumerate(texts, 1):
        add(page, text)
        expect(waiting(page)).to_have_count(count)


def median_until_shown(page, figure, network):
    """Return the median of the milliseconds from Enter until an item is in the list."""
    took = sorted(page.evaluate("window.shown"))
    median = took[len(took) // 2]
    figure("T10", f"{network}: on this device after {median:.0f} ms, at most {took[-1]:.0f} ms")
    assert len(took) == len(TYPED)
    return median


def test_without_a_connection_twenty_wait_and_go_out_in_order_once(
    live_think_tank, window, figure, times_may_fail
):
    page = window.page
    page.evaluate(MEASURE)
    window.context.set_offline(True)

    add_one_by_one(page, TYPED)
    shown = median_until_shown(page, figure, "offline")
    assert page.inner_text("#said > li:first-child .sent") == "on this device"
    expect(page.locator("#outbox .count")).to_have_text("20")
    assert live_think_tank.stored() == []

    back = time.monotonic()
    window.context.set_offline(False)
    expect(waiting(page)).to_have_count(0)
    sent = (time.monotonic() - back) * 1000

    assert live_think_tank.stored() == live_think_tank.sent_by(0, TYPED)
    expect(page.locator("#outbox > *")).to_have_count(0)
    figure("T10", f"offline: 20 of 20 in order, sent {sent:.0f} ms after the return")
    if times_may_fail:
        assert shown <= SHOWN_WITHIN
        assert sent <= SENT_WITHIN


def test_on_a_network_that_hangs_twenty_wait_and_go_out_in_order_once(
    chromium, shared_server, live_think_tank, figure, times_may_fail
):
    with Proxy(shared_server.port) as proxy, chromium.window(proxy.url) as window:
        live_think_tank.enter(window)
        page = window.page
        page.evaluate(MEASURE)
        proxy.decide = lambda number: Outcome.HANG

        add_one_by_one(page, TYPED)
        shown = median_until_shown(page, figure, "hanging")
        assert live_think_tank.stored() == []

        proxy.decide = lambda number: Outcome.PASS
        back = time.monotonic()
        page.click("#outbox .send")
        expect(waiting(page)).to_have_count(0)
        sent = (time.monotonic() - back) * 1000

        assert live_think_tank.stored() == live_think_tank.sent_by(0, TYPED)
        figure("T10", f"hanging: 20 of 20 in order, sent {sent:.0f} ms after „Send now”")
        if times_may_fail:
            assert shown <= SHOWN_WITHIN
            assert sent <= SENT_WITHIN


def test_what_waits_outlasts_the_clearing_of_the_browser_while_its_page_is_open(
    shared_server, live_think_tank, window, figure
):
    page, context = window.page, window.context
    context.set_offline(True)
    add(page, *TYPED[:3])
    expect(waiting(page)).to_have_count(3)

    browser = context.new_cdp_session(page)
    browser.send(
        "Storage.clearDataForOrigin", {"origin": shared_server.url, "storageTypes": "indexeddb"}
    )
    page.click("#outbox .send")
    expect(waiting(page)).to_have_count(3)
    assert page.evaluate("indexedDB.databases()") == []

    add(page, *TYPED[3:5])
    expect(waiting(page)).to_have_count(5)
    context.set_offline(False)
    expect_sent(page, 5)
    assert live_think_tank.stored() == live_think_tank.sent_by(0, TYPED[:5])
    figure("T42", "cleared with 3 waiting: 5 of 5 sent, nothing written before a new text")


def type_without_network_and_kill(page, think_tank, proxy, folder, *, at_once):
    """Type while the network hangs, then kill the browser: `at_once`, or when every item is shown as stored."""
    think_tank.sign_in(page)
    wait_for_service_worker(page)
    proxy.decide = lambda number: Outcome.HANG
    add(page, *TYPED)
    if at_once:
        time.sleep(STORED_WITHIN)
    else:
        expect(waiting(page)).to_have_count(20)
    kill(folder)


def test_what_was_typed_survives_the_end_of_the_browser(
    chromium, shared_server, live_think_tank, figure, tmp_path, times_may_fail
):
    with Proxy(shared_server.port) as proxy:
        with profile(chromium, tmp_path, proxy.url) as page:
            type_without_network_and_kill(
                page, live_think_tank, proxy, tmp_path, at_once=times_may_fail
            )
        with profile(chromium, tmp_path, proxy.url) as page:
            began = time.monotonic()
            live_think_tank.open_shell(page)
            wait_until_ready(page)
            opened = time.monotonic() - began
            assert page.title() == TITLE
            expect(waiting(page)).to_have_count(20)
            page.check("input[name=pair][value='social_enterprises.municipalities']")
            expect(page.locator("#words")).to_be_focused()  # again, a moment after the choice
            add(page, "Pēc atvēršanas")
            expect(waiting(page)).to_have_count(21)
            found = waiting(page).locator(".txt").all_inner_texts()[::-1]
            assert live_think_tank.stored() == []

            # A browser that ended forgets who was signed in, unless it had the time to write that down.
            page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
            proxy.decide = lambda number: Outcome.PASS
            live_think_tank.sign_in(page)
            expect(waiting(page)).to_have_count(0)

    assert found == [*TYPED, "Pēc atvēršanas"]
    assert live_think_tank.stored() == live_think_tank.sent_by(0, found)
    figure("T11", f"20 of 20 after SIGKILL; the form opened without a network in {opened:.1f} s")


@contextmanager
def profile(chromium, folder, url):
    """Open a page in a browser of its own, whose profile stays in the folder."""
    context = chromium.playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium.program,
        args=FLAGS,
        base_url=url,
        locale="lv-LV",
        timezone_id="Europe/Riga",
    )
    context.set_default_timeout(TIMEOUT)
    try:
        yield context.pages[0]
    finally:
        with suppress(Error):  # it may have been killed
            context.close()


def kill(folder):
    """Send SIGKILL to all processes of the browser with this profile, as in a power failure."""
    children = psutil.Process().children(recursive=True)
    processes = [
        child for child in children if any(str(folder) in part for part in command_of(child))
    ]
    assert processes
    for process in list(processes):
        with suppress(psutil.NoSuchProcess):
            processes += process.children(recursive=True)
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=60)


def command_of(process):
    with suppress(psutil.Error):
        return process.cmdline()
    return []
