"""People who type at a think tank over HTTP and send every entry until it is acknowledged, whatever the network does."""

import json
import threading
import time
from importlib import import_module
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from actionplans.models import Contribution, PlanEvent
from actionplans.queries.log.verification import differences
from tests.support.contributions.batches import CAPTURE, entry
from tests.support.factories import make_facilitator, make_think_tank
from tests.support.servers.server import NoAnswer, fetch

# Django accepts any secret of this form if cookie and header agree.
TOKEN = "a" * 32
RETRY_AFTER = 0.05  # s between two tries of an entry
PATIENCE = 180  # s for one entry; longer than a server may take to start again


def prepare_facilitators(count):
    """Make an open think tank with `count` facilitators; return its pk and the session cookie of each."""
    think_tank = make_think_tank()
    return think_tank.pk, [session_cookie(make_facilitator(think_tank)) for _number in range(count)]


def session_cookie(user):
    """Return the cookie of an account that has signed in, as "name=value"."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def stored_contributions():
    """Return what the database holds: UUIDs (repeated if stored twice), events, differences, integrity of the file."""
    uuids = [str(value) for value in Contribution.objects.values_list("uuid", flat=True)]
    integrity = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    events = PlanEvent.objects.filter(kind="contribution.captured").count()
    return {
        "uuids": uuids,
        "events": events,
        "differences": differences(),
        "integrity": integrity,
    }


class Acknowledged(NamedTuple):
    """The answer of the portal for an entry, and the tries until it arrived."""

    uuid: str
    pk: int
    seq: int
    tries: int


def send_over_http(url, cookie, *entries):
    """Send a batch of entries with this cookie; return the status, and the answer for each entry or the text."""
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    answer = fetch(
        f"{url}{CAPTURE}", method="POST", data=json.dumps(entries).encode(), headers=headers
    )
    return answer.status, json.loads(answer.body)["items"] if answer.status == 200 else answer.text


def is_acknowledged(contribution, status, items):
    """Whether an answer of `send_over_http` acknowledges this contribution, the only one of its batch."""
    return status == 200 and items[0]["uuid"] == contribution["uuid"] and "id" in items[0]


class Typists:
    """People who send `count` entries together, each in a thread.

    `acknowledged` fills as answers arrive; `unexpected`, the answers that acknowledge nothing, must stay empty. With
    `hold_last` nobody sends their last entry before `send_last`, so that there is work for as long as a test needs it.
    """

    def __init__(self, url, think_tank, cookies, count, *, hold_last=False):
        self.url = url
        self.acknowledged, self.unexpected, self.unanswered = [], [], 0
        self.lock, self.pause = threading.Lock(), threading.Event()
        self.may_send_last = threading.Event()
        if not hold_last:
            self.may_send_last.set()
        shares = [range(number, count, len(cookies)) for number in range(len(cookies))]
        self.threads = [
            threading.Thread(target=self._type, args=(think_tank, cookie, share))
            for cookie, share in zip(cookies, shares, strict=True)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.send_last()
        for thread in self.threads:
            thread.join()

    def send_last(self):
        """Let everybody send their last entry."""
        self.may_send_last.set()

    def has_acknowledged(self, count):
        """Whether at least `count` entries were acknowledged."""
        return len(self.acknowledged) >= count

    def _type(self, think_tank, cookie, share):
        for number in share:
            if number == share[-1]:
                self.may_send_last.wait()
            if not self._send_until_acknowledged(
                cookie, entry(think_tank, text=f"Teksts {number}")
            ):
                break

    def _send_until_acknowledged(self, cookie, contribution):
        """Return whether the entry was acknowledged; an unexpected answer ends the work of this person."""
        tries, give_up = 0, time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            tries += 1
            try:
                status, items = send_over_http(self.url, cookie, contribution)
            except NoAnswer:
                with self.lock:
                    self.unanswered += 1
                self.pause.wait(RETRY_AFTER)
                continue
            with self.lock:
                if not is_acknowledged(contribution, status, items):
                    self.unexpected.append([status, items])
                    return False
                answer = items[0]
                self.acknowledged.append(
                    Acknowledged(answer["uuid"], answer["id"], answer["seq"], tries)
                )
                return True
        raise AssertionError(f"not acknowledged within {PATIENCE} s: {contribution}")
