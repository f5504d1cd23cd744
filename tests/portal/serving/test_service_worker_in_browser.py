"""The service worker in a browser (static/js/service_worker.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.processes import wait_until

pytestmark = [pytest.mark.server, pytest.mark.browser]

# An older release left its cache; what is not ours is left alone.
OLD_CACHES = """
() => Promise.all([`capture-${location.origin}/en/desk/thinktanks/#old`, "another"].map((name) => caches.open(name)))
"""


def test_worker_deletes_old_caches_and_lets_the_portals_refusal_through(
    chromium, shared_server, live_think_tank
):
    with chromium.window(shared_server.url) as window:
        page = window.page
        window.open("/join/")
        page.evaluate(OLD_CACHES)
        live_think_tank.enter(window)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        wait_until(
            lambda: len(page.evaluate("caches.keys()")) == 2, what="the end of the old cache"
        )
        assert "#old" not in "".join(page.evaluate("caches.keys()"))
        assert page.evaluate("caches.has('another')")

        response = window.open("/en/desk/thinktanks/0/")

        assert response.status == 404
        assert page.evaluate("navigator.serviceWorker.controller.state") == "activated"
        expect(page.locator("body[data-shell]")).to_have_count(0)
