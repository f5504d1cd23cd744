"""T59: what was typed without a connection stays on the device, with the reason, when the programme is archived meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import add, waiting
from tests.support.factories import make_administrator
from thinktanks.models import ThinkTank
from thinktanks.operations.programmes import archive_programme

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data, pytest.mark.promise]

TYPED = [f"Bez tīkla {number}" for number in range(20)]
REFUSED = ".field-error, .sent.is-problem"  # in the field, or in the list
SENTENCE = "This programme is archived: everything can be read, but nothing can be changed."


def archive(pk):
    archive_programme(ThinkTank.objects.get(pk=pk).programme, by=make_administrator())


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    """The capture page with a full outbox, back with a connection after the programme was archived."""
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        window.context.set_offline(True)
        add(window.page, *TYPED)
        expect(waiting(window.page)).to_have_count(20)
        shared_server.installation.call(archive, pk=live_think_tank.pk)
        window.context.set_offline(False)
        yield window.page


def test_a_full_outbox_stays_on_the_device_with_the_reason(page, live_think_tank):
    problems = page.locator(REFUSED, has_text=SENTENCE)

    expect(problems).to_have_count(20)
    expect(page.locator("#outbox")).to_contain_text("Needs attention:")
    assert live_think_tank.stored() == []
