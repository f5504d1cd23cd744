"""What people type is stored alike from every sender of contributions."""

import time

import pytest

from actionplans.models import Contribution
from tests.support.contributions.senders import (
    SENDERS,
    answer_of,
    make_event,
    send_from,
    sentence_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Skola\x00 un \u200bvirtuve", "Skola un virtuve"),
        ("\u202eSkola\u202c", "Skola"),
        ("Paldies \U0001f469\u200d\U0001f373🇱🇻", "Paldies \U0001f469\u200d\U0001f373🇱🇻"),
        ("Saldus\tBrocēni", "Saldus Brocēni"),
        ("Saldus\x1fBrocēni", "Saldus Brocēni"),
        ("\uf0b7\tSaldus", "Saldus"),
        ("<script>alert(1)</script> & „Pēdiņas”", "<script>alert(1)</script> & „Pēdiņas”"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("a" * 2000, "a" * 2000),
    ],
)
def test_text_is_stored_without_invisible_characters(event, sender, typed, stored):
    status, _page = answer_of(send_from(event, sender, "lv", text=typed), sender)

    assert status in (201, 302)
    assert [row.text.body for row in Contribution.objects.all()] == [stored]


@pytest.mark.parametrize("sender", SENDERS)
def test_accents_by_the_thousand_take_no_time(event, sender):
    started = time.process_time()

    status, message = answer_of(
        send_from(event, sender, "lv", text="a" + "\u0301\u0327" * 70_000), sender
    )

    values = {"count": 140_001, "limit": 2000}
    sentence = "The text is too long: %(count)s of %(limit)s characters."
    assert (status, sentence_in("lv", sentence, **values) in message) == (422, True)
    assert time.process_time() - started < 2
