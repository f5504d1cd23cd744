"""What the summary leaves out: people, few answers, drafts, and plans of others."""

import pytest

from actionplans.operations.contributions import split_contribution
from actionplans.queries.summary import summary_visible_to
from stakeholders.models import Municipality
from tests.support.factories import (
    make_administrator,
    make_answer,
    make_answers,
    make_attendee,
    make_contribution,
    make_coordinator,
    make_device,
    make_plan,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.workbooks.exported_files import block_of, parts_of, rows_of
from tests.support.workbooks.summary import (
    cover_of,
    plans_in,
    publish_all,
    whole_workbook,
    workbook_of,
)
from thinktanks.operations.answers import hide_answers, star_answers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [0, 1, 4])
def test_summary_hides_feedback_of_fewer_than_5(full_programme, number):
    full_programme.give_answers("gains", number, quotable=number)

    rows = [
        row
        for row in rows_of(whole_workbook(full_programme.programme), "Feedback")
        if row["Region"] == "Kurzeme"
    ]

    assert [row["Feedback (count)"] for row in rows] == ["fewer than 5"] * 3
    assert {row["Quotable feedback"] for row in rows} == {None}


def test_summary_quotes_only_what_may_be_quoted(full_programme):
    full_programme.give_answers("use", 6, quotable=2)
    full_programme.give_answers("gains", 5, of=region("latgale"))

    rows = rows_of(whole_workbook(full_programme.programme), "Feedback")

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


def test_summary_quotes_no_answer_that_is_hidden_or_looks_like_personal_data(full_programme):
    think_tank = full_programme.think_tank
    make_answer(think_tank, "Citējama")
    make_answer(think_tank, "CANARY necitējama", quotable=False)
    hide_answers([make_answer(think_tank, "CANARY paslēpta")], by=make_user())
    make_answers(think_tank, 2, "CANARY zvaniet 29 123 456,")

    content = whole_workbook(full_programme.programme)

    [counted, *quoted] = [
        (row["Feedback (count)"], row["Quotable feedback"])
        for row in rows_of(content, "Feedback")
        if row["Question"] == "What did you gain?" and row["Region"] == "Kurzeme"
    ]
    assert (counted, quoted) == ((5, None), [(None, "Citējama")])
    assert "CANARY" not in " ".join(parts_of(content).values())


def test_summary_marks_quoted_feedback_with_a_star(full_programme):
    first, *_others = make_answers(full_programme.think_tank, 5)
    star_answers([first], by=make_user())

    rows = rows_of(whole_workbook(full_programme.programme), "Feedback")

    assert [
        (row["Quotable feedback"], row["Starred"]) for row in rows if row["Quotable feedback"]
    ] == [
        ("Kontaktus 0", "yes"),
        *((f"Kontaktus {number}", None) for number in range(1, 5)),
    ]


def test_summary_has_nothing_of_drafts_and_no_people(full_programme):
    full_programme.give_answers("gains", 7)

    text = " ".join(parts_of(whole_workbook(full_programme.programme)).values())

    assert "tālrunis" in text
    assert "CANARY" not in text
    assert full_programme.user.email not in text


def test_summary_shows_the_table_only_of_what_no_device_sent():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    table = think_tank.tables.get(number=2)
    make_contribution(think_tank, text="No galdiņa", table=table)
    typed = make_contribution(think_tank, text="No ierīces", table=table, by=device)
    whole = make_contribution(think_tank, text="Abi", table=table, by=device)
    split_contribution(whole, parts=["Viens", "Divi"], version=whole.version, by=make_user())
    plan = make_plan(think_tank)
    publish_all(plan)
    assert typed.table == table

    rows = rows_of(whole_workbook(think_tank.programme), "Contributions")

    found = [(row["Original text"], row["Table"], row["Who suggests"]) for row in rows]
    assert found == [
        ("No galdiņa", 2, "Social entrepreneurs"),
        ("No ierīces", None, "Role not shown"),
        ("Viens", None, "Role not shown"),
        ("Divi", None, "Role not shown"),
    ]


def test_summary_counts_people_without_showing_few(full_programme):
    assert "People by municipality" not in cover_of(whole_workbook(full_programme.programme))
    large, small = (make_think_tank(programme=full_programme.programme) for _number in range(2))
    talsi = Municipality.objects.get(code="LV-097")
    for number in range(6):
        make_attendee(large, role=role(), municipality=talsi, name=f"Slepena Parauga {number}")
    for _number in range(4):
        make_attendee(small, role=role(), municipality=talsi)

    content = whole_workbook(full_programme.programme)

    days = block_of(content, "Summary", "People who came, by day and role")
    assert [row[2:8] for row in days] == [
        (6, 0, 6, 0, 0, 0),
        ("fewer than 5", *["not shown"] * 5),
    ]
    assert [row[:2] for row in block_of(content, "Summary", "People by municipality")] == [
        ("Talsi municipality", 6)
    ]
    assert "Slepena" not in "".join(parts_of(content).values())


def test_summary_of_a_coordinator_has_the_own_region_only(full_programme):
    elsewhere = make_think_tank(programme=full_programme.programme, region=region("latgale"))
    publish_all(make_contribution(elsewhere).plan)

    summary = summary_visible_to(make_coordinator("kurzeme"), full_programme.programme)

    content = workbook_of(summary)
    assert list(plans_in(content)) == ["Kurzeme", "All regions"]
    assert {row["Region"] for row in rows_of(content, "Actions")} == {"Kurzeme"}
    assert rows_of(content, "National plan") == []
    assert {row["Region"] for row in rows_of(content, "Feedback")} == {"Kurzeme"}
    assert len(rows_of(whole_workbook(full_programme.programme), "Actions")) == 2


def test_summary_is_nothing_to_those_without_a_plan_in_the_programme(full_programme):
    assert summary_visible_to(make_user(), full_programme.programme) is None
    assert summary_visible_to(make_coordinator("latgale"), full_programme.programme) is None
    assert summary_visible_to(full_programme.user, full_programme.programme).is_whole is False
    assert summary_visible_to(make_administrator(), full_programme.programme).is_whole is True
