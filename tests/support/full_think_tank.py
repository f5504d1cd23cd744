"""A full think tank: people who type on phones and laptops, and walls that ask every two seconds what is new."""

import threading
import time

from django.conf import settings

from tests.support.browsers.browser_users import entry, send, session_cookie
from tests.support.factories import make_device, make_facilitator, make_think_tank
from tests.support.servers.server import NoAnswer, fetch

DEVICES_EACH = 15  # for each facilitator
ENTRY_EVERY, POLL_EVERY = 10, 2  # s
PATIENCE = 60  # s that people go on sending after the last entry was due


def prepare_full_think_tank(people):
    """An open think tank; returns its pk and the cookies of its devices and of its facilitators."""
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
    """Runs for so many seconds. `told` are acknowledged UUIDs, `unexpected` must stay empty.

    Every person also has a wall, which is more than a portal shows.
    """

    def __init__(self, url, prepared, seconds):
        self.url, self.seconds = url, seconds
        self.told, self.unexpected, self.lost = [], [], 0
        self.lock, self.never = threading.Lock(), threading.Event()
        self.think_tank, facilitators = prepared["think_tank"], prepared["facilitators"]
        people = [*prepared["devices"], *facilitators]
        self.entries = len(people) * (seconds // ENTRY_EVERY)
        work = []
        for number, cookie in enumerate(people):
            part = number / len(people)
            work += [
                (self._type, cookie, part),
                (self._watch, facilitators[number % len(facilitators)], part),
            ]
        self.threads = [threading.Thread(target=each, args=rest) for each, *rest in work]

    def run(self):
        """Returns when everything of everybody was acknowledged, or they have given up."""
        self.began = time.monotonic()
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()

    def _moments(self, part, every):
        """One turn each so many seconds, everybody at another part of it."""
        for turn in range(self.seconds // every):
            due = self.began + (turn + part) * every
            self.never.wait(max(0, due - time.monotonic()))
            yield turn

    def _type(self, cookie, part):
        give_up = self.began + self.seconds + PATIENCE
        for turn in self._moments(part, ENTRY_EVERY):
            contribution = entry(self.think_tank, text=f"Teksts {part} {turn}", client_seq=turn + 1)
            while not self._is_told(cookie, contribution) and time.monotonic() < give_up:
                self.never.wait(1)

    def _is_told(self, cookie, contribution):
        try:
            status, items = send(self.url, cookie, contribution)
        except NoAnswer:
            self._note(lost=True)
            return False
        if status == 200 and items[0]["uuid"] == contribution["uuid"] and "id" in items[0]:
            with self.lock:
                self.told.append(contribution["uuid"])
            return True
        self._note([status, items])
        return False

    def _watch(self, cookie, part):
        etag = ""
        for _turn in self._moments(part, POLL_EVERY):
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
