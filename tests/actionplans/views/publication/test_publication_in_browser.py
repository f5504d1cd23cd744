"""The way of a facilitator from possible personal data to the published plan, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.lost_answers import send_without_answer
from tests.support.factories import make_action, make_contribution
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

ANNA = "Atslēgas ir Annai, zvaniet 29123456"
ILZE = "Rakstiet ilze@example.org"
OFFICE = "Zvanīt pašvaldībai 67026123"
NOTE = "What should readers know about this version?"
NO_DATA = "This is not personal data"


def prepare_plan(pk):
    think_tank = ThinkTank.objects.get(pk=pk)
    by = think_tank.facilitators.first().user
    contributions = [make_contribution(think_tank, text=text, by=by) for text in (ANNA, ILZE)]
    plan = make_action(*contributions, wording="Atvērt tukšās telpas", by=by).plan
    make_action(make_contribution(think_tank, by=by), wording=OFFICE, by=by)
    return plan.pk


def add_action(pk, wording):
    """Add an action with its contribution to the draft; return the plan's pk."""
    think_tank = ThinkTank.objects.get(pk=pk)
    by = think_tank.facilitators.first().user
    return make_action(make_contribution(think_tank, by=by), wording=wording, by=by).plan_id


@pytest.fixture
def window(chromium, shared_server, live_think_tank):
    """A window in which the facilitator has opened the page about publishing a plan with three findings."""
    plan = shared_server.installation.call(prepare_plan, pk=live_think_tank.pk)
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.open(f"/en/desk/plans/{plan}/publish/")
        expect(window.page.locator(".checks")).to_contain_text("Possible personal data: 3")
        yield window


def finding(page, text):
    return page.locator(".findings > li", has_text=text)


def publish_only_a_correction(page):
    """Correct the text about Anna, which proposes to withhold the original."""
    finding(page, ANNA).get_by_role("link", name="Publish only a correction").click()
    expect(page.get_by_label("Publish only the correction")).to_be_checked()
    page.get_by_label("Corrected text").fill("Atslēgas ir pie dežuranta")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".checks")).to_contain_text("Possible personal data: 2")


def set_aside(page):
    finding(page, ILZE).get_by_role("button", name="Do not include").click()
    expect(page.locator(".checks")).to_contain_text("Possible personal data: 1")


def test_publish_decides_about_each_finding(window):
    page = window.page
    publish_only_a_correction(page)
    set_aside(page)
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.locator("main")).to_contain_text("you have not decided about yet: 1")
    expect(finding(page, OFFICE)).to_be_focused()

    finding(page, OFFICE).get_by_label(NO_DATA).check()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 1 is published")
    page.get_by_role("link", name="See the plan").click()

    expect(page.locator("main")).to_contain_text(OFFICE)
    page.get_by_text("Atvērt tukšās telpas").first.click()
    expect(page.locator("main")).to_contain_text("Atslēgas ir pie dežuranta")
    for canary in ("29123456", "ilze@example.org"):
        expect(page.locator("html")).not_to_contain_text(canary)
    # The browser reports the one answer that refused.
    assert [text for text in window.complaints if "422" not in text] == []


def test_publish_keeps_note_and_decisions_while_others_are_taken(window):
    page = window.page
    note, decision = page.get_by_label(NOTE), finding(page, OFFICE).get_by_label(NO_DATA)
    note.fill("Bez tālruņiem")
    decision.check()

    publish_only_a_correction(page)
    set_aside(page)
    expect(decision).to_be_checked()
    expect(note).to_have_value("Bez tālruņiem")
    decision.uncheck()
    page.get_by_role("button", name="Publish version 1").click()

    expect(page.locator("main")).to_contain_text("you have not decided about yet: 1")
    expect(decision).not_to_be_checked()
    expect(note).to_have_value("Bez tālruņiem")
    decision.check()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 1 is published")
    page.wait_for_function(
        "() => !Object.keys(sessionStorage).some((key) => key.startsWith('form:'))"
    )


def test_publish_after_an_answer_was_lost_and_the_plan_has_changed(
    chromium, shared_server, live_think_tank
):
    """The note of the version that was published unseen is back in the form, and the form publishes the next one."""
    call = shared_server.installation.call
    plan = call(add_action, pk=live_think_tank.pk, wording="Atvērt telpas")
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.open(f"/en/desk/plans/{plan}/publish/")
        page = window.page
        page.get_by_label(NOTE).fill("Pirmās rīcības")
        button = page.get_by_role("button", name="Publish version 1")
        send_without_answer(page, "**/publish/", button)
        call(add_action, pk=live_think_tank.pk, wording="Tikties retāk")

        window.open(f"/en/desk/plans/{plan}/publish/")
        expect(page.locator("textarea[name=note]")).to_have_value("Pirmās rīcības")
        page.get_by_role("button", name="Publish version 2").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Version 2 is published")
