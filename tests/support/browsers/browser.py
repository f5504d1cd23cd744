"""Chromium for tests: a window for each person, which notes everything that the browser complains of."""

import contextlib
import os
import shutil
from unittest.mock import patch
from urllib.parse import urlsplit

from playwright.sync_api import Error, expect, sync_playwright

from tests.support import evidence
from tests.support.processes import own_folder

PATIENCE = 30_000  # ms; a busy machine is no fault of the page
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# The page's own report of what its Content Security Policy stopped, also of what the console leaves out.
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`));
"""


class Chromium:
    """One browser for all tests; each person gets a window of their own, without cookies."""

    def __enter__(self):
        self.program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
        self._stack = contextlib.ExitStack()
        folder = self._stack.enter_context(own_folder("chromium"))  # for profiles
        # Playwright keeps a loop in this thread, which Django would take for asynchronous code.
        own = {"TMPDIR": str(folder), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        self._stack.enter_context(patch.dict(os.environ, own))
        self.playwright = self._stack.enter_context(sync_playwright())
        expect.set_options(timeout=PATIENCE)
        self.browser = self.playwright.chromium.launch(executable_path=self.program, args=FLAGS)
        self._stack.callback(self.browser.close)
        return self

    def __exit__(self, *error):
        self._stack.close()

    def window(self, base_url, **settings):
        return Window(self.browser, base_url, **settings)


class Window:
    """One person's window on one portal. `page` is Playwright's; `complaints` must be empty in the end."""

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
        self.context.expose_function("tellViolation", lambda text: self._note("policy", text))
        self.context.add_init_script(TELL_VIOLATIONS)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self._note("error", error.error))
        self.context.on("request", self._watch)
        self.context.on("requestfailed", self._miss)
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
        """What the console shows, and where the picture of the page is."""
        texts = {"browser console": "\n".join([self.page.url, *self.console, *self.complaints])}
        with contextlib.suppress(Error):
            file = evidence.file(".png")
            self.page.screenshot(path=file, timeout=5_000)
            texts["picture of the page"] = str(file)
        return texts

    def open(self, path):
        """Go to a page; returns Playwright's response."""
        return self.page.goto(path)

    def sign_in(self, email, password):
        """By the form, as a person does."""
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("main form [type=submit]")

    def use_cookie(self, cookie):
        """Carry a cookie "name=value" on this portal, as somebody who signed in or joined before."""
        name, value = cookie.split("=", 1)
        self.context.add_cookies([{"name": name, "value": value, "url": self.base_url}])

    def picture(self, file, *, width=None, theme=None, height=None):
        """Keep the page as a picture, at a width and in a theme: the whole of it, or only its top."""
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

    def _hear(self, message):
        self.console.append(f"{message.type}: {message.text}")
        if message.type in ("error", "warning"):
            self._note(f"console {message.type}", message.text)

    def _miss(self, request):
        # Who leaves a page while it still loads has the browser break off what it was fetching.
        if request.failure != "net::ERR_ABORTED":
            self._note("failed", f"{request.url} {request.failure}")

    def _watch(self, request):
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.base_url).netloc:
            self._note("other host", request.url)
