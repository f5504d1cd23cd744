"""Import and export of organisations and the mapping."""

import io
import re

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import MapEntry, Organisation, OrganisationKind
from stakeholders.operations.organisations import map_organisation, register_organisation
from tests.support.factories import region, role
from tests.support.pages.admin_pages import (
    INLINE,
    ORGANISATIONS,
    confirm,
    page_address,
    upload,
)
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


def test_admin_imports_organisations_after_a_preview(client, administrator):
    code = OrganisationKind.objects.first().code
    text = (
        "name;kind;role;regions;municipality;website;registration_no\r\n"
        f"'=1+1 fonds;{code};municipalities;kurzeme,latgale;;https://example.org;4000\r\n"
    )

    preview = upload(client, ORGANISATIONS, text)

    assert not Organisation.objects.exists()
    assert "=1+1 fonds" in preview.content.decode()
    assert not re.search(INLINE, preview.content.decode())

    assert confirm(client, ORGANISATIONS, preview).status_code == 302
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.role) == ("=1+1 fonds", role())
    assert organisation.sort_key != ""
    assert organisation.regions.count() == 2

    again = upload(client, ORGANISATIONS, text)
    confirm(client, ORGANISATIONS, again)
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("name", ["Ķekavas fonds ", "\u200bĶekavas\tfonds", "K\u0327ekavas fonds"])
def test_admin_knows_an_organisation_however_its_name_is_written(client, administrator, name):
    kind = OrganisationKind.objects.first()
    register_organisation("Ķekavas fonds", kind=kind, role=role(), regions=[], by=None)
    text = f"name;kind;role;\n{name}; {kind.code} ;municipalities ;\n"

    confirm(client, ORGANISATIONS, upload(client, ORGANISATIONS, text))

    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_admin_imports_whatever_a_spreadsheet_writes(client, administrator, encoding, separator):
    rows = ["name;kind;role;regions", "Ķekavas fonds;{kind};municipalities;kurzeme"]
    text = "\r\n".join(rows).format(kind=OrganisationKind.objects.first().code)

    confirm(
        client, ORGANISATIONS, upload(client, ORGANISATIONS, text.replace(";", separator), encoding)
    )

    assert [organisation.name for organisation in Organisation.objects.all()] == ["Ķekavas fonds"]


def test_admin_import_confirmed_too_late_imports_nothing(client, administrator):
    fields = {"import_file_name": "gone", "original_file_name": "a.csv", "format": "0"}

    response = client.post(page_address(ORGANISATIONS, "process_import"), fields)

    assert response.status_code == 302
    assert not Organisation.objects.exists()
    assert (
        "Nekas netika ielasīts. Sūtiet datni vēlreiz." in client.get(response.url).content.decode()
    )


def test_admin_import_of_what_changed_after_the_preview_imports_nothing(client, administrator):
    kind = OrganisationKind.objects.first()
    text = f"name;kind;role\nFonds;{kind.code};municipalities\nCits;{kind.code};municipalities\n"
    preview = upload(client, ORGANISATIONS, text)
    for _time in range(2):
        register_organisation("Cits", kind=kind, role=role(), regions=[], by=None)

    response = client.post(
        page_address(ORGANISATIONS, "process_import"),
        preview.context["confirm_form"].initial,
        follow=True,
    )

    assert "Nekas netika ielasīts. Sūtiet datni vēlreiz." in response.content.decode()
    assert not Organisation.objects.filter(name="Fonds").exists()
    assert not LogEntry.objects.exists()


def test_admin_imports_the_mapping_and_changes_must_be_confirmed_again(client, administrator):
    page = ("stakeholders", "mapentry")
    kind = OrganisationKind.objects.first()
    register_organisation("Fonds", kind=kind, role=role(), regions=[], by=None)
    for offers in ("Telpas", "Telpas un padoms"):
        text = f"organisation;region;offers;source;seen\nFonds;kurzeme;{offers};;2026-11\n"
        confirm(client, page, upload(client, page, text))

    entry = MapEntry.objects.get()
    assert (entry.offers, entry.seen, entry.region) == ("Telpas un padoms", "2026-11", region())

    map_organisation(
        entry.organisation, region=region(), offers="Telpas", confirmed=True, by=administrator
    )
    text = "organisation;region;offers\nFonds;kurzeme;{}\n"
    confirmed = []
    for offers in ("Telpas", "Padoms"):
        confirm(client, page, upload(client, page, text.format(offers)))
        confirmed.append(MapEntry.objects.get().confirmed_at is not None)
    assert confirmed == [True, False]


def test_admin_import_takes_as_many_statements_for_many_rows_as_for_few(client, administrator):
    kind = OrganisationKind.objects.first().code
    costs = []
    for count in (3, 60):
        rows = [f"Fonds {count}.{n};{kind};municipalities;kurzeme,latgale" for n in range(count)]
        mapped = [f"Fonds {count}.{n};vidzeme;Telpas" for n in range(count)]
        text = "\n".join(["name;kind;role;regions", *rows])
        preview, previewed = count_queries(upload, client, ORGANISATIONS, text)
        _answer, imported = count_queries(confirm, client, ORGANISATIONS, preview)
        page, text = (
            ("stakeholders", "mapentry"),
            "\n".join(["organisation;region;offers", *mapped]),
        )
        preview, previewed_map = count_queries(upload, client, page, text)
        _answer, imported_map = count_queries(confirm, client, page, preview)
        costs.append([previewed, imported, previewed_map, imported_map])

    of_few, of_more = costs
    assert Organisation.objects.count() == MapEntry.objects.count() == 63
    assert all(more <= less + 3 for less, more in zip(of_few, of_more, strict=True)), costs


def test_admin_previews_without_a_change(client, administrator):
    text = f"name;kind;role\nFonds;{OrganisationKind.objects.first().code};municipalities\n"

    with CaptureQueriesContext(connection) as queries:
        upload(client, ORGANISATIONS, text)

    changes = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert [sql for sql in changes if "stakeholders_" in sql] == []


def export(client, format):
    """Register an organisation whose name looks like a formula, and return the export in a format."""
    register_organisation(
        "=1+1",
        kind=OrganisationKind.objects.first(),
        role=role(),
        regions=[region()],
        by=None,
    )
    return client.post(page_address(ORGANISATIONS, "export"), {"format": format, "resource": "0"})


def test_admin_exports_text_as_text_in_csv(client, administrator):
    response = export(client, "0")

    line = response.content.decode("utf-8-sig").splitlines()[1]
    kind = OrganisationKind.objects.first()
    assert response["Content-Disposition"].rstrip('"').endswith("csv")
    assert line == f"'=1+1;{kind.code};municipalities;kurzeme;;;"


def test_admin_exports_text_as_text_in_a_workbook(client, administrator):
    response = export(client, "1")

    cell = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[1]["A2"]
    assert response["Content-Disposition"].rstrip('"').endswith("xlsx")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_admin_export_form_has_no_inline_style_or_script(client, administrator):
    form = client.get(page_address(ORGANISATIONS, "export"))

    assert form.status_code == 200
    assert re.findall(INLINE, form.content.decode()) == []
