"""A full room: people who type on phones and laptops, and walls that ask every two seconds what is new."""

import threading
import time

from django.conf import settings

from tests.support.browsers.browser_users import entry, send, session_cookie
from tests.support.factories import make_device, make_facilitator, make_think_tank
from tests.support.servers.server import NoAnswer, fetch

DEVICES, FACILITATORS = 60, 4
# More than a portal shows: every person's screen is taken for a wall.
SCREENS = DEVICES + FACILITATORS
ENTRY_EVERY, POLL_EVERY = 10, 2  # s
PATIENCE = 60  # s that people go on sending after the last entry was due


def prepare_full_room():
    """An open think tank; returns its number and the cookies of its devices and of its facilitators."""
    think_tank = make_think_tank()
    devices = [make_device(think_tank)[1] for _number in range(DEVICES)]
    people = [make_facilitator(think_tank) for _number in range(FACILITATORS)]
    return {
        "think_tank": think_tank.pk,
        "devices": [f"{settings.DEVICE_COOKIE_NAME}={token}" for token in devices],
        "facilitators": [session_cookie(one) for one in people],
    }


class FullRoom:
    """Runs for so many seconds. `told` are acknowledged UUIDs, `unexpected` must stay empty."""

    def __init__(self, url, room, seconds):
        self.url, self.seconds = url, seconds
        self.told, self.unexpected, self.lost = [], [], 0
        self.lock, self.never = threading.Lock(), threading.Event()
        self.think_tank, self.facilitators = room["think_tank"], room["facilitators"]
        typists = [*room["devices"], *self.facilitators]
        self.entries = len(typists) * (seconds // ENTRY_EVERY)
        work = [
            (self._type, cookie, number / len(typists)) for number, cookie in enumerate(typists)
        ]
        work += [
            (self._watch, self.facilitators[number % FACILITATORS], number / SCREENS)
            for number in range(SCREENS)
        ]
        self.threads = [threading.Thread(target=each, args=rest) for each, *rest in work]

    def run(self):
        """Returns when everybody has been told of everything, or has given up."""
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
            one = entry(self.think_tank, text=f"Teksts {part} {turn}", client_seq=turn + 1)
            while not self._is_told(cookie, one) and time.monotonic() < give_up:
                self.never.wait(1)

    def _is_told(self, cookie, one):
        try:
            status, items = send(self.url, cookie, one)
        except NoAnswer:
            self._note(lost=True)
            return False
        if status == 200 and items[0]["uuid"] == one["uuid"] and "id" in items[0]:
            with self.lock:
                self.told.append(one["uuid"])
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
