"""A full think tank: people who type on phones and laptops, and walls that poll for new contributions."""

import statistics
import threading
import time

from django.conf import settings

from tests.support.browsers.browser_users import is_acknowledged, send_over_http, session_cookie
from tests.support.contributions.batches import entry
from tests.support.factories import make_device, make_facilitator, make_think_tank
from tests.support.servers.server import NoAnswer, fetch

DEVICES_EACH = 15  # for each facilitator
ENTRY_EVERY, POLL_EVERY = 10, 2  # s
PATIENCE = 300  # s for sending again after the last entry was due
POST_P95, POST_P99, POLL_P95 = 0.5, 2, 0.15  # s in which the server answers


def prepare_full_think_tank(people):
    """Make an open think tank; return its pk and the cookies of its devices and of its facilitators."""
    think_tank = make_think_tank()
    facilitators = people // (DEVICES_EACH + 1)
    devices = [make_device(think_tank)[1] for _device in range(people - facilitators)]
    return {
        "think_tank": think_tank.pk,
        "devices": [f"{settings.DEVICE_COOKIE_NAME}={token}" for token in devices],
        "facilitators": [
            session_cookie(make_facilitator(think_tank)) for _facilitator in range(facilitators)
        ],
    }


class FullThinkTank:
    """People who send entries for `seconds`, each with a wall that polls.

    `acknowledged` holds the UUIDs of acknowledged entries, `lost` counts requests without an answer, and `unexpected`,
    the answers of any other kind, must stay empty.
    """

    def __init__(self, url, prepared, seconds):
        self.url, self.seconds = url, seconds
        self.acknowledged, self.unexpected, self.lost = [], [], 0
        self.lock, self.pause = threading.Lock(), threading.Event()
        self.think_tank, facilitators = prepared["think_tank"], prepared["facilitators"]
        people = [*prepared["devices"], *facilitators]
        self.entries = len(people) * (seconds // ENTRY_EVERY)
        self.threads = []
        for index, cookie in enumerate(people):
            part = index / len(people)
            viewer = facilitators[index % len(facilitators)]
            self.threads += [
                threading.Thread(target=self._type, args=(cookie, part)),
                threading.Thread(target=self._watch, args=(viewer, part)),
            ]

    def run(self):
        """Return when every entry was acknowledged or given up."""
        self.began = time.monotonic()
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()

    def _turns(self, part, every):
        """Yield the number of each turn, one every `every` seconds; `part` (0 to 1) spreads the people over that time."""
        for turn in range(self.seconds // every):
            due = self.began + (turn + part) * every
            self.pause.wait(max(0, due - time.monotonic()))
            yield turn

    def _type(self, cookie, part):
        give_up = self.began + self.seconds + PATIENCE
        for turn in self._turns(part, ENTRY_EVERY):
            contribution = entry(self.think_tank, text=f"Teksts {part} {turn}", client_seq=turn + 1)
            while not self._send(cookie, contribution) and time.monotonic() < give_up:
                self.pause.wait(1)

    def _send(self, cookie, contribution):
        """Return whether the entry was acknowledged."""
        try:
            status, items = send_over_http(self.url, cookie, contribution)
        except NoAnswer:
            self._note(lost=True)
            return False
        if is_acknowledged(contribution, status, items):
            with self.lock:
                self.acknowledged.append(contribution["uuid"])
            return True
        self._note([status, items])
        return False

    def _watch(self, cookie, part):
        etag = ""
        for _turn in self._turns(part, POLL_EVERY):
            headers = {"Cookie": cookie, "HX-Request": "true", "If-None-Match": etag}
            try:
                answer = fetch(
                    f"{self.url}/desk/thinktanks/{self.think_tank}/wall/", headers=headers
                )
            except NoAnswer:
                self._note(lost=True)
                continue
            etag = answer.headers["ETag"] or ""
            if answer.status not in (200, 304):
                self._note([answer.status, answer.text])

    def _note(self, unexpected=None, *, lost=False):
        with self.lock:
            self.lost += lost
            if unexpected:
                self.unexpected.append(unexpected)


def percentiles(seconds):
    """Return the 50th, 95th and 99th percentile."""
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49], cuts[94], cuts[98]


def describe(name, seconds):
    """Return the percentiles as text, in milliseconds."""
    p50, p95, p99 = (round(cut * 1000) for cut in percentiles(seconds))
    return f"{name} p50 {p50}, p95 {p95}, p99 {p99} ms"


def times_of(proxy, method):
    """Return the seconds that the server took for each request with this method."""
    return [request.seconds for request in proxy.forwarded if request.line.startswith(method)]
