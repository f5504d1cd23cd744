"""Every page is readable by all: with a screen reader, by keyboard, enlarged, on a phone; and the browser reports no errors."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.support.browsers.accessibility import FULL, SHORT, audit_page
from tests.support.browsers.accessibility_scripts import TOO_SMALL, TOO_WIDE
from tests.support.browsers.announcements import announcements, record_announcements
from tests.support.browsers.live_think_tanks import add, wait_until_ready, waiting
from tests.support.browsers.page_visits import (
    AuditedPages,
    VisitedPortal,
    faults_of_text,
    refuse,
    visit,
)
from tests.support.older_plans.page import TEXT as OLDER_PLAN
from tests.support.pages.all_pages import GROUPS, names_without_page
from tests.support.pages.long_words import lengthen_texts
from tests.support.pages.prepared_pages import (
    ADMINISTRATOR,
    CHOSEN_PAIR,
    PASSWORD,
    prepare_demo,
    prepare_empty,
    render_error_pages,
)
from tests.support.pages.refused_forms import REFUSED

pytestmark = [pytest.mark.server, pytest.mark.browser]

ALL_GROUPS = ("public", *GROUPS)
# Pages of the desk take most of the time; people without an account come with phones.
DJANGOS = pytest.param("administration", marks=pytest.mark.acceptance)
ON_A_PHONE = [
    group if group in ("public", "phone") else pytest.param(group, marks=pytest.mark.acceptance)
    for group in ALL_GROUPS
]
# Of Django's pages those of one table are visited in `make test`.
ADMIN_PAGES = {
    "admin:index",
    *(
        f"admin:stakeholders.organisation {kind}"
        for kind in ("list", "row", "add", "import", "export")
    ),
}
OWN_TEXT = "Kopīgs stends gadatirgū"
# The text that is announced for an own contribution, and the beginnings of those about the connection.
ANNOUNCED_TEXTS = """() => {
  const { waiting, connected } = document.getElementById("outbox").dataset;
  return [document.getElementById("capture").dataset.added, waiting, connected];
}"""

# What people may open on a page, so that all of it is measured.
OPEN_DETAILS = "for (const details of document.querySelectorAll('details')) details.open = true"
FINGER = {"width": 320, "height": 640, "has_touch": True, "is_mobile": True}
MIN_TARGET = [24, 44]  # px, width and height


def password_of(installation):
    lines = (installation.folder / "demo_accounts").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.split()[:1] == [ADMINISTRATOR])


@pytest.fixture(scope="session")
def demo(installations, chromium, tmp_path_factory):
    """The demo at a running portal."""
    installation = installations.make("sqlite", tmp_path_factory.mktemp("demo"))
    installation.manage("load_demo")
    prepared = installation.call(prepare_demo)
    portal = VisitedPortal(installation, chromium, prepared, password_of(installation))
    yield portal
    portal.close()


@pytest.fixture(scope="session")
def empty_portal(installations, chromium, tmp_path_factory):
    """A running portal without any contribution."""
    installation = installations.make("sqlite", tmp_path_factory.mktemp("empty"))
    portal = VisitedPortal(installation, chromium, installation.call(prepare_empty), PASSWORD)
    yield portal
    portal.close()


@pytest.fixture(scope="session")
def portal_of_long_words(demo, installations, chromium, tmp_path_factory):
    """A copy of the demo whose texts are words without a blank, on the narrowest phone."""
    installation = installations.make("sqlite", tmp_path_factory.mktemp("long"))
    original = demo.server.installation.folder
    with (
        closing(sqlite3.connect(original / "portal.sqlite3")) as source,
        closing(sqlite3.connect(installation.folder / "portal.sqlite3")) as copy,
    ):
        source.backup(copy)
    assert installation.call(lengthen_texts) > 20
    portal = VisitedPortal(installation, chromium, demo.prepared, demo.password, **FINGER)
    yield portal
    portal.close()


def test_every_address_is_visited(demo):
    assert names_without_page(demo.prepared) == []


@pytest.mark.parametrize("group", ALL_GROUPS)
def test_pages_are_readable_by_all(demo, figure, group):
    pages = [
        page
        for page in demo.pages_of(group)
        if not page.name.startswith("admin:") or page.name in ADMIN_PAGES
    ]

    audited = AuditedPages(pages, lambda page: visit(demo, page, SHORT))

    audited.record(figure)
    assert audited.faults == {}
    assert pages


def pages_on_a_phone(portal, group, script, *arguments):
    """Open everything on each page of a group; return what the script finds there, by page."""
    found = {}
    for page in portal.pages_of(group):
        window = portal.window(page.reader)
        window.open(page.path)
        window.page.evaluate(OPEN_DETAILS)
        found[f"{page.name} as {page.reader}"] = window.page.evaluate(script, *arguments)
    assert found
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("group", ON_A_PHONE)
def test_long_words_wrap_on_a_phone(portal_of_long_words, figure, group):
    found = pages_on_a_phone(portal_of_long_words, group, TOO_WIDE)

    count = len(portal_of_long_words.pages_of(group))
    figure("T48", f"{len(found)} of {count} pages too wide with words of 200 and 2,000 letters")
    assert found == {}


# Django's own pages are for a desk.
@pytest.mark.parametrize("group", [group for group in ON_A_PHONE if group != DJANGOS])
def test_every_target_is_large_enough_for_a_finger(portal_of_long_words, figure, group):
    found = pages_on_a_phone(portal_of_long_words, group, TOO_SMALL, MIN_TARGET)

    count = len(portal_of_long_words.pages_of(group))
    figure("T46", f"{len(found)} of {count} pages with targets too small for a finger")
    assert found == {}


def test_error_pages_are_readable_by_all(demo, figure):
    texts = demo.server.installation.call(render_error_pages)

    faults = {name: faults_of_text(demo, name, text) for name, text in texts.items()}

    figure("T44", f"{len(texts)} error pages: {faults}")
    assert texts
    assert not any(faults.values())


def test_refusals_are_readable_by_all(demo, figure):
    pages = demo.pages_with_refusals()

    audited = AuditedPages(pages, lambda page: refuse(demo, page, SHORT[:1]))

    audited.record(figure)
    assert audited.faults == {}
    assert len(pages) == len(REFUSED)


def test_pasted_lines_are_readable_by_all(demo, figure):
    """The preview of pasted lines has an address that cannot be opened."""
    window = demo.window("administrator")
    window.open(demo.prepared["addresses"]["think-tank-show"] + CHOSEN_PAIR)
    window.page.fill("#words", "Kopīgs stends\nVienota etiķete")
    window.page.evaluate("document.getElementById('look-first').click()")
    window.page.wait_for_url("**/import/")

    faults = audit_page(window.page, SHORT).faults

    figure("T44", f"the preview of pasted lines: {faults}")
    assert faults == []


def test_a_checked_older_plan_is_readable_by_all(demo, figure):
    window = demo.window("administrator")
    window.open(demo.prepared["addresses"]["plan-import"])
    window.page.fill("#text", OLDER_PLAN)
    window.page.locator("main form.import [type=submit]").click()
    expect(window.page.locator("main [type=checkbox]").first).to_be_attached()

    faults = audit_page(window.page, SHORT).faults

    figure("T44", f"the check of an older plan: {faults}")
    assert faults == []


@pytest.mark.acceptance
@pytest.mark.parametrize("group", ALL_GROUPS)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_pages_are_readable_in_every_way(demo, figure, group, language):
    # Django's own pages are for a desk: they are enlarged on a wide screen only.
    modes = [
        mode for mode in FULL if group != "administration" or not mode.enlarged or mode.width > 320
    ]

    audited = AuditedPages(demo.pages_of(group), lambda page: visit(demo, page, modes, language))

    audited.record(figure)
    assert audited.faults == {}


@pytest.mark.acceptance
def test_refusals_are_readable_in_every_way(demo, figure):
    audited = AuditedPages(demo.pages_with_refusals(), lambda page: refuse(demo, page, FULL))

    audited.record(figure)
    assert audited.faults == {}


@pytest.mark.acceptance
def test_empty_pages_are_readable_in_every_way(empty_portal, figure):
    audited = AuditedPages(empty_portal.pages, lambda page: visit(empty_portal, page, FULL))

    audited.record(figure)
    assert audited.faults == {}


def test_own_contributions_are_announced_once(demo, figure):
    """The same text twice is announced twice, and what was typed is never read out."""
    window = demo.window("administrator")
    window.open(demo.prepared["addresses"]["think-tank-show"] + CHOSEN_PAIR)
    page = window.page
    wait_until_ready(page)
    page.fill("#words", "")  # another test may have left a draft
    record_announcements(page)
    added, *of_connection = page.evaluate(ANNOUNCED_TEXTS)

    add(page, OWN_TEXT, OWN_TEXT)
    expect(page.locator("#said > li").filter(has_text=OWN_TEXT)).to_have_count(2)
    expect(waiting(page)).to_have_count(0)

    announced = announcements(page)
    figure("T47", f"2 own contributions of the same text announced as {announced}")
    # On a slow machine the connection is announced as well; nothing else may be.
    assert [text for text in announced if not text.startswith(tuple(of_connection))] == [added] * 2
    assert "stends" not in "".join(announced)
