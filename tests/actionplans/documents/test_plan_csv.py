"""The table of a version: one row for each action, and every text as it was written."""

import pytest
from django.utils import translation

from actionplans.documents.plan_csv import plan_table
from actionplans.queries.published.export_rows import export_plan
from actionplans.queries.published.versions import versions
from tests.support.full_programme import DEADLINE
from tests.support.workbooks.exported_files import table_of

pytestmark = pytest.mark.django_db


def table_of_version(version) -> bytes:
    with translation.override("en"):
        return plan_table(export_plan(versions().get(pk=version.pk)))


def test_plan_table_shows_each_action(full_programme):
    (row,) = table_of(table_of_version(full_programme.version))

    assert (row["Action key"], row["To whom"], row["Said (times)"]) == (
        "KUR-PAS-01",
        "Municipalities",
        "2",
    )
    assert row["Wording"] == "'+371 tālrunis visiem"
    assert row["Deadline"] == DEADLINE.isoformat()
    assert (row["Condition"], row["Linked actions"]) == ("ja ir finansējums", "")


def test_plan_table_has_nothing_of_the_draft(full_programme):
    text = table_of_version(full_programme.version).decode()

    assert "tālrunis" in text
    assert "CANARY" not in text
