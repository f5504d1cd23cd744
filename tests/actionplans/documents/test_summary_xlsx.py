"""The summary: all regions in one workbook, drafts in numbers only."""

import pytest
from django.utils import timezone

from actionplans.models import Contribution, PublishedAction
from tests.support.factories import make_plan, make_programme, make_think_tank
from tests.support.published_versions import make_crowded_version
from tests.support.queries import count_queries
from tests.support.workbooks.exported_files import block_of, book_of, formulas_in, parts_of, rows_of
from tests.support.workbooks.summary import plans_in, whole_workbook

pytestmark = pytest.mark.django_db


def test_summary_shows_every_plan_in_numbers(full_programme):
    plans = plans_in(whole_workbook(full_programme.programme))

    version, published, *counts = plans["Kurzeme"]
    assert (version, published.date()) == (
        1,
        timezone.localdate(full_programme.version.published_at),
    )
    assert counts == [1, 2, 1, 1, 1, 1]
    assert plans["Latgale"] == (None, "not published", None, None, None, 0, 0, 0)
    assert plans["All regions"][2:] == (1, 2, 1, 1, 1, 1)
    assert plans["National plan"][0] == 1
    assert plans["National plan"][2:] == (1, 0, 0, 0, 1, 0)
    assert list(plans)[5:] == ["All regions", "National plan"]


def test_summary_counts_what_the_database_holds(full_programme):
    content = whole_workbook(full_programme.programme)

    regional = PublishedAction.objects.filter(version__plan__region__isnull=False)
    assert len(rows_of(content, "Actions")) == regional.count() == 1
    assert len(rows_of(content, "National plan")) == 1
    assert len(rows_of(content, "Contributions")) == 3
    by_role = {row[0]: row[1:6] for row in block_of(content, "Summary", "Actions by role")}
    assert by_role["Kurzeme"] == (0, 1, 0, 0, 1)
    assert by_role["National plan"] == (0, 1, 0, 0, 1)
    states = block_of(content, "Summary", "Answers of organisations about actions")
    assert next(row for row in states if row[0] == "Kurzeme")[1:7] == (0, 1, 0, 0, 0, 1)
    ((town, _day, place, state, captured),) = [
        row[:5] for row in block_of(content, "Summary", "Think tanks")
    ]
    assert (town, place, state) == ("Kuldīga", "Kurzeme", "open now")
    assert (
        captured == Contribution.objects.filter(think_tank=full_programme.think_tank).count() == 4
    )


def test_summary_shows_where_national_actions_come_from(full_programme):
    (row,) = rows_of(whole_workbook(full_programme.programme), "National plan")

    assert (row["Action key"], row["Wording"]) == ("NAC-PAS-01", "Visi zvana")
    assert (row["Kurzeme"], row["Latgale"]) == ("KUR-PAS-01", None)
    assert (row["Said (times)"], row["Version"]) == (2, 1)


def test_summary_shows_the_newest_answer_of_each_organisation(full_programme):
    (row,) = rows_of(whole_workbook(full_programme.programme), "Commitments")

    assert (row["Action key"], row["Organisation"]) == ("KUR-PAS-01", "=Parauga novads")
    assert (row["State"], row["Answer"]) == ("started", "@Sākts darbs")
    assert row["Wording"] == "+371 tālrunis visiem"
    assert row["Date"].date() == timezone.localdate(full_programme.report.reported_at)


def test_summary_shows_the_mapping(full_programme):
    (row,) = rows_of(whole_workbook(full_programme.programme), "Mapping")

    assert (row["Organisation"], row["Region"], row["What they offer"]) == (
        "=Parauga novads",
        "Kurzeme",
        "Telpas",
    )
    assert row["Confirmed"].date() == timezone.localdate(full_programme.map_entry.confirmed_at)


def test_summary_keeps_hostile_texts_as_text(full_programme):
    content = whole_workbook(full_programme.programme)

    assert formulas_in(content) == []
    assert "inlineStr" in parts_of(content)["xl/worksheets/sheet3.xml"]


def test_summary_is_latvian_and_names_its_language(full_programme):
    book = book_of(whole_workbook(full_programme.programme, "lv"))

    assert book.sheetnames == [
        "Kopsavilkums",
        "Rīcības",
        "Ieteikumi",
        "Nacionālais plāns",
        "Apņemšanās",
        "Kartējums",
        "Atsauksmes",
        "Versijas",
        "Paskaidrojumi",
    ]
    assert book["Kopsavilkums"]["A1"].value == "Kopsavilkums: Domnīcas 2026"
    assert book["Atsauksmes"]["C2"].value == "mazāk nekā 5"
    assert book.custom_doc_props["Language"].value == "lv"


def test_summary_of_an_empty_programme_has_its_headings():
    content = whole_workbook(make_programme())

    assert rows_of(content, "Actions") == rows_of(content, "Contributions") == []
    assert plans_in(content)["All regions"][2:] == (0, 0, 0, 0, 0, 0)


def test_summary_costs_the_same_at_3_and_60_actions():
    costs = []
    for actions in (3, 60):
        plan = make_plan(make_think_tank())
        make_crowded_version(plan, actions)
        content, count = count_queries(whole_workbook, plan.programme)
        assert len(rows_of(content, "Contributions")) == 2 * actions
        costs.append(count)

    assert costs[0] == costs[1] <= 25


def test_summary_reads_more_rows_than_a_page_without_a_gap(monkeypatch):
    monkeypatch.setattr("actionplans.queries.published.export_rows.PAGE", 7)
    plan = make_plan(make_think_tank())
    version = make_crowded_version(plan, 14)

    rows = rows_of(whole_workbook(plan.programme), "Contributions")

    bodies = version.contributions.order_by("pk").values_list("text__body", flat=True)
    assert [row["Original text"] for row in rows] == list(bodies)
