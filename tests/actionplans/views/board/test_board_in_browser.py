"""The board in a browser: work by keyboard keeps the focus (static/js/board.js)."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser]


def test_board_keeps_the_focus_where_work_goes_on(chromium, shared_server, live_board):
    with chromium.window(shared_server.url, height=600) as window:
        live_board.enter(window)
        page = window.page
        boxes = page.locator("#decide .undecided-list input")

        boxes.first.press("Space")
        page.locator("#form-action").press("Enter")
        wording = page.locator("textarea[name=wording]")
        expect(wording).to_be_focused()
        expect(wording).to_be_in_viewport(ratio=1)

        page.locator(".first-wording button").press("Enter")
        expect(page.locator("#status")).to_contain_text("Wording saved")
        expect(boxes.first).to_be_focused()
        expect(boxes.first).to_be_in_viewport(ratio=1)

        page.locator("#status button").press("Enter")
        expect(page.locator("#status")).to_contain_text("undone")
        expect(wording).to_be_focused()

        page.locator("[id^=dissolve-]").press("Enter")
        expect(boxes).to_have_count(3)
        expect(boxes.first).to_be_focused()

        page.locator("#why").press("Enter")
        page.locator("#set-aside").press("Enter")
        expect(page.locator("#alert")).to_contain_text("Choose a reason from the list.")
        expect(page.locator("#set-aside")).to_be_focused()
