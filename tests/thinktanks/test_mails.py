"""How often the calendar entry is mailed, and that nothing of it is kept."""

import time

import pytest
from django.core import mail
from django.db import connection

from tests.support.factories import make_think_tank
from thinktanks.mails import mail_calendar_entry

pytestmark = pytest.mark.django_db


def test_mail_calendar_entry_once_an_hour_to_each_address_for_each_think_tank(monkeypatch):
    start, first, other, sent = time.time(), make_think_tank(), make_think_tank(), []

    for minutes, think_tank, email in (
        (0, first, "anna@example.org"),
        (59, first, "ANNA@example.org"),
        (59, first, "cita@example.org"),
        (59, other, "anna@example.org"),
        (61, first, "anna@example.org"),
    ):
        monkeypatch.setattr(time, "time", lambda now=start + minutes * 60: now)
        mail_calendar_entry(think_tank, email=email)
        sent.append(len(mail.outbox))

    assert sent == [1, 1, 2, 3, 4]


def test_mail_calendar_entry_leaves_no_time_in_the_database():
    mail_calendar_entry(make_think_tank(), email="anna@example.org")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_cache")
        assert (len(mail.outbox), cursor.fetchone()) == (1, (0,))
