"""The list of contributions on the capture page, searched, filtered and paged."""

import uuid

import pytest

from actionplans.operations.contributions import correct_contribution, hide, split_contribution
from actionplans.operations.imports import import_contributions
from actionplans.queries.imports.new_rows import ImportRow
from tests.support.factories import (
    make_action,
    make_contribution,
    make_plan,
    role,
    seen,
)
from tests.support.pages.capture_lists import listed, open_page
from tests.support.pages.capture_pages import ESCAPED, SCRIPT, SOC_PAS
from tests.support.pages.requests import html_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db
# Session, account, grants, think tanks and the banner of the demo, on every page of the desk.
ON_EVERY_PAGE = 5


def test_think_tank_show_lists_the_newest_first(capture_page):
    for text in ("pirmais", "otrais", "trešais"):
        make_contribution(capture_page.think_tank, text=text)

    assert listed(open_page(capture_page)) == ["trešais", "otrais", "pirmais"]


def test_think_tank_show_escapes_markup(capture_page):
    make_contribution(capture_page.think_tank, text=SCRIPT)

    shown = html_of(open_page(capture_page))

    assert ESCAPED in shown
    assert "<script>alert" not in shown


def test_think_tank_show_shows_the_correction_and_the_original(capture_page):
    contribution = make_contribution(capture_page.think_tank, text="vajg telpas")
    correct_contribution(contribution, text="vajag telpas", version=1, by=capture_page.facilitator)

    shown = html_of(open_page(capture_page))

    assert listed(open_page(capture_page)) == ["vajag telpas"]
    assert 'Originally: <q lang="lv">vajg telpas</q>' in shown


def test_think_tank_show_has_parts_instead_of_what_was_split(capture_page):
    contribution = make_contribution(capture_page.think_tank, text="telpas; mentori")
    split_contribution(
        contribution, parts=["telpas", "mentori"], version=1, by=capture_page.facilitator
    )

    response = open_page(capture_page)

    assert listed(response) == ["mentori", "telpas"]
    assert html_of(response).count('Part of: <q lang="lv">telpas; mentori</q>') == 2
    assert response.context["total"] == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=TELPAS", ["Tukšas telpas"]),
        ("?q=tuksas+telpas", ["Tukšas telpas"]),
        ("?q=nav+tāda", []),
        ("?only=from.social_enterprises", ["Mentoru", "Tukšas telpas"]),
        ("?only=from.unknown", ["Autobusu"]),
        ("?only=to.policy_makers", ["Autobusu"]),
        ("?only=table.2", ["Mentoru"]),
        ("?only=hidden", ["Mentoru"]),
        ("?only=late", []),
        ("?only=from.unknown&q=mentor", []),
        ("?only=__class__&before=x&q=%00", ["Autobusu", "Mentoru", "Tukšas telpas"]),
        ("?only=table.1%27&before=99999999999999999999", ["Autobusu", "Mentoru", "Tukšas telpas"]),
    ],
)
def test_think_tank_show_finds(capture_page, query, found):
    table = capture_page.think_tank.tables.get(number=2)
    make_contribution(capture_page.think_tank, text="Tukšas telpas")
    mentor = make_contribution(capture_page.think_tank, text="Mentoru", table=table)
    make_contribution(
        capture_page.think_tank,
        text="Autobusu",
        author_role=None,
        addressed_role=role("policy_makers"),
    )
    hide(seen(mentor), by=capture_page.facilitator)

    assert listed(open_page(capture_page, query)) == found


def test_think_tank_show_finds_the_text_of_a_correction(capture_page):
    contribution = make_contribution(capture_page.think_tank, text="vajg")
    correct_contribution(contribution, text="vajag", version=1, by=capture_page.facilitator)

    assert listed(open_page(capture_page, "?q=vajag")) == ["vajag"]


def test_think_tank_show_leads_through_pages_of_fifty(capture_page):
    for number in range(60):
        make_contribution(capture_page.think_tank, text=f"teksts {number}")
    first = open_page(capture_page, f"?pair={SOC_PAS}")

    older = capture_page.client.get(first.context["older_address"])

    assert listed(first) == [f"teksts {number}" for number in range(59, 9, -1)]
    assert listed(older) == [f"teksts {number}" for number in range(9, -1, -1)]
    assert older.context["older_address"] is None
    assert older.context["pair"] == SOC_PAS


@pytest.mark.parametrize("query", ["", "?q=teksts"])
def test_think_tank_show_costs_the_same_at_3_and_60(capture_page, query):
    tables = list(capture_page.think_tank.tables.all())

    def add(count):
        rows = [
            ImportRow(
                f"teksts {number}",
                author_role=role("municipalities"),
                addressed_role=role("municipalities"),
                table=tables[number % 4],
                uuid=uuid.uuid4(),
            )
            for number in range(count)
        ]
        plan = make_plan(capture_page.think_tank)
        first, second, third, *_rest = import_contributions(
            plan, think_tank=capture_page.think_tank, rows=rows, by=capture_page.facilitator
        )
        correct_contribution(first, text="labots teksts", version=1, by=capture_page.facilitator)
        split_contribution(
            second, parts=["teksts", "teksts"], version=1, by=capture_page.facilitator
        )
        make_action(third)

    add(3)
    _page, at_3 = count_queries(open_page, capture_page, query)
    add(57)
    _page, at_60 = count_queries(open_page, capture_page, query)

    assert at_3 == at_60
    assert at_60 - ON_EVERY_PAGE <= 8
