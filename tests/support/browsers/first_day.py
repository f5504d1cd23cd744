"""Begin with an empty portal as an administrator does, by what the screen offers, in Latvian."""

import re
from contextlib import contextmanager

from playwright.sync_api import expect

from stakeholders.models import Municipality, OrganisationKind, Region, Role
from tests.support.browsers.browser import NO_WORKER
from tests.support.servers.server import Server

EMAIL, PASSWORD = "anna.parauga@example.org", "ezers-kalns-mezs-17"


def empty_the_database():
    """Remove the reference data, with which the databases of tests begin."""
    for model in (Municipality, OrganisationKind, Region, Role):
        model.objects.all().delete()


@contextmanager
def empty_portal(installations, chromium, folder, *, width):
    """The window of an administrator on a portal without any row; `window.link` is the link that bootstrap prints."""
    installation = installations.make("sqlite", folder)
    installation.call(empty_the_database)
    server = Server(installation).start()
    printed = installation.manage("bootstrap", "--admin", EMAIL)
    with chromium.window(server.url, width=width, **NO_WORKER) as window:
        window.link = re.search(r"https?://\S+(/accounts/password/reset/key/\S+)", printed)[1]
        window.width, window.installation = width, installation
        yield window
    server.stop()
    installations.remove(installation)


def press(page, name):
    """Press the button or link of the page's content with this text, and wait for the page that follows."""
    with page.expect_navigation():
        page.locator("main").locator("a:visible, button:visible").filter(
            has_text=name
        ).first.click()


def press_primary(page, name):
    """Press the one primary button of the page, which must have this text."""
    primary = page.locator("main .btn-primary:visible")
    expect(primary).to_have_count(1)
    expect(primary).to_contain_text(name)
    with page.expect_navigation():
        primary.click()


def turn_to(page, name):
    """Follow a link of the work menu."""
    with page.expect_navigation():
        page.get_by_role("navigation", name="Darba lapas").get_by_text(name, exact=True).click()


def set_password_and_sign_in(window):
    page = window.page
    window.open(window.link)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    press(page, "Saglabāt paroli")
    press(page, "Pieslēgties")
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    press(page, "Pieslēgties")
