"""Chromium for tests: a window for each person, which records every complaint of the browser."""

import contextlib
import os
import shutil
from unittest.mock import patch
from urllib.parse import urlsplit

from playwright.sync_api import Error, expect, sync_playwright

from tests.support import evidence
from tests.support.processes import own_folder

TIMEOUT = 60_000  # ms; a busy machine is no fault of the page
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A window that blocks service workers always shows the page itself, never the offline shell.
NO_WORKER = {"service_workers": "block"}
NO_WORKER_WARNING = "Service Worker registration blocked by Playwright"
# Reports what the Content Security Policy of a page blocked, also what the console does not show.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.reportViolation(`${event.violatedDirective} ${event.blockedURI}`));
"""


class Chromium:
    """One browser for all tests; `window` opens a window without cookies for a person."""

    def __enter__(self):
        self.program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
        self._stack = contextlib.ExitStack()
        folder = self._stack.enter_context(own_folder("chromium"))  # for profiles
        # Playwright runs an event loop in this thread, which Django would take for asynchronous code.
        own = {"TMPDIR": str(folder), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        self._stack.enter_context(patch.dict(os.environ, own))
        self.playwright = self._stack.enter_context(sync_playwright())
        expect.set_options(timeout=TIMEOUT)
        self.browser = self.playwright.chromium.launch(executable_path=self.program, args=FLAGS)
        self._stack.callback(self.browser.close)
        return self

    def __exit__(self, *error):
        self._stack.close()

    def window(self, base_url, **settings):
        return Window(self.browser, base_url, **settings)


class Window:
    """The window of one person on one portal. `page` is that of Playwright; `complaints` must be empty at the end of the test."""

    def __init__(
        self, browser, base_url, *, javascript=True, width=1280, height=900, theme="light", **more
    ):
        self.base_url, self.complaints, self.console = base_url, [], []
        self.context = browser.new_context(
            base_url=base_url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale="lv-LV",
            timezone_id="Europe/Riga",
            **more,
        )
        self.context.set_default_timeout(TIMEOUT)
        self.context.expose_function("reportViolation", lambda text: self._note("policy", text))
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.context.on("console", self._record_console)
        self.context.on("weberror", lambda error: self._note("error", error.error))
        self.context.on("request", self._record_other_host)
        self.context.on("requestfailed", self._record_failure)
        self.page = self.context.new_page()
        evidence.begin(self)

    def __enter__(self):
        return self

    def __exit__(self, error, *_rest):
        if error:
            for title, text in self.evidence().items():
                evidence.note(title, text)
        self.close()

    def close(self):
        evidence.end(self)
        self.context.close()

    def evidence(self):
        """Return the messages of the console, and the file of a picture of the page."""
        texts = {"browser console": "\n".join([self.page.url, *self.console, *self.complaints])}
        with contextlib.suppress(Error):
            file = evidence.file(".png")
            self.page.screenshot(path=file, timeout=5_000)
            texts["picture of the page"] = str(file)
        return texts

    def open(self, path):
        """Go to a page and return the response."""
        return self.page.goto(path)

    def sign_in(self, email, password):
        """Sign in by the form and wait for the next page."""
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        with self.page.expect_navigation():
            self.page.click("main form [type=submit]")

    def use_cookie(self, cookie):
        """Set a cookie "name=value", as of somebody who signed in or joined before."""
        name, value = cookie.split("=", 1)
        self.context.add_cookies([{"name": name, "value": value, "url": self.base_url}])

    def picture(self, file, *, width=None, theme=None, height=None):
        """Save a picture of the page at a width and in a theme: of the whole page, or of its top `height` pixels."""
        if width:
            self.page.set_viewport_size(
                {"width": width, "height": self.page.viewport_size["height"]}
            )
        if theme:
            self.page.emulate_media(color_scheme=theme)
        top = height and {"x": 0, "y": 0, "width": width, "height": height}
        self.page.screenshot(path=file, full_page=True, clip=top)

    def _note(self, kind, text):
        self.complaints.append(f"{kind}: {text}")

    def _record_console(self, message):
        self.console.append(f"{message.type}: {message.text}")
        if message.text == NO_WORKER_WARNING:
            return
        if message.type in ("error", "warning"):
            self._note(f"console {message.type}", message.text)

    def _record_failure(self, request):
        # The browser aborts what it is still fetching when the page is left.
        if request.failure != "net::ERR_ABORTED":
            self._note("failed", f"{request.url} {request.failure}")

    def _record_other_host(self, request):
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.base_url).netloc:
            self._note("other host", request.url)
