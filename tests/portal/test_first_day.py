"""T58: from an empty database to a first published plan, by following only what the screen offers, in Latvian."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from stakeholders.models import Municipality, OrganisationKind, Region, Role
from tests.support.browsers.browser import NO_WORKER
from tests.support.browsers.live_think_tanks import expect_sent, wait_until_ready
from tests.support.servers.server import Server

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.promise]

EMAIL, PASSWORD = "anna.parauga@example.org", "ezers-kalns-mezs-17"
SUGGESTION, WORDING = "Vajag telpas, kur satikties", "Dot telpas bez maksas"


def empty_the_database():
    """Remove the reference data, with which the databases of tests begin."""
    for model in (Municipality, OrganisationKind, Region, Role):
        model.objects.all().delete()


@pytest.fixture(params=[320, 1280])
def screen(request, installations, chromium, tmp_path):
    """The window of an administrator on a portal without any row, and the link that bootstrap prints."""
    installation = installations.make("sqlite", tmp_path)
    installation.call(empty_the_database)
    server = Server(installation).start()
    printed = installation.manage("bootstrap", "--admin", EMAIL)
    with chromium.window(server.url, width=request.param, **NO_WORKER) as window:
        window.link = re.search(r"https?://\S+(/accounts/password/reset/key/\S+)", printed)[1]
        window.width = request.param
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


def start_programme(page):
    press_primary(page, "Sākt programmu")
    page.fill("input[name=code]", "2027")
    page.fill("input[name=name_lv]", "Reģionālās domnīcas 2027")
    page.fill("input[name=name_en]", "Regional think tanks 2027")
    press_primary(page, "Sākt programmu")


def plan_think_tank(page):
    press(page, "Ieplānot domnīcu")
    page.fill("input[name=held_on]", timezone.localdate().isoformat())
    page.fill("input[name=town]", "Kuldīga")
    page.select_option("select[name=region]", label="Kurzeme")
    page.select_option("select[name=table_1]", "municipalities")
    press_primary(page, "Ieplānot domnīcu")


def capture(page):
    """Capture one contribution; the work menu leads to its plan without loading the page again."""
    wait_until_ready(page)
    page.locator("input[name=pair][value='social_enterprises.municipalities']").check()
    page.fill("#words", SUGGESTION)
    page.keyboard.press("Enter")
    expect_sent(page, 1)
    turn_to(page, "Apkopošana")


def consolidate(page):
    page.locator("#decide input[name=items]").check()
    page.click("#form-action")
    page.fill("textarea[name=wording]", WORDING)
    page.click("form[action*='/reword/'] button[type=submit]")
    expect(page.locator("#board")).to_contain_text(WORDING)


def test_an_administrator_comes_from_nothing_to_a_published_plan(screen, figure):
    page = screen.page
    set_password_and_sign_in(screen)
    start_programme(page)
    plan_think_tank(page)

    turn_to(page, "Mans darbs")
    press_primary(page, "Sākt")
    capture(page)
    consolidate(page)
    turn_to(page, "Mans darbs")
    press_primary(page, "Ievadīt")
    press(page, "Slēgt domnīcu")
    press(page, "Slēgt domnīcu")
    turn_to(page, "Mans darbs")
    press_primary(page, "Publicēt 1. versiju")
    page.fill("[name=note]", "Pirmais plāns")
    press(page, "Publicēt")
    turn_to(page, "Mans darbs")
    press(page, "Skatīt")

    expect(page.locator("main")).to_contain_text(WORDING)
    assert page.url.endswith("/plans/2027/kurzeme/")
    assert screen.complaints == []
    figure("T58", f"{screen.width} px: an administrator published a first plan")
