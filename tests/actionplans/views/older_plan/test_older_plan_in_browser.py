"""The way of an older plan from its text to the saved plan, by keyboard in a browser."""

import pytest
from playwright.sync_api import expect

from actionplans.operations.plans import open_plan
from tests.support.browsers.accessibility import SHORT, audit_page
from tests.support.older_plans.imported import SOURCE
from tests.support.older_plans.result import NOT_OFFERED, RESULT
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]


def plan_of(pk):
    think_tank = ThinkTank.objects.get(pk=pk)
    return open_plan(think_tank.programme, region=think_tank.region, by=None).pk


@pytest.fixture
def window(chromium, shared_server, live_think_tank):
    """A window in which a facilitator has sent the text of an older plan with its source."""
    plan = shared_server.installation.call(plan_of, pk=live_think_tank.pk)
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.open(f"/en/desk/plans/{plan}/import/")
        page = window.page
        page.get_by_label("Text of the plan").fill(RESULT)
        page.get_by_label("Date of publication").fill("2023-01-31")
        page.get_by_label("Title of the source").fill(SOURCE["source_title"])
        page.get_by_label("Address of the source").fill(SOURCE["source_url"])
        page.get_by_role("button", name="Check the text").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Check it. Nothing is saved yet.")
        yield window


def test_plan_import_is_saved_with_its_source(window):
    page = window.page
    link = page.get_by_role("link", name=f"Lines not taken: {len(NOT_OFFERED)}")
    link.press("Enter")
    expect(page.locator("#left-out li")).to_have_count(len(NOT_OFFERED))

    page.get_by_role("button", name="Save the selected ones").press("Enter")

    expect(page.get_by_text("Undo the import")).to_be_visible()
    expect(page.get_by_text("first published on 31 January 2023")).to_be_visible()
    expect(page.locator("#left-out li")).to_have_count(len(NOT_OFFERED))
    page.get_by_role("link", name="Continue to publishing").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before publishing")
    assert window.complaints == []


def test_plan_import_is_checked_on_a_page_that_everybody_can_read(window):
    audit = audit_page(window.page, SHORT)

    assert audit.faults == []
