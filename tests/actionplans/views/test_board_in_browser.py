"""The board in a browser: who works by keyboard never loses their place (static/js/board.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_contribution, make_facilitator, make_think_tank

pytestmark = [pytest.mark.server, pytest.mark.browser]

PASSWORD = "kalejas-darbnica-2026"


def prepare_board():
    think_tank = make_think_tank()
    for text in ("Pirmais", "Otrais", "Trešais"):
        make_contribution(think_tank, text=text)
    facilitator = make_facilitator(think_tank)
    facilitator.set_password(PASSWORD)
    facilitator.save()
    return {"plan": think_tank.contributions.first().plan_id, "email": facilitator.email}


def test_board_keeps_the_focus_where_work_goes_on(server, chromium):
    board = server.installation.call(prepare_board)
    with chromium.window(server.url, height=600) as window:
        window.sign_in(board["email"], PASSWORD)
        window.open(f"/en/desk/plans/{board['plan']}/board/")
        page = window.page
        ticks = page.locator("#decide .undecided-list input")

        ticks.first.press("Space")
        page.locator("#form-action").press("Enter")
        wording = page.locator("textarea[name=wording]")
        expect(wording).to_be_focused()
        expect(wording).to_be_in_viewport(ratio=1)

        page.locator(".first-wording button").press("Enter")
        expect(page.locator("#status")).to_contain_text("Wording saved")
        expect(ticks.first).to_be_focused()
        expect(ticks.first).to_be_in_viewport(ratio=1)

        page.locator("#status button").press("Enter")
        expect(page.locator("#status")).to_contain_text("Undone")
        expect(wording).to_be_focused()

        page.locator("[id^=dissolve-]").press("Enter")
        expect(ticks).to_have_count(3)
        expect(ticks.first).to_be_focused()

        page.locator("#why").press("Enter")
        page.locator("#set-aside").press("Enter")
        expect(page.locator("#alert")).to_contain_text("Choose a reason from the list.")
        expect(page.locator("#set-aside")).to_be_focused()
