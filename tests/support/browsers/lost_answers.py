"""A form whose answer is lost on the way."""

from playwright.sync_api import Locator, Page, Route

from thinktanks.views.respond import ACCEPTED_COOKIE


def send_without_answer(page: Page, address: str, button: Locator) -> None:
    """Send a form with its button; the server gets what goes to `address` (a glob), and the browser no answer."""
    page.route(address, _lose_answer)
    button.click()
    page.wait_for_url("chrome-error://**")
    page.unroute_all()


def _lose_answer(route: Route) -> None:
    """Fetch the answer, and lose it with its cookies, which Playwright has stored by then."""
    route.fetch(max_redirects=0)
    route.request.frame.page.context.clear_cookies(name=ACCEPTED_COOKIE)
    route.abort()
