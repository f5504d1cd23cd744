"""Administrators' pages of roles and kinds of organisations: their names can be changed, nothing else."""

import pytest
from django.contrib.admin.models import LogEntry

from stakeholders.models import OrganisationKind, PublicRevision, Role
from tests.support.factories import make_coordinator, role
from tests.support.pages.admin_pages import errors_in, page_address
from tests.support.pages.requests import html_of, signed_in

pytestmark = pytest.mark.django_db
ROLE = ("stakeholders", "role")
KIND = ("stakeholders", "organisationkind")
NAMES = {
    "name_lv": "Novadi",
    "dative_lv": "Novadiem",
    "genitive_lv": "Novadu",
    "name_en": "Counties",
    "dative_en": "For counties",
}


def change(client, page, row, **fields):
    return client.post(page_address(page, "change", row.pk), fields)


def test_admin_renames_a_role_and_logs_who_did(client, administrator):
    before = role()
    revision = PublicRevision.objects.first()

    change(client, ROLE, before, **NAMES)

    after = Role.objects.get(pk=before.pk)
    assert {name: getattr(after, name) for name in NAMES} == NAMES
    assert (after.code, after.short, after.order) == (before.code, before.short, before.order)
    assert PublicRevision.objects.get().number == (revision.number if revision else 0) + 1
    assert LogEntry.objects.get().user == administrator


def test_admin_renames_a_kind_of_organisations(client, administrator):
    kind = OrganisationKind.objects.first()
    names = {"name_lv": "Fonds", "plural_lv": "Fondi", "name_en": "Fund", "plural_en": "Funds"}

    change(client, KIND, kind, **names)

    kind.refresh_from_db()
    assert {name: getattr(kind, name) for name in names} == names


@pytest.mark.parametrize("wrong", [{"dative_lv": " "}, {"name_lv": "ā" * 61}])
def test_admin_keeps_the_names_of_a_role_if_one_is_refused(client, administrator, wrong):
    response = change(client, ROLE, role(), **(NAMES | wrong))

    assert errors_in(response) != ""
    assert role().name_en == "municipalities"


def test_admin_changes_nothing_else_of_a_role(client, administrator):
    change(client, ROLE, role(), **NAMES, code="other", short="XXX", order=9)

    assert (role().short, role().name_lv) == ("PAS", "Novadi")


def test_admin_adds_and_deletes_no_role(client, administrator):
    assert client.get(page_address(ROLE, "add")).status_code == 404
    assert client.post(page_address(ROLE, "delete", role().pk)).status_code == 404


def test_names_of_roles_are_changed_by_administrators_only():
    coordinator = signed_in(make_coordinator())

    response = change(coordinator, ROLE, role(), **NAMES)

    assert (response.status_code, role().name_en) == (404, "municipalities")


def test_admin_has_the_header_and_the_colours_of_the_portal(client, administrator):
    page = html_of(client.get("/admin/"))

    assert "/static/css/tokens.css" in page
    assert 'href="/desk/"' in page
    assert 'href="/en/admin/"' in page
    assert "dark_mode.css" not in page
    assert "theme-toggle" not in page
