"""The summary: all regions side by side, drafts in numbers only, people nowhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from actionplans.documents.summary_xlsx import summary_workbook
from actionplans.models import Contribution, PublishedAction, State
from actionplans.operations.contributions import split_contribution
from actionplans.queries.summary import summary_visible_to, whole_summary
from stakeholders.models import Municipality
from tests.support.factories import (
    make_action,
    make_administrator,
    make_attendee,
    make_contribution,
    make_coordinator,
    make_device,
    make_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
)
from tests.support.full_programme import (
    block_of,
    book_of,
    formulas_in,
    parts_of,
    rows_of,
)
from tests.support.published_versions import make_crowded_version

pytestmark = pytest.mark.django_db


def made(summary, language="en") -> bytes:
    with translation.override(language):
        return summary_workbook(summary)


def whole(filled, language="en") -> bytes:
    return made(whole_summary(filled.programme), language)


def plans_in(content) -> dict[str, tuple]:
    return {row[0]: row[1:] for row in block_of(content, "Summary", "Plans")}


def test_summary_shows_every_plan_in_numbers(filled):
    plans = plans_in(whole(filled))

    version, published, *counts = plans["Kurzeme"]
    assert (version, published.date()) == (1, timezone.localdate(filled.version.published_at))
    assert counts == [1, 2, 1, 1, 1, 1]
    assert plans["Latgale"] == (None, "not published", None, None, None, 0, 0, 0)
    assert plans["All regions"][2:] == (1, 2, 1, 1, 1, 1)
    assert plans["National plan"][0] == 1
    assert plans["National plan"][2:] == (1, 0, 0, 0, 1, 0)
    assert list(plans)[5:] == ["All regions", "National plan"]


def test_summary_counts_what_the_database_holds(filled):
    content = whole(filled)

    regional = PublishedAction.objects.filter(version__plan__region__isnull=False)
    assert len(rows_of(content, "Actions")) == regional.count() == 1
    assert len(rows_of(content, "National plan")) == 1
    assert len(rows_of(content, "Contributions")) == 3
    by_role = {row[0]: row[1:6] for row in block_of(content, "Summary", "Actions by role")}
    assert by_role["Kurzeme"] == (0, 1, 0, 0, 1)
    assert by_role["National plan"] == (0, 1, 0, 0, 1)
    states = block_of(content, "Summary", "Answers of organisations about actions")
    assert next(row for row in states if row[0] == "Kurzeme")[1:7] == (0, 1, 0, 0, 0, 1)
    ((town, _day, place, state, said),) = [
        row[:5] for row in block_of(content, "Summary", "Think tanks")
    ]
    assert (town, place, state) == ("Kuldīga", "Kurzeme", "open now")
    assert said == Contribution.objects.filter(think_tank=filled.think_tank).count() == 4


def test_summary_shows_where_national_actions_come_from(filled):
    (row,) = rows_of(whole(filled), "National plan")

    assert (row["Action key"], row["Wording"]) == ("NAC-PAS-01", "Visi zvana")
    assert (row["Kurzeme"], row["Latgale"]) == ("KUR-PAS-01", None)
    assert (row["Said (times)"], row["Version"]) == (2, 1)


def test_summary_shows_the_newest_answer_of_each_organisation(filled):
    (row,) = rows_of(whole(filled), "Commitments")

    assert (row["Action key"], row["Organisation"]) == ("KUR-PAS-01", "=Parauga novads")
    assert (row["State"], row["Answer"]) == ("started", "@Sākts darbs")
    assert row["Wording"] == "+371 tālrunis visiem"
    assert row["Date"].date() == timezone.localdate(filled.report.reported_at)


def test_summary_shows_the_mapping(filled):
    (row,) = rows_of(whole(filled), "Mapping")

    assert (row["Organisation"], row["Region"], row["What they offer"]) == (
        "=Parauga novads",
        "Kurzeme",
        "Telpas",
    )
    assert row["Confirmed"].date() == timezone.localdate(filled.map_entry.confirmed_at)


@pytest.mark.parametrize("number", [0, 1, 4])
def test_summary_hides_feedback_of_fewer_than_5(filled, number):
    filled.give("gains", number, quotable=number)

    rows = [row for row in rows_of(whole(filled), "Feedback") if row["Region"] == "Kurzeme"]

    assert [row["Feedback (count)"] for row in rows] == ["fewer than 5"] * 3
    assert {row["Quotable feedback"] for row in rows} == {None}


def test_summary_quotes_only_what_may_be_quoted(filled):
    filled.give("use", 6, quotable=2)
    filled.give("gains", 5, of=region("latgale"))

    rows = rows_of(whole(filled), "Feedback")

    found = [
        (row["Region"], row["Feedback (count)"], row["Quotable feedback"])
        for row in rows
        if row["Feedback (count)"] != "fewer than 5"
    ]
    assert found == [
        ("Kurzeme", 6, None),
        ("Kurzeme", None, "Citējams use 0"),
        ("Kurzeme", None, "Citējams use 1"),
        ("Latgale", 5, None),
    ]


def test_summary_has_nothing_of_drafts_and_no_people(filled):
    filled.give("gains", 7)

    text = " ".join(parts_of(whole(filled)).values())

    assert "tālrunis" in text
    assert "CANARY" not in text
    assert filled.user.email not in text


def test_summary_shows_the_table_only_where_the_table_typed():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    table = think_tank.tables.get(number=2)
    make_contribution(think_tank, text="No galdiņa", table=table)
    typed = make_contribution(think_tank, text="No ierīces", table=table, by=device)
    whole = make_contribution(think_tank, text="Abi", table=table, by=device)
    split_contribution(whole, parts=["Viens", "Divi"], version=whole.version, by=make_user())
    plan = make_plan(think_tank)
    make_version_with_all(plan)
    assert typed.table == table

    rows = rows_of(made(whole_summary(think_tank.programme)), "Contributions")

    found = [(row["Original text"], row["Table"], row["Who suggests"]) for row in rows]
    assert found == [
        ("No galdiņa", 2, "Social entrepreneurs"),
        ("No ierīces", None, "Another role"),
        ("Viens", None, "Another role"),
        ("Divi", None, "Another role"),
    ]


def make_version_with_all(plan):
    make_action(*Contribution.objects.filter(plan=plan).exclude(state=State.SPLIT))
    return make_version(plan)


def test_summary_keeps_hostile_texts_as_text(filled):
    content = whole(filled)

    assert formulas_in(content) == []
    assert "inlineStr" in parts_of(content)["xl/worksheets/sheet3.xml"]


def test_summary_is_latvian_and_says_so(filled):
    book = book_of(whole(filled, "lv"))

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
    content = made(whole_summary(make_programme()))

    assert rows_of(content, "Actions") == rows_of(content, "Contributions") == []
    assert plans_in(content)["All regions"][2:] == (0, 0, 0, 0, 0, 0)


def test_summary_of_a_coordinator_has_the_own_region_only(filled):
    elsewhere = make_think_tank(programme=filled.programme, region=region("latgale"))
    make_version_with_all(make_contribution(elsewhere).plan)

    summary = summary_visible_to(make_coordinator("kurzeme"), filled.programme)

    content = made(summary)
    assert list(plans_in(content)) == ["Kurzeme", "All regions"]
    assert {row["Region"] for row in rows_of(content, "Actions")} == {"Kurzeme"}
    assert rows_of(content, "National plan") == []
    assert {row["Region"] for row in rows_of(content, "Feedback")} == {"Kurzeme"}
    assert len(rows_of(whole(filled), "Actions")) == 2


def test_summary_is_nothing_to_those_without_a_plan_in_the_programme(filled):
    assert summary_visible_to(make_user(), filled.programme) is None
    assert summary_visible_to(make_coordinator("latgale"), filled.programme) is None
    assert summary_visible_to(filled.user, filled.programme).is_whole is False
    assert summary_visible_to(make_administrator(), filled.programme).is_whole is True


def test_summary_costs_the_same_at_3_and_60_actions():
    costs = []
    for actions in (3, 60):
        plan = make_plan(make_think_tank())
        make_crowded_version(plan, actions)
        with CaptureQueriesContext(connection) as queries:
            content = made(whole_summary(plan.programme))
        assert len(rows_of(content, "Contributions")) == 2 * actions
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 25


def test_summary_reads_more_rows_than_a_page_without_a_gap(monkeypatch):
    monkeypatch.setattr("actionplans.queries.published.export_rows.PAGE", 7)
    plan = make_plan(make_think_tank())
    version = make_crowded_version(plan, 14)

    rows = rows_of(made(whole_summary(plan.programme)), "Contributions")

    bodies = version.contributions.order_by("pk").values_list("text__body", flat=True)
    assert [row["Original text"] for row in rows] == list(bodies)


def test_summary_counts_people_without_showing_few(filled):
    assert "People by municipality" not in str(rows_of(whole(filled), "Summary"))
    many, few = (
        make_think_tank(programme=filled.programme),
        make_think_tank(programme=filled.programme),
    )
    talsi = Municipality.objects.get(code="LV-097")
    for _time in range(6):
        make_attendee(many, role=role(), municipality=talsi, name=f"Slepena Parauga {_time}")
    for _time in range(4):
        make_attendee(few, role=role(), municipality=talsi)

    content = whole(filled)

    days = block_of(content, "Summary", "People on the attendance lists, by day and role")
    assert [row[2:8] for row in days] == [
        (6, 0, 6, 0, 0, 0),
        ("fewer than 5", *["not shown"] * 5),
    ]
    assert [row[:2] for row in block_of(content, "Summary", "People by municipality")] == [
        ("Talsi municipality", 10)
    ]
    assert "Slepena" not in "".join(parts_of(content).values())
