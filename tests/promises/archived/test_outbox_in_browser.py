"""T59: what was typed without a connection stays on the device, with the reason, when the programme is archived meanwhile."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browsers import phones
from tests.support.browsers.live_think_tanks import add, waiting
from tests.support.factories import make_administrator
from thinktanks.models import ThinkTank
from thinktanks.operations.programmes import archive_programme

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data, pytest.mark.promise]

TYPED = [f"Bez tīkla {number}" for number in range(20)]
REFUSED = ".field-error, .sent.is-problem"  # in the field, or in the list
SENTENCE = "This programme is archived: everything can be read, but nothing can be changed."
NOT_ADDED = "Left in the field, not added"


def archive(pk):
    archive_programme(ThinkTank.objects.get(pk=pk).programme, by=make_administrator())


def archive_without(page, live_think_tank):
    """Archive the programme and connect the page again."""
    expect(waiting(page)).to_have_count(20)
    live_think_tank.server.installation.call(archive, pk=live_think_tank.pk)
    page.context.set_offline(False)


def downloaded(page):
    """Return the lines of the file that the page offers."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as text").click()
    return Path(download.value.path()).read_text().splitlines()


def expect_listed(page):
    """Wait until the page without a form lists all that was typed, each with the reason."""
    expect(page.locator("#outbox .serif")).to_have_text([f"„{text}”" for text in TYPED])
    expect(page.locator("#outbox .to")).to_have_text([SENTENCE] * 20)


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    """The capture page with a full outbox, back with a connection after the programme was archived."""
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        window.context.set_offline(True)
        add(window.page, *TYPED)
        archive_without(window.page, live_think_tank)
        yield window.page


@pytest.fixture
def phone(chromium, shared_server, live_think_tank):
    """The same on the phone of a participant."""
    with chromium.window(shared_server.url, width=320) as window:
        live_think_tank.enter_as_participant(window)
        phones.choose_role(window.page)
        window.context.set_offline(True)
        for text in TYPED:
            phones.add(window.page, text)
        archive_without(window.page, live_think_tank)
        yield window.page


def test_a_full_outbox_stays_on_the_device_with_the_reason(page, live_think_tank):
    problems = page.locator(REFUSED, has_text=SENTENCE)

    expect(problems).to_have_count(20)
    expect(page.locator("#outbox")).to_contain_text("Needs attention:")
    assert live_think_tank.stored() == []


def test_the_archived_capture_page_lists_what_stayed_and_what_was_in_the_field(page):
    expect(page.locator(REFUSED, has_text=SENTENCE)).to_have_count(20)
    first = page.input_value("#words")

    page.reload()

    expect(page.locator("#capture")).to_have_count(0)
    listed = page.locator("#outbox .trail > li")
    expect(listed).to_have_count(20)
    expect(listed.filter(has_text=SENTENCE)).to_have_count(19)
    expect(listed.filter(has_text=NOT_ADDED).locator(".serif")).to_have_text(f"„{first}”")
    assert sorted(downloaded(page)) == sorted(f"• {text}" for text in TYPED)


def test_a_full_outbox_of_a_phone_stays_there_with_the_reason(phone, live_think_tank):
    items = phone.locator("#own > li")

    expect(items.locator(".sent.is-problem", has_text=SENTENCE)).to_have_count(20)
    expect(items.locator(".serif")).to_have_text([f"„{text}”" for text in reversed(TYPED)])
    assert downloaded(phone) == [f"• {text}" for text in TYPED]
    assert live_think_tank.stored() == []


def test_the_archived_page_of_a_phone_lists_what_stayed(phone):
    expect(phone.locator("#own .sent.is-problem")).to_have_count(20)

    phone.reload()

    expect(phone.locator("#capture")).to_have_count(0)
    expect_listed(phone)
    assert downloaded(phone) == [f"• {text}" for text in TYPED]
    phone.reload()
    expect_listed(phone)


def test_the_archived_page_of_a_phone_lists_what_went_back_into_the_field(phone):
    expect(phone.locator("#own .sent.is-problem")).to_have_count(20)
    phone.get_by_role("button", name="Put it back in the field").last.click()
    expect(phone.locator("#own > li")).to_have_count(19)

    phone.reload()

    expect(phone.locator("#outbox .serif").last).to_have_text(f"„{TYPED[0]}”")
    expect(phone.locator("#outbox .to")).to_have_text([SENTENCE] * 19 + [NOT_ADDED])
