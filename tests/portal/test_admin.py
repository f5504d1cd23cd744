"""The administrators' pages: open for them alone, in Latvian, and every write goes through an operation."""

import pytest
from django.contrib import admin
from django.urls import reverse

from stakeholders.models import OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_coordinator,
    make_facilitator,
    make_user,
    region,
    role,
)
from tests.support.full_programme import FullProgramme
from tests.support.pages.admin_pages import page_address, rows_of
from tests.support.published_versions import text_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db

PAGES = sorted((model._meta.app_label, model._meta.model_name) for model in admin.site._registry)
REFERENCE = ("role", "region", "municipality", "organisationkind")
RENAMED_HERE = [("stakeholders", "organisationkind"), ("stakeholders", "role")]
ADDED_HERE = [
    ("stakeholders", "grant"),
    ("stakeholders", "mapentry"),
    ("stakeholders", "organisation"),
    ("stakeholders", "user"),
]


@pytest.fixture
def full_programme():
    make_coordinator()
    return FullProgramme()


def test_admin_has_pages_for_these_and_nothing_of_the_libraries():
    assert PAGES == [
        ("actionplans", "action"),
        ("actionplans", "commitment"),
        ("actionplans", "contribution"),
        ("actionplans", "plan"),
        ("actionplans", "planevent"),
        ("actionplans", "planversion"),
        ("actionplans", "progressreport"),
        ("stakeholders", "grant"),
        ("stakeholders", "mapentry"),
        ("stakeholders", "municipality"),
        ("stakeholders", "organisation"),
        ("stakeholders", "organisationkind"),
        ("stakeholders", "region"),
        ("stakeholders", "role"),
        ("stakeholders", "user"),
        ("thinktanks", "programme"),
        ("thinktanks", "thinktank"),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_admin_page_opens_with_a_row_on_it(client, administrator, full_programme, page):
    row = rows_of(page).first()

    listed = client.get(page_address(page, "changelist"))
    shown = client.get(page_address(page, "change", row.pk))

    assert (listed.status_code, shown.status_code) == (200, 200)
    assert f'href="{page_address(page, "change", row.pk)}' in listed.content.decode()
    assert "argon2" not in shown.content.decode()
    assert "pbkdf2" not in shown.content.decode()
    assert ('name="_save"' in shown.content.decode()) == (page in RENAMED_HERE)


@pytest.mark.parametrize("page", PAGES)
def test_admin_page_does_not_exist_for_others(client, full_programme, page):
    row = rows_of(page).first()
    addresses = [
        page_address(page, "changelist"),
        page_address(page, "change", row.pk),
        page_address(page, "add"),
    ]
    for person in (make_coordinator(), make_facilitator(full_programme.think_tank), make_user()):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [404] * 3

    client.logout()
    assert {client.get(address).status_code for address in addresses} == {302}


@pytest.mark.parametrize("page", [page for page in PAGES if page not in RENAMED_HERE])
def test_admin_page_changes_and_deletes_nothing(client, administrator, full_programme, page):
    row = rows_of(page).first()
    before = list(rows_of(page).order_by("pk").values())

    answers = [
        client.post(
            page_address(page, "change", row.pk), {"name": "x", "state": "x", "_save": "1"}
        ),
        client.get(page_address(page, "delete", row.pk)),
        client.post(page_address(page, "delete", row.pk), {"post": "yes"}),
    ]
    chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    client.post(page_address(page, "changelist"), chosen)

    assert {answer.status_code for answer in answers} == {404}
    assert list(rows_of(page).order_by("pk").values()) == before


@pytest.mark.parametrize("page", ADDED_HERE)
def test_admin_page_adds_where_an_operation_does(client, administrator, page):
    assert client.get(page_address(page, "add")).status_code == 200


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ADDED_HERE])
def test_admin_page_adds_nothing_where_no_operation_does(client, administrator, page):
    before = rows_of(page).count()

    assert client.get(page_address(page, "add")).status_code == 404
    assert client.post(page_address(page, "add"), {"plan": 1}).status_code == 404
    assert rows_of(page).count() == before


@pytest.mark.parametrize("page", PAGES)
def test_admin_list_costs_the_same_for_more_rows(client, administrator, page):
    FullProgramme(code="first")
    few, cost_of_few = rows_of(page).count(), cost_of_list(client, page)

    add_rows(page)

    assert rows_of(page).count() >= few + 2
    assert cost_of_list(client, page) == cost_of_few


def cost_of_list(client, page) -> int:
    """Return the number of queries of the second visit; the first fills caches that outlive a request."""
    client.get(page_address(page, "changelist"))
    response, count = count_queries(client.get, page_address(page, "changelist"))
    assert response.status_code == 200
    return count


def add_rows(page) -> None:
    """Add two programmes with everything in them and two grants; rows of reference data are copied."""
    for number in (1, 2):
        if page[1] in REFERENCE:
            row = rows_of(page).first()
            row.pk, row.order, row.short = None, 100 + number, f"N{number}"
            row.code, row.name_lv = f"new-{number}", f"Jauna {number}"
            row.save()
        else:
            FullProgramme(code=f"more-{number}")
            make_coordinator()


def test_admin_is_latvian(client, administrator, full_programme):
    index = client.get(reverse("admin:index")).content.decode()
    listed = client.get(
        page_address(("stakeholders", "municipality"), "changelist")
    ).content.decode()
    added = client.get(page_address(("stakeholders", "organisation"), "add")).content.decode()

    for word in ("Rīcības plāni", "Plānošanas reģioni", "Konti", "Domnīcas"):
        assert word in index
    assert "Plānošanas reģions" in listed
    assert "<h1>Pašvaldības</h1>" in listed
    for word in ("Nosaukums", "Reģistrācijas numurs"):
        assert word in added


@pytest.mark.parametrize(
    ("page", "code", "words"),
    [
        (("actionplans", "planevent"), "plan.published", "Publicēja 1. versiju"),
        (("actionplans", "progressreport"), "not_started", "Vēl nav sākta"),
    ],
)
def test_admin_shows_no_code_where_there_are_words(
    client, administrator, full_programme, page, code, words
):
    addresses = [page_address(page, "change", row.pk) for row in rows_of(page).all()]
    listed, *shown = (
        text_of(client.get(address)) for address in (page_address(page, "changelist"), *addresses)
    )

    assert words in listed
    assert [text for text in (listed, *shown) if code in text] == []


def test_admin_counts_rows_behind_a_label(client, administrator):
    listed = client.get(page_address(("stakeholders", "region"), "changelist")).content.decode()

    assert "Plānošanas reģioni: 5" in listed
    assert "5 plānošanas reģioni" not in listed


def test_admin_shows_yes_and_no_as_text(client, administrator):
    listed = client.get(page_address(("stakeholders", "user"), "changelist")).content.decode()

    assert '<td class="field-value">Jā</td>' in listed
    assert 'alt="True"' not in listed


def fields_for(page) -> dict:
    """Return the fields that a person fills to add a row on this page."""
    kind = OrganisationKind.objects.first()
    return {
        "grant": lambda: {"user": make_user().pk, "kind": "coordinator", "region": region().pk},
        "mapentry": lambda: {
            "organisation": register_organisation(
                "Fonds", kind=kind, role=role(), regions=[], by=None
            ).pk,
            "region": region().pk,
        },
        "organisation": lambda: {"name": "Fonds", "kind": kind.pk, "role": role().pk},
        "user": lambda: {"email": "new@example.org"},
    }[page[1]]()


@pytest.mark.parametrize("page", ADDED_HERE)
def test_admin_form_writes_when_it_is_saved_and_not_when_it_is_validated(rf, administrator, page):
    fields = fields_for(page)
    request = rf.post("/")
    request.user = administrator
    model_admin = admin.site.get_model_admin(rows_of(page).model)
    form = model_admin.get_form(request)(fields)
    before = rows_of(page).count()

    assert form.is_valid(), form.errors
    assert rows_of(page).count() == before

    assert form.save() == rows_of(page).latest("pk")
    assert rows_of(page).count() == before + 1
