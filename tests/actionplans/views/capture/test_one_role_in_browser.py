"""Capture in a programme with one role on each side, where a form has a single choice."""

import pytest
from playwright.sync_api import expect

from stakeholders.models import Role
from tests.support.browsers.live_think_tanks import add, expect_sent, wait_until_ready, waiting
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

SPEAKER, ADDRESSED = "social_enterprises", "municipalities"


def keep_one_role_on_each_side(pk):
    programme = ThinkTank.objects.get(pk=pk).programme
    programme.speaker_roles.set(Role.objects.filter(code=SPEAKER))
    programme.addressed_roles.set(Role.objects.filter(code=ADDRESSED))


def texts_and_roles(pk):
    rows = ThinkTank.objects.get(pk=pk).contributions.order_by("pk")
    fields = ("text__body", "author_role__code", "addressed_role__code")
    return [list(row) for row in rows.values_list(*fields)]


@pytest.fixture
def think_tank(shared_server, live_think_tank):
    shared_server.installation.call(keep_one_role_on_each_side, pk=live_think_tank.pk)
    return live_think_tank


@pytest.fixture
def stored(shared_server, think_tank):
    """Return what the server holds, as a function."""
    return lambda: shared_server.installation.call(texts_and_roles, pk=think_tank.pk)


@pytest.fixture
def window(chromium, shared_server):
    with chromium.window(shared_server.url, width=320) as window:
        yield window


def test_a_phone_with_a_single_addressee_shows_and_sends_what_is_added(window, think_tank, stored):
    think_tank.enter_as_participant(window)
    page = window.page
    window.context.set_offline(True)
    page.locator("#capture label", has_text="Municipalities").click()
    page.fill("#words", "Vajag telpas")

    page.get_by_role("button", name="Add the contribution").click()

    expect(waiting(page)).to_have_count(1)
    expect(waiting(page).locator(".to")).to_contain_text("For municipalities")
    window.context.set_offline(False)
    expect(page.get_by_role("button", name="Take back")).to_have_count(1)
    assert stored() == [["Vajag telpas", SPEAKER, ADDRESSED]]


def test_a_grid_of_one_column_shows_and_sends_what_is_added(window, think_tank, stored):
    window.use_cookie(think_tank.facilitators[0].cookie)
    window.open(f"/en/desk/thinktanks/{think_tank.pk}/")
    page = window.page
    wait_until_ready(page)

    page.locator(f"label:has([value='{SPEAKER}.{ADDRESSED}'])").click()
    expect(page.locator(".choice")).to_contain_text("suggest to municipalities")
    page.locator("#words").focus()
    add(page, "Vajag telpas")
    expect_sent(page, 1)
    page.keyboard.press("Control+ArrowDown")
    add(page, "Kas runā, nav zināms")
    expect_sent(page, 2)

    assert stored() == [
        ["Vajag telpas", SPEAKER, ADDRESSED],
        ["Kas runā, nav zināms", None, ADDRESSED],
    ]
    assert window.complaints == []
