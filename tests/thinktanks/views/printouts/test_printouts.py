"""Table sheets, the slide with the code, and the replacement of the code."""

import datetime
import re

import pytest
import segno
from django.test import Client
from django.utils import timezone

from tests.support.factories import (
    make_administrator,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.codes import show_code
from thinktanks.models import ThinkTank
from thinktanks.models.think_tank import FEEDBACK_DAYS
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank

pytestmark = pytest.mark.django_db
PAGES = ("think-tank-sheets", "think-tank-slide", "think-tank-calendar", "think-tank-prepare")


def path_of(link) -> str:
    """Return the path of the QR code of this address."""
    drawing = segno.make(link, error="m", micro=False).svg_inline(border=4)
    return re.search(r' d="([^"]+)"', drawing)[1]


@pytest.fixture
def think_tank():
    programme = make_programme(
        funder_en="ESF+, project 4.3.4",
        cofunding_mark="eu",
        addressed_roles=[role(), role("policy_makers")],
    )
    return make_think_tank(programme=programme, tables=[role(), None])


def test_sheets_have_a_page_for_each_table(think_tank):
    page = html_of(
        signed_in(make_facilitator(think_tank)).get(address("think-tank-sheets", think_tank.pk))
    )

    sheets = page.split('<section class="table-sheet')[1:]
    assert len(sheets) == 2
    for table, sheet in zip(think_tank.tables.all(), sheets, strict=True):
        link = f"http://127.0.0.1:8000/join/{think_tank.join_code}?table={table.number}"
        assert f"Table {table.number} </h2>" in sheet
        assert path_of(link.replace("?", "/?")) in sheet
        assert show_code(think_tank.join_code) in sheet
        assert show_code(table.receipt_code) in sheet
        assert show_code(think_tank.feedback_code) in sheet
        assert path_of(f"http://127.0.0.1:8000/feedback/{think_tank.feedback_code}/") in sheet
        assert "ESF+, project 4.3.4" in sheet
        assert "Co-funded by the European Union" in sheet
        assert "/static/eu-emblem." in sheet
        assert sheet.count("<h4>") == 2
        assert sheet.count("<hr>") == 12


@pytest.mark.parametrize(
    ("ends", "shown"),
    [
        (lambda *_: None, ["join", "feedback", "receipt"]),
        (lambda think_tank, by: close_think_tank(think_tank, by=by), ["feedback", "receipt"]),
        (lambda think_tank, by: archive_programme(think_tank.programme, by=by), ["receipt"]),
    ],
)
def test_sheets_have_only_codes_that_work(think_tank, ends, shown):
    by = make_facilitator(think_tank)
    ends(think_tank, by)

    page = html_of(signed_in(by).get(address("think-tank-sheets", think_tank.pk)))

    codes = {
        "join": think_tank.join_code,
        "feedback": think_tank.feedback_code,
        "receipt": think_tank.tables.first().receipt_code,
    }
    assert [name for name, code in codes.items() if show_code(code) in page] == shown


def test_sheets_of_a_cancelled_think_tank_are_not_printed():
    think_tank = make_think_tank(is_open=False)
    by = make_facilitator(think_tank)
    cancel_think_tank(think_tank, reason="Zāle nav pieejama", by=by)

    page = html_of(signed_in(by).get(address("think-tank-sheets", think_tank.pk)))

    assert "Zāle nav pieejama" in page
    assert 'class="table-sheet' not in page


def test_qr_code_has_no_inline_style(think_tank):
    page = html_of(
        signed_in(make_facilitator(think_tank)).get(address("think-tank-slide", think_tank.pk))
    )

    assert "<svg" in page
    assert " style=" not in page
    assert "<style" not in page


def test_slide_shows_the_code_to_scan_and_to_type(think_tank):
    page = html_of(
        signed_in(make_facilitator(think_tank)).get(address("think-tank-slide", think_tank.pk))
    )

    assert path_of(f"http://127.0.0.1:8000/join/{think_tank.join_code}/") in page
    assert show_code(think_tank.join_code) in page
    assert "127.0.0.1:8000/join/" in page


@pytest.mark.parametrize("name", ["think-tank-sheets", "think-tank-slide"])
def test_a_programme_without_a_mark_shows_none(name):
    think_tank = make_think_tank()

    page = html_of(signed_in(make_facilitator(think_tank)).get(address(name, think_tank.pk)))

    assert show_code(think_tank.join_code) in page
    assert "European Union" not in page
    assert 'class="funder"' not in page


def test_prepare_shows_both_codes_and_where_to_type_them(think_tank):
    page = html_of(
        signed_in(make_facilitator(think_tank)).get(address("think-tank-prepare", think_tank.pk))
    )

    assert show_code(think_tank.join_code) in page
    assert show_code(think_tank.feedback_code) in page
    assert "127.0.0.1:8000/feedback/" in page


def test_prepare_shows_the_feedback_code_while_it_works(think_tank):
    by = make_facilitator(think_tank)
    close_think_tank(think_tank, by=by)
    prepare = address("think-tank-prepare", think_tank.pk)

    closed = html_of(signed_in(by).get(prepare))
    ThinkTank.objects.update(closed_at=timezone.now() - datetime.timedelta(days=FEEDBACK_DAYS + 1))
    over = html_of(signed_in(by).get(prepare))

    feedback, join = show_code(think_tank.feedback_code), show_code(think_tank.join_code)
    assert (feedback in closed, feedback in over) == (True, False)
    assert (join in closed, join in over) == (False, False)
    assert "Slide after the close" in closed
    assert address("think-tank-wall", think_tank.pk) not in closed


def test_rotate_join_code_replaces_the_old_one(think_tank):
    old = think_tank.join_code
    make_device(think_tank)

    response = signed_in(make_facilitator(think_tank)).post(
        address("join-code-rotate", think_tank.pk), follow=True
    )

    think_tank.refresh_from_db()
    new = think_tank.join_code
    assert new != old
    assert messages_of(response) == [
        f"The join code is now {show_code(new)}. The old code no longer works."
    ]
    assert Client().get(f"/join/{old}/").status_code == 404
    assert Client().get(f"/join/{new}/").status_code == 200
    assert think_tank.devices.count() == 1


def test_printouts_do_not_exist_for_others(think_tank):
    other = signed_in(make_facilitator(make_think_tank()))
    code = think_tank.join_code

    for name in PAGES:
        page = address(name, think_tank.pk)
        assert signed_in(make_administrator()).get(page).status_code == 200
        assert other.get(page).status_code == 404
    assert other.post(address("join-code-rotate", think_tank.pk)).status_code == 404
    think_tank.refresh_from_db()
    assert think_tank.join_code == code
