"""Roles that the import of an older plan does not know, or that are not addressed."""

import io
import json

import pytest
from django.core.management import call_command

from tests.support.factories import make_programme, role

pytestmark = pytest.mark.django_db
TEXT = """Ievads, ko neviens neieraksta plānā

POLITIKAS VEIDOTĀJIEM
 • Samazināt atskaites; Vienota veidlapa

PAŠVALDĪBĀM
 • Atvērt telpas; publicēt sarakstu; Atvērt telpas
   Uzaicināt uzņēmējus
 • Iekļaut budžetā (ja ir finansējums)

IEGUVUMI
 • Jauni kontakti; zināšanas
Kā izmantosiet domnīcā veidoto rīcības plānu?
 • Ikdienas darbā
"""


@pytest.fixture
def programme():
    return make_programme(code="pirma")


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "plans.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def run(file, *options, programme="pirma", region="national"):
    """Exit status, standard output and standard error of the command."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(
            "import_plan",
            str(file),
            "--programme",
            programme,
            "--region",
            region,
            *options,
            stdout=out,
            stderr=err,
        )
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue(), err.getvalue()


def run_json(file, *options, **more):
    status, out, err = run(file, "--json", *options, **more)
    assert err == ""
    return status, json.loads(out)


def test_import_plan_lets_a_role_it_does_not_know_wait(programme, file):
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
