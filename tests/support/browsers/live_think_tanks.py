"""Think tanks at a running portal for tests in the browser; every test gets its own."""

import itertools
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from tests.support import factories
from tests.support.browsers.browser_users import session_cookie
from tests.support.pages.capture_pages import SOC_PAS
from tests.support.processes import wait_until
from tests.support.servers.server import Server
from thinktanks.models import ThinkTank

PASSWORD = "kalejas-darbnica-2026"
BATCH = 6  # think tanks made by one call
PASTE = """
(text) => {
  const pasted = new DataTransfer();
  pasted.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true });
  document.getElementById("words").dispatchEvent(event);
}
"""
SHELL = "body[data-shell]"
IS_WORKER_ACTIVE = """
() => navigator.serviceWorker.getRegistration().then((registration) => registration?.active?.state === "activated")
"""


class Facilitator(NamedTuple):
    email: str
    cookie: str


class LiveThinkTank(NamedTuple):
    """An open think tank with two facilitators and a device that has joined."""

    server: Server
    pk: int
    join_code: str
    feedback_code: str
    facilitators: list[Facilitator]
    device_cookie: str

    @property
    def address(self):
        """Return the address of the capture page with both roles and the table chosen."""
        return f"/en/desk/thinktanks/{self.pk}/?pair={SOC_PAS}&table=2"

    def enter(self, window, person=0):
        """Open the capture page as one of the facilitators."""
        window.use_cookie(self.facilitators[person].cookie)
        self.open_capture(window.page)

    def open_capture(self, page):
        """Open the capture page and wait until one can type there."""
        open_page_itself(page, self.address)
        wait_until_ready(page)
        expect(page.locator("#words")).to_be_focused()

    def open_shell(self, page):
        """Open the capture page where the portal does not answer, so that the offline shell comes."""
        page.goto(self.address)
        expect_shell(page)

    def sign_in(self, page, person=0):
        """Sign in by the form, as after the end of a session, and open the capture page."""
        page.goto("/accounts/login/")
        page.fill("input[name=login]", self.facilitators[person].email)
        page.fill("input[name=password]", PASSWORD)
        page.click("main form [type=submit]")
        page.wait_for_url("**/desk/")
        self.open_capture(page)

    def enter_as_participant(self, window):
        """Open the page of the device that has joined."""
        window.use_cookie(self.device_cookie)
        open_page_itself(window.page, "/device/?lang=en")
        wait_until_ready(window.page)

    def stored(self):
        """Return the stored texts in order, with the email of the sender (None for a device)."""
        return self.server.installation.call(texts_and_senders, pk=self.pk)

    def texts(self):
        return [text for text, _sender in self.stored()]

    def sent_by(self, person, texts):
        """Return what `stored` returns when a facilitator has sent these texts."""
        return [[text, self.facilitators[person].email] for text in texts]


class LiveThinkTanks:
    """Makes think tanks at a server, some in advance, and hands out each of them once."""

    def __init__(self, server):
        self.server, self.ready = server, []

    def take(self):
        """Return a think tank that no other test uses."""
        if not self.ready:
            self.ready = self.server.installation.call(make_live_think_tanks, count=BATCH)
        row = self.ready.pop()
        people = [Facilitator(*person) for person in row.pop("facilitators")]
        return LiveThinkTank(self.server, **row, facilitators=people)


def make_live_think_tanks(count):
    """Make think tanks in the process of an installation; return the fields of a LiveThinkTank for each."""
    # Another process of the same installation may have made think tanks with the first numbers.
    # This one may have used more numbers than its think tanks show.
    first = max(next(factories.numbers), 1 + 10 * ThinkTank.objects.count())
    factories.numbers = itertools.count(first)
    password = make_password(PASSWORD)
    return [_make_live_think_tank(password) for _number in range(count)]


def _make_live_think_tank(password):
    think_tank = factories.make_think_tank()
    people = [factories.make_facilitator(think_tank), factories.make_facilitator(think_tank)]
    for person in people:
        person.password = password
        person.save()
    _device, token = factories.make_device(think_tank)
    return {
        "pk": think_tank.pk,
        "join_code": think_tank.join_code,
        "feedback_code": think_tank.feedback_code,
        "facilitators": [[person.email, session_cookie(person)] for person in people],
        "device_cookie": f"{settings.DEVICE_COOKIE_NAME}={token}",
    }


def texts_and_senders(pk):
    """Return the texts of a think tank that are not withdrawn, in order, with the email of the sender."""
    rows = ThinkTank.objects.get(pk=pk).contributions.exclude(state="withdrawn").order_by("pk")
    return [list(row) for row in rows.values_list("text__body", "captured_by__email")]


def feedback_texts(pk):
    """Return the texts of the feedback to a think tank."""
    return list(ThinkTank.objects.get(pk=pk).answers.values_list("text", flat=True))


def wait_until_ready(page):
    """Wait until the page stores on the device what is added."""
    page.wait_for_selector("body[data-ready]", state="attached")


def add(page, *texts):
    """Type each text and press Enter."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def paste(page, text):
    """Paste a text into the field of a capture page."""
    page.evaluate(PASTE, text)


def wait_for_service_worker(page):
    """Wait until the service worker opens this page without a connection."""
    wait_until(lambda: page.evaluate(IS_WORKER_ACTIVE), what="the service worker")


def is_shell(page):
    """Whether the open page is the offline shell."""
    return page.locator(SHELL).count() > 0


def expect_shell(page):
    """Wait until the offline shell has come instead of the page."""
    expect(page.locator(SHELL)).to_have_count(1)


def open_page_itself(page, address):
    """Open a capture page of a portal that answers, and return the response.

    The service worker opens the offline shell where the answer takes longer than three seconds; then it is opened again.
    """

    def response_of_page():
        response = page.goto(address)
        return None if is_shell(page) else response

    return wait_until(response_of_page, seconds=180, what="the page itself")


def expect_page_itself(page):
    """Wait until the offline shell has made way.

    A browser is online a moment before its service worker, so a first try may end in the shell; it tries again after a
    minute.
    """
    expect(page.locator(SHELL)).to_have_count(0, timeout=180_000)


def waiting(page):
    """Return the locator of the items that wait on this device."""
    return page.locator("#said > li.waits, #own > li.waits")


def expect_sent(page, count):
    """Wait until the list shows `count` items of the server and no others."""
    expect(page.locator("#said > li[data-version]")).to_have_count(count)
    expect(page.locator("#said > li:not([data-version])")).to_have_count(0)
