"""The workbook of a version: all frozen rows, in both languages, as text."""

import datetime

import pytest
from django.utils import timezone, translation

from actionplans.documents.plan_xlsx import plan_workbook
from actionplans.models import PublishedAction, PublishedContribution
from actionplans.operations.items import set_aside
from actionplans.operations.publication import withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.queries.published.export_rows import export_plan
from actionplans.queries.published.versions import versions
from files.cells import clean
from tests.files.test_workbook import HOSTILE, MARKUP
from tests.support.factories import (
    make_action,
    make_contribution,
    make_plan,
    make_think_tank,
    make_user,
    make_version,
    seen,
)
from tests.support.full_programme import DEADLINE
from tests.support.published_versions import make_crowded_version
from tests.support.queries import count_queries
from tests.support.workbooks.exported_files import block_of, book_of, formulas_in, parts_of, rows_of

pytestmark = pytest.mark.django_db


def workbook_of(version, language="en") -> bytes:
    with translation.override(language):
        return plan_workbook(export_plan(versions().get(pk=version.pk)))


def test_plan_workbook_shows_the_action_whole(full_programme):
    (row,) = rows_of(workbook_of(full_programme.version), "Actions")

    assert row == {
        "Action key": "KUR-PAS-01",
        "Region": "Kurzeme",
        "To whom": "Municipalities",
        "Wording": "+371 tālrunis visiem",
        "Condition": "ja ir finansējums",
        "Lead": "Dome",
        "First step": "Zvanīt",
        "Deadline": datetime.datetime.combine(DEADLINE, datetime.time()),
        "Support needed from": "policy makers",
        "Linked actions": None,
        "Said (times)": 2,
        "Roles (count)": 1,
        "Version": 1,
        "Link": "http://127.0.0.1:8000/en/plans/2026/kurzeme/actions/KUR-PAS-01/",
    }


def test_plan_workbook_shows_every_published_contribution(full_programme):
    rows = rows_of(workbook_of(full_programme.version), "Contributions")

    found = [
        (row["Included in action"], row["Who suggests"], row["Original text"], row["Correction"])
        for row in rows
    ]
    assert found == [
        ("KUR-PAS-01", "Social entrepreneurs", "-5 °C telpās nav ko darīt", None),
        ("KUR-PAS-01", "Not known", "tikties biezhak", "Tikties biežāk"),
        (None, "Social entrepreneurs", "Nezinu", None),
    ]
    assert (rows[2]["Reason not included"], rows[2]["Note on the reason"]) == (
        "Other",
        "Nav skaidrs",
    )
    assert {row["Think tank"] for row in rows} == {"Kuldīga, 12 November 2026"}


def test_plan_workbook_counts_what_the_database_holds(full_programme):
    content = workbook_of(full_programme.version)

    assert block_of(content, "Summary", "Actions by role") == [
        ("Municipalities", 1, 2, None, None, None, None, None),
        ("Total", 1, 2, None, None, None, None, None),
    ]
    outcomes = block_of(content, "Summary", "What became of the contributions")
    assert [row[:2] for row in outcomes] == [
        ("Included", 2),
        ("Not included: other", 1),
        ("Total", 3),
    ]
    rows = PublishedContribution.objects.filter(version=full_programme.version)
    assert len(rows_of(content, "Contributions")) == rows.count() == 3
    actions = PublishedAction.objects.filter(version=full_programme.version)
    assert len(rows_of(content, "Actions")) == actions.count() == 1


def test_plan_workbook_has_nothing_of_the_draft_and_no_names(full_programme):
    text = " ".join(parts_of(workbook_of(full_programme.version)).values())

    assert "tālrunis" in text
    assert "CANARY" not in text
    assert full_programme.user.email not in text


def test_plan_workbook_of_the_nation_names_the_regional_actions(full_programme):
    (row,) = rows_of(workbook_of(full_programme.national_version), "Contributions")

    assert (row["Included in action"], row["Regional action"]) == ("NAC-PAS-01", "KUR-PAS-01")
    assert (row["Region"], row["Who suggests"]) == ("Kurzeme", None)
    assert row["Original text"] == "+371 tālrunis visiem"


def test_plan_workbook_lists_the_versions_with_their_states(full_programme):
    make_contribution(full_programme.think_tank)
    for item in (full_programme.undecided, full_programme.think_tank.contributions.last()):
        set_aside(seen(item), reason="repeats", by=full_programme.user)
    second = make_version(full_programme.version.plan, note="Otrā", by=full_programme.user)
    withdrawal = withdraw_version(second, reason="Kļūda", by=full_programme.user)

    rows = rows_of(workbook_of(second), "Versions")

    found = [(row["Version"], row["State"], row["What changed"]) for row in rows]
    assert found == [(2, "withdrawn", "Otrā"), (1, "published", "Pirmā")]
    assert rows[0]["Reason for the withdrawal"] == "Kļūda"
    assert rows[0]["Withdrawn"].date() == timezone.localdate(withdrawal.withdrawn_at)
    assert [row["Checksum"] for row in rows] == [second.checksum, full_programme.version.checksum]
    assert [row["Contributions included"] for row in rows] == [2, 2]
    assert [row["Contributions not included"] for row in rows] == [3, 1]
    facts = [row[:2] for row in book_of(workbook_of(second))["Summary"].values]
    assert ("State", "withdrawn") in facts
    assert ("Reason for the withdrawal", "Kļūda") in facts
    assert ("What changed", "Otrā") in facts
    first = [row[:2] for row in book_of(workbook_of(full_programme.version))["Summary"].values]
    assert ("About this version", "Pirmā") in first


def test_plan_workbook_leaves_out_words_set_aside_as_personal_data(full_programme):
    set_aside(seen(full_programme.undecided), reason="personal_data", by=full_programme.user)
    version = make_version(full_programme.version.plan, note="Otrā", by=full_programme.user)
    assert version.contributions.filter(text__body__contains="CANARY").count() == 1

    content = workbook_of(version)

    row = rows_of(content, "Contributions")[-1]
    assert row["Original text"] == "The text is not shown, since it contains personal data."
    assert row["Reason not included"] == "Contains personal data"
    assert "CANARY" not in " ".join(parts_of(content).values())


def test_plan_workbook_hides_a_role_that_would_point_to_a_person(full_programme):
    PublishedContribution.objects.bulk_create(
        [
            PublishedContribution(
                version=full_programme.national_version,
                contribution=full_programme.undecided,
                text=full_programme.first.text,
                author_role=full_programme.first.author_role,
                author_shown=False,
                reason="other",
            )
        ]
    )

    row = rows_of(workbook_of(full_programme.national_version), "Contributions")[-1]

    assert row["Who suggests"] == "Role not shown"


def test_plan_workbook_shows_a_redacted_text_as_deleted(full_programme):
    redact_text(full_programme.first.text, reason="Lūgums", by=full_programme.user)

    row = rows_of(workbook_of(full_programme.version), "Contributions")[0]

    assert row["Original text"] == "[dzēsts]"


def test_plan_workbook_keeps_hostile_texts_as_text():
    think_tank = make_think_tank()
    contributions = [
        make_contribution(think_tank, text=f"{text}.") for text in HOSTILE[2:] + MARKUP
    ]
    action = make_action(*contributions, wording="=HYPERLINK(1)", by=make_user("=1+1"))

    content = workbook_of(make_version(action.plan, note="@SUM(1)"))

    found = [row["Original text"] for row in rows_of(content, "Contributions")]
    assert found == [row.text.body for row in contributions]
    assert found == [clean(row.text.body) for row in contributions]
    assert rows_of(content, "Actions")[0]["Wording"] == "=HYPERLINK(1)"
    assert rows_of(content, "Versions")[0]["What changed"] == "@SUM(1)"
    assert formulas_in(content) == []


def test_plan_workbook_is_latvian_and_names_its_language(full_programme):
    book = book_of(workbook_of(full_programme.version, "lv"))

    assert book.sheetnames == ["Kopsavilkums", "Rīcības", "Ieteikumi", "Versijas", "Paskaidrojumi"]
    assert [cell.value for cell in book["Rīcības"][1]] == [
        "Rīcības kods",
        "Reģions",
        "Kam",
        "Formulējums",
        "Nosacījums",
        "Kas vada",
        "Pirmais solis",
        "Termiņš",
        "Vajadzīgs atbalsts",
        "Saistītās rīcības",
        "Teikts (reizes)",
        "Lomas (skaits)",
        "Versija",
        "Saite",
    ]
    assert book["Rīcības"]["C2"].value == "Pašvaldībām"
    assert book["Kopsavilkums"]["A1"].value == "Kurzemes rīcības plāns, Domnīcas 2026"
    assert book.properties.title == "Kurzemes rīcības plāns, Domnīcas 2026"
    assert book.properties.creator == "Domnīca"
    assert book.custom_doc_props["Language"].value == "lv"


def test_plan_workbook_is_the_same_each_time(full_programme):
    assert workbook_of(full_programme.version) == workbook_of(full_programme.version)


def test_plan_workbook_costs_the_same_at_3_and_60_actions():
    costs = []
    for actions in (3, 60):
        version = make_crowded_version(make_plan(), actions)
        content, count = count_queries(workbook_of, version)
        assert len(rows_of(content, "Actions")) == actions
        costs.append(count)

    assert costs == [6, 6]
