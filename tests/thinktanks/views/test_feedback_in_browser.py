"""The page of feedback in a browser, which sends line breaks as CR LF."""

import pytest
from playwright.sync_api import expect

from language.clean_text import MAX_LENGTH
from tests.support.browsers.live_think_tanks import feedback_texts

pytestmark = [pytest.mark.server, pytest.mark.browser]


def test_feedback_of_many_lines_is_kept_up_to_the_limit(chromium, shared_server, live_think_tank):
    text = "Labi\n" * (MAX_LENGTH // 5 - 1) + "Labi!"
    with chromium.window(shared_server.url, width=320) as window:
        window.open(f"/feedback/{live_think_tank.feedback_code}/?lang=en")
        window.page.fill("textarea[name=gains]", text)
        window.page.locator("main form [type=submit]").click()
        expect(window.page.locator("main")).to_contain_text("Thank you! We have your feedback.")

    stored = shared_server.installation.call(feedback_texts, pk=live_think_tank.pk)
    assert stored == [text]
    assert len(text) == MAX_LENGTH
