"""The service worker in a browser (static/js/service_worker.js)."""

import pytest

from tests.support.browsers.live_think_tanks import open_page_itself, wait_for_service_worker
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
        wait_for_service_worker(page)
        wait_until(
            lambda: len(page.evaluate("caches.keys()")) == 2, what="the end of the old cache"
        )
        assert "#old" not in "".join(page.evaluate("caches.keys()"))
        assert page.evaluate("caches.has('another')")

        response = open_page_itself(page, "/en/desk/thinktanks/0/")

        assert response.status == 404
        assert page.evaluate("navigator.serviceWorker.controller.state") == "activated"
