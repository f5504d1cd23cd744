"""The administrators' searches, filters and addresses, with whatever somebody sends."""

import pytest
from django.contrib import admin

from stakeholders.admin.base import OperationAdmin
from stakeholders.models import Municipality, OrganisationKind
from stakeholders.operations.organisations import map_organisation, register_organisation
from tests.support.factories import make_coordinator, make_think_tank, make_user, region, role
from tests.support.full_programme import FullProgramme
from tests.support.pages.admin_pages import page_address, rows_of

pytestmark = pytest.mark.django_db

PAGES = sorted((model._meta.app_label, model._meta.model_name) for model in admin.site._registry)
SEARCHED = [page for page in PAGES if admin.site.get_model_admin(rows_of(page).model).search_fields]
ADDED = [
    page
    for page in PAGES
    if isinstance(admin.site.get_model_admin(rows_of(page).model), OperationAdmin)
]
TOO_LARGE, NUL = str(2**63), "a\x00b"
HOSTILE_QUERIES = [
    {"id": TOO_LARGE},
    {"id__regex": "("},
    {"pk__in": "9" * 5000},
    {"state__exact": NUL},
    {"kind": NUL},
    {"is_active__exact": TOO_LARGE},
    {"q": NUL},
    {"q": "%"},
    {"p": TOO_LARGE},
    {"o": "9" * 5000},
    {"_to_field": NUL},
]
HOSTILE_PKS = (TOO_LARGE, "9" * 5000, "a%00b")


def found(client, page, text) -> set:
    response = client.get(page_address(page, "changelist"), {"q": text})
    return {str(row) for row in response.context["cl"].result_list}


@pytest.mark.parametrize("text", ["ķekavas", "KEKAVA", "Ķekavas  novads", "novads ķek", "LV-052"])
def test_admin_search_folds_what_is_typed_and_what_is_found(client, administrator, text):
    municipality = Municipality.objects.get(code="LV-052")

    assert found(client, ("stakeholders", "municipality"), text) == {str(municipality)}


@pytest.mark.parametrize("text", ["čiekuru", "CIEKURU", "Čiekuru ĀDAŽOS"])
def test_admin_search_folds_names_of_organisations_and_what_they_offer(client, administrator, text):
    kind = OrganisationKind.objects.first()
    for name in ("Čiekuru fonds ĀDAŽOS", "Cits fonds"):
        organisation = register_organisation(name, kind=kind, role=role(), regions=[], by=None)
        map_organisation(organisation, region=region(), offers="Telpas", by=make_user())

    assert found(client, ("stakeholders", "organisation"), text) == {"Čiekuru fonds ĀDAŽOS"}
    assert found(client, ("stakeholders", "mapentry"), text) == {"Čiekuru fonds ĀDAŽOS · Kurzeme"}
    assert len(found(client, ("stakeholders", "mapentry"), "TELPĀS")) == 2


def test_admin_search_folds_people_towns_and_contributions(client, administrator):
    make_coordinator(name="Žanete Ķirse")
    FullProgramme()
    make_think_tank(town="Ādaži")

    assert found(client, ("stakeholders", "user"), "zanete") == {"Žanete Ķirse"}
    assert len(found(client, ("stakeholders", "grant"), "ĶIRSE ZANETE")) == 1
    assert len(found(client, ("thinktanks", "thinktank"), "ADAZI")) == 1


@pytest.mark.parametrize("page", SEARCHED)
def test_admin_search_without_a_match_finds_nothing(client, administrator, page):
    FullProgramme()

    assert rows_of(page).exists()
    assert found(client, page, "nekas tāds") == set()


def test_admin_search_says_when_it_shows_the_first_rows_only(client, administrator, monkeypatch):
    monkeypatch.setattr("stakeholders.admin.base.MOST_FOUND", 3)

    response = client.get(
        page_address(("stakeholders", "municipality"), "changelist"), {"q": "novads"}
    )

    assert len(response.context["cl"].result_list) == 3
    assert "Atrasts vairāk nekā 3, rādām tikai pirmos." in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_admin_list_answers_whatever_query_there_is(client, administrator, page):
    address = page_address(page, "changelist")

    answers = {str(query)[:60]: client.get(address, query).status_code for query in HOSTILE_QUERIES}

    assert {
        query: status for query, status in answers.items() if status not in (200, 302, 400)
    } == {}
    assert client.get(address, {"id__regex": "1"}).status_code == 400


@pytest.mark.parametrize("page", PAGES)
def test_admin_addresses_and_actions_answer_whatever_row_there_is(client, administrator, page):
    changelist = page_address(page, "changelist")

    for pk in HOSTILE_PKS:
        for verb in ("change", "history"):
            address = page_address(page, verb, 1).replace("/1/", f"/{pk}/")
            assert client.get(address).status_code in (302, 404), address
        sent = {"action": "close_accounts", "_selected_action": pk.replace("%00", "\x00")}
        assert client.post(changelist, sent).status_code in (200, 302, 400)


@pytest.mark.parametrize("page", ADDED)
@pytest.mark.parametrize("value", [TOO_LARGE, NUL])
def test_admin_forms_answer_whatever_value_there_is(client, administrator, page, value):
    form = client.get(page_address(page, "add"))
    fields = form.context["adminform"].form.fields

    answer = client.post(page_address(page, "add"), dict.fromkeys(fields, value))

    assert answer.status_code == 200
    assert answer.context["errors"]


def test_admin_filters_of_the_page_still_work(client, administrator):
    make_user(is_active=False)
    address = page_address(("stakeholders", "user"), "changelist")

    shown = client.get(address, {"is_active__exact": "0"})

    assert len(shown.context["cl"].result_list) == 1
    assert client.get(address, {"is_active__exact": NUL}).status_code == 400
