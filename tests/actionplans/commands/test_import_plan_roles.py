"""Roles that the import of an older plan does not know, or that are not addressed."""

import pytest

from tests.support.factories import make_programme, role
from tests.support.older_plans.command import run_json

pytestmark = pytest.mark.django_db


def test_import_plan_leaves_rows_under_an_unknown_heading_undecided(programme, file):
    file.write_text("PAŠVALDĪBĀM\n• Telpas\n\nBIEDRĪBĀM\n• Tirdziņš", encoding="utf-8")

    status, printed = run_json(file)

    assert (status, printed["written"]) == (0, 2)
    assert (printed["rows"][1]["addressed_role"], printed["rows"][1]["action"]) == (None, None)
    assert [warning["code"] for warning in printed["warnings"]] == ["unknown_heading", "no_role"]


def test_import_plan_leaves_out_a_role_that_is_not_addressed(file):
    make_programme(code="pirma", addressed_roles=[role("policy_makers")])

    status, printed = run_json(file)

    assert (status, printed["written"]) == (0, 2)
    assert {row["addressed_role"] for row in printed["rows"]} == {"policy_makers"}
    refused = [
        warning["source"] for warning in printed["warnings"] if warning["code"] == "not_addressed"
    ]
    assert refused == ["line 7", "line 8", "line 9"]
