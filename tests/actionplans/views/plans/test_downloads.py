"""Download a plan or one of its versions as document, table or workbook."""

import hashlib
import json

import pytest
from django.utils.http import parse_header_parameters

from actionplans.operations.items import set_aside
from actionplans.operations.publication import withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.views.downloads import file_name
from tests.support.factories import make_version, seen
from tests.support.workbooks.exported_files import formulas_in, rows_of, table_of

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def second(full_programme):
    """A second version, which takes the undecided contribution as left out."""
    set_aside(seen(full_programme.undecided), reason="repeats", by=full_programme.user)
    return make_version(full_programme.version.plan, note="Otrā", by=full_programme.user)


def name_of(response) -> str:
    kind, parameters = parse_header_parameters(response["Content-Disposition"])
    assert kind == "attachment"
    return parameters["filename"]


def test_plan_download_gives_the_document_as_it_is_stored(client, full_programme):
    response = client.get("/plans/2026/kurzeme.json")

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.content == full_programme.version.document.encode()
    assert hashlib.sha256(response.content).hexdigest() == full_programme.version.checksum
    assert response["ETag"] == f'"{full_programme.version.checksum}"'
    assert json.loads(response.content)["actions"][0]["wording"] == "+371 tālrunis visiem"


def test_plan_download_of_an_unchanged_document_sends_nothing(client, full_programme):
    path, etag = "/plans/2026/kurzeme/v1.json", f'"{full_programme.version.checksum}"'

    unchanged = client.get(path, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")

    redact_text(full_programme.first.text, reason="Lūgums", by=full_programme.user)
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_plan_download_gives_table_and_workbook(client, full_programme):
    table = client.get("/en/plans/2026/kurzeme.csv")
    book = client.get("/en/plans/2026/kurzeme.xlsx")

    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert [row["Action key"] for row in table_of(table.content)] == ["KUR-PAS-01"]
    assert book["Content-Type"] == XLSX
    assert [row["Action key"] for row in rows_of(book.content, "Actions")] == ["KUR-PAS-01"]
    assert formulas_in(book.content) == []


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_plan_download_is_named_by_plan_and_version(client, full_programme, format):
    response = client.get(f"/plans/2026/kurzeme.{format}")

    assert name_of(response) == f"Kurzemes rīcības plāns 2026 v1.{format}"
    assert "filename*=utf-8''Kurzemes%20r%C4%ABc" in response["Content-Disposition"]


def test_plan_download_gives_the_current_version(client, full_programme, second):
    assert json.loads(client.get("/plans/2026/kurzeme.json").content)["version"] == 2

    withdraw_version(second, reason="Kļūda", by=full_programme.user)
    assert json.loads(client.get("/plans/2026/kurzeme.json").content)["version"] == 1

    withdraw_version(full_programme.version, reason="Kļūda", by=full_programme.user)
    assert client.get("/plans/2026/kurzeme.json").status_code == 404


def test_version_download_gives_every_version(client, full_programme, second):
    withdraw_version(second, reason="Kļūda", by=full_programme.user)

    for version in (full_programme.version, second):
        response = client.get(f"/plans/2026/kurzeme/v{version.number}.json")
        assert response.content == version.document.encode()


def test_plan_download_gives_the_national_plan(client, full_programme):
    response = client.get("/plans/2026/national.json")

    assert response.content == full_programme.national_version.document.encode()


@pytest.mark.parametrize(
    "path",
    [
        "/plans/2026/kurzeme.exe",
        "/plans/2026/kurzeme.JSON",
        "/plans/2026/kurzeme/v1.xls",
        "/plans/2026/kurzeme/v9.json",
        "/plans/2026/latgale.json",
        "/plans/2026/nowhere.json",
        "/plans/1999/kurzeme.json",
    ],
)
def test_plan_download_of_what_does_not_exist(client, full_programme, path):
    assert client.get("/plans/2026/kurzeme/v1.json").status_code == 200
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_plan_download_is_read_only(client, full_programme, format):
    assert client.post(f"/plans/2026/kurzeme.{format}").status_code == 405
    assert client.head(f"/plans/2026/kurzeme.{format}").status_code == 200


@pytest.mark.parametrize("format", ["json", "csv"])
def test_plan_download_has_nothing_of_the_draft_and_no_names(client, full_programme, format):
    text = client.get(f"/plans/2026/kurzeme.{format}").content.decode()

    assert "tālrunis" in text
    assert "CANARY" not in text
    assert full_programme.user.email not in text


@pytest.mark.parametrize(
    ("wished", "name"),
    [
        ('=1+1/../..\\x: "a"\r\nSet-Cookie: b.xlsx', "1 1 x a Set-Cookie b.xlsx"),
        ("@@@.csv", "plan.csv"),
        ("Kurzemes rīcības plāns 2026 v1.json", "Kurzemes rīcības plāns 2026 v1.json"),
        (f"{'ā' * 300}.xlsx", f"{'ā' * 100}.xlsx"),
    ],
)
def test_file_name_has_only_harmless_characters(wished, name):
    assert file_name(wished) == name
