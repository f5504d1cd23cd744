"""Unsent contributions stay with their author when a page is closed, a session ends or an account signs out (T41, T42)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.browser import NO_WORKER
from tests.support.browsers.live_think_tanks import add, expect_sent, waiting
from tests.support.browsers.stored_settings import drafts, forms
from tests.support.processes import wait_until

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data, pytest.mark.promise]

TYPED = [f"Bez tīkla {number}" for number in range(20)]
# Stops every form that a script sends, as the browser's own button does, until it is let again.
STOP_SUBMITS = """
() => {
  window.stopped = [];
  window.submitForm = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () { window.stopped.push(this.action); };
}
"""
LET_SUBMIT = "() => { HTMLFormElement.prototype.submit = window.submitForm; }"


@pytest.fixture
def window(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        yield window


def is_sign_out(response):
    return response.request.method == "POST" and "/logout/" in response.url


def type_offline_and_lose_the_session(window):
    """Add TYPED without a connection, and return to it without a session and a CSRF token, as hours later."""
    window.context.set_offline(True)
    add(window.page, *TYPED)
    expect(waiting(window.page)).to_have_count(20)
    window.context.clear_cookies()
    window.context.set_offline(False)
    expect(window.page.locator("#outbox a")).to_be_visible()


def sign_in_as_another(live_think_tank, window):
    """Open a second tab as another account, which is informed of the contributions that wait, and send one there."""
    tab = window.context.new_page()
    live_think_tank.sign_in(tab, 1)
    expect(tab.locator("#outbox .why")).to_have_text(
        "Contributions from another account are waiting here: 20. "
        "They will be sent when that account signs in."
    )
    add(tab, "Cita cilvēka teiktais")
    expect_sent(tab, 1)
    return tab


def test_the_queue_waits_for_its_owner_through_sign_out_and_other_people(
    live_think_tank, window, figure
):
    page = window.page
    type_offline_and_lose_the_session(window)
    assert live_think_tank.stored() == []

    other = sign_in_as_another(live_think_tank, window)
    with page.expect_response(lambda answer: "/api/session/" in answer.url):
        page.click("#outbox .send")
    expect(page.locator("#outbox a")).to_be_visible()
    by_the_other = live_think_tank.sent_by(1, ["Cita cilvēka teiktais"])
    assert live_think_tank.stored() == by_the_other

    other.click("form.sign-out button")
    other.wait_for_url(lambda address: "/desk/" not in address)
    live_think_tank.sign_in(other)
    for tab in (other, page):
        expect(waiting(tab)).to_have_count(0)
    assert live_think_tank.stored() == [*by_the_other, *live_think_tank.sent_by(0, TYPED)]
    figure("T41", "0 sent as another, 20 of 20 once after the owner's return, two tabs open")


@pytest.fixture
def three_unsent(chromium, shared_server, live_think_tank):
    """A window with three contributions that cannot be sent, and the question at signing out."""
    with chromium.window(shared_server.url, **NO_WORKER) as window:
        live_think_tank.enter(window)
        window.context.route("**/api/capture/*", lambda route: route.abort())
        add(window.page, *TYPED[:3])
        expect(window.page.locator("#outbox .count")).to_have_text("3")
        window.page.click("form.sign-out button")
        expect(window.page.locator("#unsent")).to_be_visible()
        expect(window.page.locator("#unsent h2")).to_have_text("Unsent contributions: 3.")
        yield window


def test_signing_out_sends_first_and_clears_only_then(live_think_tank, three_unsent, figure):
    page = three_unsent.page
    with page.expect_download() as download:
        page.click("#unsent .download")
    assert download.value.path().read_text() == "".join(f"• {text}\n" for text in TYPED[:3])

    three_unsent.context.unroute("**/api/capture/*")
    with page.expect_response(is_sign_out) as signed_out:
        page.click("#unsent .send")

    assert signed_out.value.header_value("clear-site-data") == '"storage"'
    page.wait_for_url(lambda address: "/desk/" not in address)
    assert page.evaluate("indexedDB.databases()") == []
    assert live_think_tank.stored() == live_think_tank.sent_by(0, TYPED[:3])
    figure("T42", "asked with the count, downloaded, sent 3 of 3, then cleared")


def test_signing_out_all_the_same_keeps_what_waits(live_think_tank, three_unsent, figure):
    page = three_unsent.page
    with page.expect_response(is_sign_out) as signed_out:
        page.click("#unsent .leave")

    assert signed_out.value.header_value("clear-site-data") is None
    page.wait_for_url(lambda address: "/desk/" not in address)
    assert live_think_tank.stored() == []
    three_unsent.context.unroute("**/api/capture/*")
    live_think_tank.sign_in(page)
    expect_sent(page, 3)
    assert live_think_tank.stored() == live_think_tank.sent_by(0, TYPED[:3])
    figure("T42", "signed out with 3 unsent: not cleared, 3 of 3 after the return")


def test_signing_out_that_was_stopped_does_not_clear_what_is_added_later(
    live_think_tank, window, figure
):
    page = window.page
    page.evaluate(STOP_SUBMITS)
    page.dblclick("form.sign-out button")
    page.wait_for_function("() => window.stopped.length === 2")
    page.evaluate(LET_SUBMIT)
    window.context.route("**/api/capture/*", lambda route: route.abort())
    page.focus("#words")
    add(page, *TYPED[:3])
    expect(waiting(page)).to_have_count(3)

    page.click("form.sign-out button")
    with page.expect_response(is_sign_out) as signed_out:
        page.click("#unsent .leave")

    assert signed_out.value.header_value("clear-site-data") is None
    page.wait_for_url(lambda address: "/desk/" not in address)
    window.context.unroute("**/api/capture/*")
    live_think_tank.sign_in(page)
    expect_sent(page, 3)
    assert live_think_tank.stored() == live_think_tank.sent_by(0, TYPED[:3])
    figure(
        "T42", "stopped and signed out later with 3 unsent: not cleared, 3 of 3 after the return"
    )


def test_signing_out_keeps_a_draft_and_removes_the_forms(window, figure):
    page = window.page
    page.keyboard.type("Vēl nepabeigts")
    wait_until(lambda: drafts(page) == ["Vēl nepabeigts"], what="the draft")
    assert len(forms(page)) == 1

    with page.expect_response(is_sign_out) as signed_out:
        page.click("form.sign-out button")
    page.wait_for_url(lambda address: "/desk/" not in address)

    assert signed_out.value.header_value("clear-site-data") is None
    assert (drafts(page), forms(page)) == (["Vēl nepabeigts"], [])
    figure("T42", "signed out with a draft: not cleared, the draft stays, the form goes")


def test_what_is_typed_first_is_in_the_field_again(live_think_tank, window, figure):
    """Before the server has anything from this person."""
    page = window.page
    page.keyboard.type("Vēl nepabeigts")
    wait_until(lambda: drafts(page) == ["Vēl nepabeigts"], what="the draft")

    live_think_tank.open_capture(page)

    expect(page.locator("#words")).to_have_value("Vēl nepabeigts")
    assert drafts(page) == ["Vēl nepabeigts"]
    figure("T41", "a text that was typed and not added is in the field again")


def test_form_for_use_offline_holds_nothing_that_was_said(live_think_tank, window, figure):
    page = window.page
    add(page, "Tikai serverim")
    expect_sent(page, 1)
    live_think_tank.open_capture(page)
    expect_sent(page, 1)

    (form,) = forms(page)

    assert 'id="words"' in form
    assert "Tikai serverim" not in form
    assert "csrfmiddlewaretoken" not in form
    figure("T41", "the form for use offline holds 0 contributions and no token")


def test_leaving_asks_while_something_waits(window, figure):
    page = window.page
    window.context.set_offline(True)
    add(page, "Vēl nav nosūtīts")
    expect(waiting(page)).to_have_count(1)

    with page.expect_event("dialog") as question:
        page.close(run_before_unload=True)
    assert question.value.type == "beforeunload"
    question.value.dismiss()

    window.context.set_offline(False)
    expect_sent(page, 1)
    expect(page.locator("#outbox > *")).to_have_count(0)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    figure("T41", "asked before leaving with 1 unsent, not asked after it was sent")
