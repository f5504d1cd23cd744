"""T58: from an empty database to a first published plan, by following only what the screen offers, in Latvian."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support.browsers.first_day import (
    empty_portal,
    press,
    press_primary,
    set_password_and_sign_in,
    turn_to,
)
from tests.support.browsers.live_think_tanks import expect_sent, wait_until_ready

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.promise]

SUGGESTION, WORDING = "Vajag telpas, kur satikties", "Dot telpas bez maksas"


@pytest.fixture(params=[320, 1280])
def screen(request, installations, chromium, tmp_path):
    with empty_portal(installations, chromium, tmp_path, width=request.param) as window:
        yield window


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
