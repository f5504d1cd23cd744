"""Nothing typed is lost when the connection, the browser, the session or the person goes away (T10, T11, T41, T42)."""

import time
from contextlib import contextmanager, suppress

import psutil
import pytest
from playwright.sync_api import Error, expect

from tests.support.browser import FLAGS
from tests.support.factories import make_facilitator, make_think_tank
from tests.support.network import Fate, Proxy
from tests.support.server import Server
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.promise]

PASSWORD = "kalejas-darbnica-2026"
ROOMS = 13  # one for each test here
TITLE = "Capture of contributions · Kuldīga – Domnīca"
TYPED = [f"Bez tīkla {number}" for number in range(20)]
SHOWN_WITHIN, SENT_WITHIN = 100, 5000  # ms
# How long it takes from Enter until the line stands in the list, which is after the device has kept it.
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


def prepare_rooms(count):
    """Open think tanks, each with two facilitators of its own."""
    return [_prepare_room() for _room in range(count)]


def _prepare_room():
    think_tank = make_think_tank()
    people = [make_facilitator(think_tank), make_facilitator(think_tank)]
    for one in people:
        one.set_password(PASSWORD)
        one.save()
    return {"pk": think_tank.pk, "emails": [one.email for one in people]}


def kept(pk):
    """What the server keeps, in order: words and who sent them."""
    rows = ThinkTank.objects.get(pk=pk).contributions.order_by("pk")
    return [[one.text.body, one.captured_by.email] for one in rows.select_related("text")]


@pytest.fixture(scope="module")
def portal(installations, tmp_path_factory):
    installation = installations.make("sqlite", tmp_path_factory.mktemp("offline"))
    installations.collect_static()
    server = Server(installation).start()
    yield server
    server.stop()
    installations.remove(installation)


@pytest.fixture(scope="module")
def rooms(portal):
    return iter(portal.installation.call(prepare_rooms, count=ROOMS))


@pytest.fixture
def room(portal, rooms):
    room = next(rooms)
    return room | {
        "path": f"/en/desk/thinktanks/{room['pk']}/?pair=social_enterprises.municipalities",
        "kept": lambda: portal.installation.call(kept, pk=room["pk"]),
    }


@pytest.fixture
def window(chromium, portal, room):
    with chromium.window(portal.url) as window:
        enter(window, room)
        yield window


def enter(window, room, person=0):
    window.sign_in(room["emails"][person], PASSWORD)
    open_capture(window.page, room)


def open_capture(page, room):
    page.goto(room["path"])
    page.wait_for_selector("body[data-ready]", state="attached")


def type_all(page, texts):
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def waiting(page):
    return page.locator("#said > li.waits")


def sign_in_again(page, email):
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form [type=submit]")
    page.wait_for_url("**/desk/")


def said_by(room, person, texts=TYPED):
    return [[text, room["emails"][person]] for text in texts]


def shown_in_time(page, figure, how):
    took = sorted(page.evaluate("window.shown"))
    figure(
        "T10",
        f"{how}: on this device after {took[len(took) // 2]:.0f} ms, at most {took[-1]:.0f} ms",
    )
    assert len(took) == len(TYPED)
    return took


def test_without_a_connection_twenty_wait_and_go_out_in_order_once(
    room, window, figure, milliseconds_count
):
    page = window.page
    page.evaluate(MEASURE)
    window.context.set_offline(True)

    type_all(page, TYPED)
    expect(waiting(page)).to_have_count(20)
    took = shown_in_time(page, figure, "offline")
    assert page.inner_text("#said > li:first-child .sent") == "on this device"
    expect(page.locator("#outbox .count")).to_have_text("20")
    assert room["kept"]() == []

    back = time.monotonic()
    window.context.set_offline(False)
    expect(waiting(page)).to_have_count(0)
    sent = (time.monotonic() - back) * 1000

    assert room["kept"]() == said_by(room, 0)
    expect(page.locator("#outbox > *")).to_have_count(0)
    figure("T10", f"offline: 20 of 20 in order, sent {sent:.0f} ms after the return")
    in_time = took[len(took) // 2] <= SHOWN_WITHIN and sent <= SENT_WITHIN
    assert not milliseconds_count or in_time


def test_on_a_network_that_hangs_twenty_wait_and_go_out_in_order_once(
    chromium, portal, room, figure, milliseconds_count
):
    with Proxy(portal.port) as proxy, chromium.window(proxy.url) as window:
        enter(window, room)
        page = window.page
        page.evaluate(MEASURE)
        proxy.decide = lambda number: Fate.HANG

        type_all(page, TYPED)
        expect(waiting(page)).to_have_count(20)
        took = shown_in_time(page, figure, "hanging")
        assert room["kept"]() == []

        proxy.decide = lambda number: Fate.PASS
        back = time.monotonic()
        page.click("#outbox .send")
        expect(waiting(page)).to_have_count(0)
        sent = (time.monotonic() - back) * 1000

        assert room["kept"]() == said_by(room, 0)
        figure("T10", f"hanging: 20 of 20 in order, sent {sent:.0f} ms after „Send now”")
        in_time = took[len(took) // 2] <= SHOWN_WITHIN and sent <= SENT_WITHIN
        assert not milliseconds_count or in_time


def test_what_waits_outlasts_the_clearing_of_the_browser_while_its_page_is_open(
    portal, room, window, figure
):
    page, context = window.page, window.context
    context.set_offline(True)
    type_all(page, TYPED[:3])
    expect(waiting(page)).to_have_count(3)

    browser = context.new_cdp_session(page)
    browser.send("Storage.clearDataForOrigin", {"origin": portal.url, "storageTypes": "indexeddb"})
    page.click("#outbox .send")
    expect(waiting(page)).to_have_count(3)
    assert page.evaluate("indexedDB.databases()") == []

    type_all(page, TYPED[3:5])
    expect(waiting(page)).to_have_count(5)
    context.set_offline(False)
    expect(page.locator("#said > li[data-version]")).to_have_count(5)
    assert room["kept"]() == said_by(room, 0, TYPED[:5])
    figure("T42", "cleared with 3 waiting: 5 of 5 sent, nothing written before new words")


def type_without_network_and_kill(page, room, proxy, folder, *, at_once):
    sign_in_again(page, room["emails"][0])
    open_capture(page, room)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    proxy.decide = lambda number: Fate.HANG
    type_all(page, TYPED)
    if at_once:
        time.sleep(0.05)
    else:
        expect(waiting(page)).to_have_count(20)
    kill(folder)


def test_what_was_typed_survives_the_end_of_the_browser(
    chromium, portal, room, figure, tmp_path, milliseconds_count
):
    with Proxy(portal.port) as proxy:
        with profile(chromium, tmp_path, proxy.url) as page:
            type_without_network_and_kill(page, room, proxy, tmp_path, at_once=milliseconds_count)
        with profile(chromium, tmp_path, proxy.url) as page:
            begun = time.monotonic()
            open_capture(page, room)
            opened = time.monotonic() - begun
            assert page.title() == TITLE
            expect(waiting(page)).to_have_count(20)
            page.check("input[name=pair][value='social_enterprises.municipalities']")
            type_all(page, ["Pēc atvēršanas"])
            expect(waiting(page)).to_have_count(21)
            found = waiting(page).locator(".txt").all_inner_texts()[::-1]
            assert room["kept"]() == []

            # What a browser forgets when it ends is who was signed in.
            proxy.decide = lambda number: Fate.PASS
            sign_in_again(page, room["emails"][0])
            open_capture(page, room)
            expect(waiting(page)).to_have_count(0)

    assert found == [*TYPED, "Pēc atvēršanas"]
    assert room["kept"]() == said_by(room, 0, [*TYPED, "Pēc atvēršanas"])
    figure("T11", f"20 of 20 after SIGKILL; the form opened without a network in {opened:.1f} s")


def test_the_queue_waits_for_its_owner_through_sign_out_and_other_people(room, window, figure):
    page = window.page
    window.context.set_offline(True)
    type_all(page, TYPED)
    expect(waiting(page)).to_have_count(20)
    window.context.clear_cookies()  # three hours later: no session, no proof against forged forms
    window.context.set_offline(False)
    expect(page.locator("#outbox a")).to_be_visible()
    assert room["kept"]() == []

    other = window.context.new_page()
    sign_in_again(other, room["emails"][1])
    open_capture(other, room)
    expect(other.locator("#outbox .why")).to_have_text(
        "Contributions of another account wait here: 20. "
        "They will be sent when that account signs in."
    )
    type_all(other, ["Cita cilvēka teiktais"])
    expect(other.locator("#said > li[data-version]")).to_have_count(1)
    with page.expect_response(lambda answer: "/api/session/" in answer.url):
        page.click("#outbox .send")
    expect(page.locator("#outbox a")).to_be_visible()
    assert room["kept"]() == said_by(room, 1, ["Cita cilvēka teiktais"])

    other.click("form.sign-out button")
    other.wait_for_url(lambda address: "/desk/" not in address)
    sign_in_again(other, room["emails"][0])
    open_capture(other, room)
    for tab in (other, page):
        expect(waiting(tab)).to_have_count(0)
    assert room["kept"]() == [*said_by(room, 1, ["Cita cilvēka teiktais"]), *said_by(room, 0)]
    figure("T41", "0 sent as another, 20 of 20 once after the owner's return, two tabs open")


@pytest.fixture
def three_unsent(chromium, portal, room):
    """Three contributions that cannot go out, and the question that stands when their writer signs out."""
    with chromium.window(portal.url, service_workers="block") as window:
        enter(window, room)
        window.context.route("**/api/capture/*", lambda route: route.abort())
        type_all(window.page, TYPED[:3])
        expect(window.page.locator("#outbox .count")).to_have_text("3")
        window.page.click("form.sign-out button")
        expect(window.page.locator("#unsent")).to_be_visible()
        expect(window.page.locator("#unsent h2")).to_have_text("Unsent contributions: 3.")
        yield window


def is_sign_out(response):
    return response.request.method == "POST" and "/logout/" in response.url


def test_signing_out_sends_first_and_clears_only_then(room, three_unsent, figure):
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
    assert room["kept"]() == said_by(room, 0, TYPED[:3])
    figure("T42", "asked with the number, downloaded, sent 3 of 3, then cleared")


def test_signing_out_all_the_same_keeps_what_waits(room, three_unsent, figure):
    page = three_unsent.page
    with page.expect_response(is_sign_out) as signed_out:
        page.click("#unsent .leave")

    assert signed_out.value.header_value("clear-site-data") is None
    page.wait_for_url(lambda address: "/desk/" not in address)
    assert room["kept"]() == []
    three_unsent.context.unroute("**/api/capture/*")
    enter(three_unsent, room)
    expect(page.locator("#said > li[data-version]")).to_have_count(3)
    assert room["kept"]() == said_by(room, 0, TYPED[:3])
    figure("T42", "signed out with 3 unsent: not cleared, 3 of 3 after the return")


@contextmanager
def profile(chromium, folder, url):
    """A page in a browser whose profile stays on the disk, as a person's does."""
    context = chromium.playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium.program,
        args=FLAGS,
        base_url=url,
        locale="lv-LV",
        timezone_id="Europe/Riga",
    )
    try:
        yield context.pages[0]
    finally:
        with suppress(Error):  # it may have been killed
            context.close()


def kill(folder):
    """SIGKILL for the browser with this profile and all its processes, as when the power goes."""
    mine = psutil.Process().children(recursive=True)
    family = [one for one in mine if any(str(folder) in word for word in command_of(one))]
    assert family
    for one in list(family):
        with suppress(psutil.NoSuchProcess):
            family += one.children(recursive=True)
    for one in family:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(family, timeout=10)


def command_of(process):
    with suppress(psutil.Error):
        return process.cmdline()
    return []
