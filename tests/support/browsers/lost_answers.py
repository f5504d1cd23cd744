"""Forms whose answers are lost on the way, or never seen."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from thinktanks.views.respond import ACCEPTED_COOKIE

# Sends a form as the browser does; the page that follows is not loaded.
SEND = """
(form) => fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).then(() => null)
"""


def send_unseen(form: Locator) -> None:
    """Send a form so that the server's answer has arrived, and the page stays as it is."""
    form.evaluate(SEND)


def send_without_answer(page: Page, address: str, button: Locator) -> None:
    """Send a form with its button; the server gets what goes to `address` (a glob), and the browser no answer."""
    page.route(address, _lose_answer)
    button.click()
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.unroute_all()


def _lose_answer(route: Route) -> None:
    """Fetch the answer, and lose it with its cookies, which Playwright has stored by then."""
    route.fetch(max_redirects=0)
    route.request.frame.page.context.clear_cookies(name=ACCEPTED_COOKIE)
    route.abort()
