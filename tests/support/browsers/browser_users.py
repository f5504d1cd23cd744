"""People who type at a think tank over HTTP: each sends an entry until it is acknowledged, whatever the network does."""

import json
import threading
import time
import uuid
from importlib import import_module
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from actionplans.models import Contribution, PlanEvent
from actionplans.queries.log.verification import differences
from tests.support.factories import make_facilitator, make_think_tank
from tests.support.servers.server import NoAnswer, fetch

# Django takes any secret of this form, if cookie and header agree.
TOKEN = "a" * 32


def seat(count):
    """A think tank with so many accounts at work; returns its number and the cookie of each."""
    think_tank = make_think_tank()
    return think_tank.pk, [session_cookie(make_facilitator(think_tank)) for _number in range(count)]


def session_cookie(user):
    """The cookie of an account that has signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def kept():
    """What the database holds: UUIDs with how often, differences, and whether the file is whole."""
    names = [str(name) for name in Contribution.objects.values_list("uuid", flat=True)]
    whole = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            whole = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    events = PlanEvent.objects.filter(kind="contribution.captured").count()
    return {"uuids": names, "events": events, "differences": differences(), "integrity": whole}


class Told(NamedTuple):
    """What was acknowledged for an entry, after how many tries."""

    uuid: str
    number: int
    seq: int
    tries: int


def entry(think_tank, **fields):
    values = {
        "uuid": str(uuid.uuid4()),
        "think_tank": think_tank,
        "text": "Atdodiet skolas virtuvi",
        "addressed_role": "municipalities",
        "author_role": "",
        "client_seq": 1,
    }
    return values | fields


def send(url, cookie, *entries):
    """Send entries together, as the one whose cookie it is; returns status and the answer for each."""
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    answer = fetch(
        f"{url}/api/capture/", method="POST", data=json.dumps(entries).encode(), headers=headers
    )
    return answer.status, json.loads(answer.body)["items"] if answer.status == 200 else answer.text


class Typists:
    """So many people, each in a thread; `told` fills as acknowledgements come, `unexpected` must stay empty."""

    def __init__(self, url, think_tank, cookies, count, *, patience=60):
        self.url, self.patience = url, patience
        self.told, self.unexpected, self.lock = [], [], threading.Lock()
        self.breath = threading.Event()
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
        for thread in self.threads:
            thread.join()

    def have_been_told(self, count):
        """Whether so many entries were acknowledged."""
        return len(self.told) >= count

    def _type(self, think_tank, cookie, share):
        for number in share:
            told = self._send_until_told(cookie, entry(think_tank, text=f"Teksts {number}"))
            with self.lock:
                self.told.append(told)

    def _send_until_told(self, cookie, one):
        tries, give_up = 0, time.monotonic() + self.patience
        while time.monotonic() < give_up:
            tries += 1
            try:
                status, items = send(self.url, cookie, one)
            except NoAnswer:
                self.breath.wait(0.05)
                continue
            if status == 200 and items[0]["uuid"] == one["uuid"] and "id" in items[0]:
                return Told(one["uuid"], items[0]["id"], items[0]["seq"], tries)
            with self.lock:
                self.unexpected.append([status, items])
        raise AssertionError(f"not told within {self.patience} s: {one}")
