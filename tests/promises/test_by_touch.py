"""A think tank works by single taps on the narrowest phone: nothing is dragged, and every target is large enough (T46)."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.support.browsers.accessibility_scripts import TOO_SMALL
from tests.support.browsers.browser import NO_WORKER
from tests.support.browsers.live_think_tanks import wait_until_ready
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

NARROWEST = {"width": 320, "height": 640, "has_touch": True, "is_mobile": True}
MIN_TARGET, MIN_TARGET_OF_CAPTURE = [24, 44], [44, 44]  # px, width and height
REPORT_DRAGS = """
for (const kind of ["dragstart", "drag", "dragover", "drop"])
  document.addEventListener(kind, () => window.reportDrag(kind), true);
"""


def contributions_at(pk):
    """Return text, speaking role, addressed role and state of the contributions to a think tank."""
    rows = ThinkTank.objects.get(pk=pk).contributions.order_by("pk")
    rows = rows.values_list("text__body", "author_role__code", "addressed_role__code", "state")
    return [list(row) for row in rows]


def answers_at(pk):
    """Return the texts of the feedback on a think tank."""
    return list(ThinkTank.objects.get(pk=pk).answers.values_list("text", flat=True))


@contextmanager
def narrow_window(chromium, url):
    """Open a narrow window with touch; its `drags` records every drag event."""
    with chromium.window(url, **NARROWEST, **NO_WORKER) as window:
        window.drags = []
        window.context.expose_function("reportDrag", lambda kind: window.drags.append(kind))
        window.context.add_init_script(REPORT_DRAGS)
        yield window


def check_size_of_targets(page, minimum):
    """Assert that every target is large enough and that the page is no wider than its window."""
    page.wait_for_load_state()  # with the style sheets
    assert page.evaluate(TOO_SMALL, minimum) == []
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, "the page has to be scrolled sideways"


def add(page, text):
    page.locator("#words").tap()
    page.keyboard.type(text)
    page.locator("#capture button[type=submit]:not(.visually-hidden)").tap()


def join(page, code):
    page.goto("/join/?lang=en")
    check_size_of_targets(page, MIN_TARGET)
    page.locator("#code").tap()
    page.keyboard.type(code)
    page.get_by_role("button", name="Open").tap()
    page.locator("label", has_text="Municipalities").tap()
    check_size_of_targets(page, MIN_TARGET)
    page.get_by_label("Which table are you at?").select_option("1")
    page.get_by_role("button", name="Join the think tank").tap()
    page.wait_for_url("**/device/**")  # a tap does not wait, and both pages ask for a role


def add_two_and_take_one_back(page):
    page.locator("label", has_text="Policy makers").tap()
    for number in range(2):
        add(page, f"Doma {number}")
        expect(page.locator("#own > li").filter(has_text=f"Doma {number}")).to_be_visible()
    expect(page.locator("#own > li.waits .sent").filter(has_text="on this device")).to_have_count(0)
    page.reload()
    check_size_of_targets(page, MIN_TARGET_OF_CAPTURE)
    first = page.locator("#own > li").filter(has_text="Doma 0")
    first.get_by_role("button", name="Take back").tap()
    expect(first).to_contain_text("taken back")


def give_feedback(page):
    page.get_by_role("link", name="Share what you gained").tap()
    page.get_by_label("What did you gain?").tap()
    page.keyboard.type("Kontaktus")
    check_size_of_targets(page, MIN_TARGET)
    page.get_by_role("button", name="Send feedback").tap()
    expect(page.get_by_text("Thank you! We have your feedback.")).to_be_visible()


def test_a_participant_gets_through_by_taps(chromium, shared_server, live_think_tank, figure):
    with narrow_window(chromium, shared_server.url) as window:
        page = window.page
        join(page, live_think_tank.join_code)
        add_two_and_take_one_back(page)
        give_feedback(page)
        window.open("/device/?lang=en")
        page.get_by_role("link", name="What became of my contributions").tap()
        expect(page.get_by_text("Not yet considered")).to_be_visible()
        check_size_of_targets(page, MIN_TARGET)

        assert shared_server.installation.call(contributions_at, pk=live_think_tank.pk) == [
            ["Doma 0", "municipalities", "policy_makers", "withdrawn"],
            ["Doma 1", "municipalities", "policy_makers", "undecided"],
        ]
        assert shared_server.installation.call(answers_at, pk=live_think_tank.pk) == ["Kontaktus"]
        assert (window.drags, window.complaints) == ([], [])
    figure("T46", "participant: 5 of 5 tasks by taps at 320 px, dragged 0, too small 0")


def test_a_facilitator_captures_twenty_by_taps(chromium, shared_server, live_think_tank, figure):
    texts = [f"Doma {number}" for number in range(20)]
    with narrow_window(chromium, shared_server.url) as window:
        page = window.page
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.open(f"/en/desk/thinktanks/{live_think_tank.pk}/")
        wait_until_ready(page)
        check_size_of_targets(page, MIN_TARGET_OF_CAPTURE)

        page.locator("label:has(input[value='social_enterprises.municipalities'])").tap()
        for text in texts:
            add(page, text)
        expect(page.locator("#said > li[id]")).to_have_count(20)

        stored = shared_server.installation.call(contributions_at, pk=live_think_tank.pk)
        assert stored == [[t, "social_enterprises", "municipalities", "undecided"] for t in texts]
        assert (window.drags, window.complaints) == ([], [])
    figure("T46", f"facilitator: {len(stored)} of 20 by taps at 320 px, dragged 0, too small 0")
