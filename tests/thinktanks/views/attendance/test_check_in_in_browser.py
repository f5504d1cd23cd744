"""Check-in on two phones at once, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.browser import NO_WORKER
from tests.support.factories import make_attendee
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]
NAMES = ("Ādams Kalns", "Anna Bērziņa", "Žanete Zvirbule")


def add_people(think_tank):
    for name in NAMES:
        make_attendee(ThinkTank.objects.get(pk=think_tank), name=name, came=False)


def open_check_in(window, think_tank, person):
    window.use_cookie(think_tank.facilitators[person].cookie)
    window.open(f"/en/desk/thinktanks/{think_tank.pk}/attendance/check-in/")
    return window.page


def test_check_in_on_two_phones_with_javascript(chromium, shared_server, live_think_tank):
    shared_server.installation.call(add_people, think_tank=live_think_tank.pk)
    phone = {"width": 320, **NO_WORKER}
    with (
        chromium.window(shared_server.url, **phone) as first,
        chromium.window(shared_server.url, **phone) as second,
    ):
        pages = [
            open_check_in(window, live_think_tank, person)
            for person, window in enumerate((first, second))
        ]
        for page, typed, name in ((pages[0], "berz", NAMES[1]), (pages[1], "ZV", NAMES[2])):
            page.fill("#q", typed)
            expect(page.locator(".check-in-list > li:visible")).to_have_count(1)
            button = page.get_by_role("button", name=f"Here {name}")
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
            expect(button).to_be_focused()
        expect(pages[1].locator("#check-in-count")).to_have_text("Came: 2 of 3")
        pages[0].fill("#q", "nav")
        expect(pages[0].get_by_text("Nobody found.")).to_be_visible()

        pages[0].fill("#q", "")
        button = pages[0].get_by_role("button", name=f"Here {NAMES[1]}")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert first.complaints + second.complaints == []


def test_a_mark_that_is_not_taken_is_said_in_its_row(chromium, shared_server, live_think_tank):
    shared_server.installation.call(add_people, think_tank=live_think_tank.pk)
    with chromium.window(shared_server.url, width=320, **NO_WORKER) as window:
        page = open_check_in(window, live_think_tank, 0)
        button = page.get_by_role("button", name=f"Here {NAMES[2]}")
        row = page.locator(".check-in-list > li", has_text=NAMES[2])
        page.set_viewport_size({"width": 320, "height": 480})
        window.context.set_offline(True)
        button.click()

        expect(row.get_by_text("Not marked: the portal does not answer.")).to_be_in_viewport()
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(button).to_be_focused()
        expect(page.locator("#alert > *")).to_have_count(0)
        window.context.set_offline(False)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(row.locator(".status-line")).to_have_count(0)
        expect(page.locator("#content")).not_to_contain_text("Not marked")


def test_whoever_is_not_found_is_added_by_the_name_looked_for(
    chromium, shared_server, live_think_tank
):
    with chromium.window(shared_server.url, width=320, **NO_WORKER) as window:
        page = open_check_in(window, live_think_tank, 0)
        page.fill("#q", "Nāk Klāt")

        page.get_by_role("button", name="Add and mark as here").click()

        expect(page.locator("#status")).to_contain_text("Now on the list: Nāk Klāt")


def test_name_that_was_refused_stays_while_somebody_else_is_looked_for(
    chromium, shared_server, live_think_tank
):
    shared_server.installation.call(add_people, think_tank=live_think_tank.pk)
    with chromium.window(shared_server.url, width=320, **NO_WORKER) as window:
        page = open_check_in(window, live_think_tank, 0)
        name = page.locator("#id_name")
        name.fill("x" * 200)
        page.get_by_role("button", name="Add and mark as here").click()
        expect(name).to_have_attribute("aria-invalid", "true")

        page.fill("#q", "berz")

        expect(page.locator(".check-in-list > li:visible")).to_have_count(1)
        expect(name).to_have_value("x" * 200)


def test_check_in_without_javascript(chromium, shared_server, live_think_tank):
    shared_server.installation.call(add_people, think_tank=live_think_tank.pk)
    with chromium.window(shared_server.url, javascript=False, width=320) as window:
        page = open_check_in(window, live_think_tank, 0)
        page.fill("#q", "ann")
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".check-in-list > li")).to_have_count(1)
        page.get_by_role("button", name=f"Here {NAMES[1]}").click()

        expect(page.locator("#check-in-count")).to_have_text("Came: 1 of 3")
        expect(page.locator(".check-in-list > li")).to_have_count(1)
        page.fill("#id_name", "Nāk Klāt")
        page.get_by_role("button", name="Add and mark as here").click()
        expect(page.locator("#check-in-count")).to_have_text("Came: 2 of 4")
        assert window.complaints == []
