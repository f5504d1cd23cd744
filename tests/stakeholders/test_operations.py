"""Organisations, what they offer, and access."""

import pytest
from django.core.exceptions import ValidationError

from language.latvian import sort_key
from stakeholders.models import (
    Grant,
    MapEntry,
    Organisation,
    OrganisationKind,
    PublicRevision,
    User,
)
from stakeholders.operations.accounts import (
    close_account,
    grant_access,
    open_account,
    reopen_account,
    revoke_access,
)
from stakeholders.operations.organisations import map_organisation, register_organisation
from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_user,
    region,
    role,
)
from tests.support.refusals import refusal_code

pytestmark = pytest.mark.django_db

SOURCE = "https://www.example.org/par-mums"


@pytest.fixture
def organisation():
    return register_organisation(
        "Parauga fonds",
        kind=OrganisationKind.objects.get(code="ngo_support"),
        role=role("support_organisations"),
        regions=[region("vidzeme")],
        by=None,
    )


def values_of(entry):
    return (entry.region.code, entry.offers, entry.source, entry.seen, entry.confirmed_by)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a" * 201),
        ("kind", None),
        ("website", "javascript:alert(1)"),
        ("website", "https://[x"),
        ("registration_no", "1" * 21),
    ],
)
def test_register_organisation_refuses_what_its_fields_do_not_allow(field, value):
    values = {
        "name": "Parauga fonds",
        "kind": OrganisationKind.objects.first(),
        "role": role(),
        "regions": [],
        "by": None,
    }
    assert register_organisation(**values).pk

    with pytest.raises(ValidationError) as refused:
        register_organisation(**values | {field: value})

    assert list(refused.value.error_dict) == [field]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seen", "2023-02-30"),
        ("seen", "31.11.2024."),
        ("seen", "1024"),
        ("seen", "a" * 21),
        ("source", "javascript:alert(1)"),
        ("source", "https://[x"),
    ],
)
def test_map_organisation_refuses_what_its_fields_do_not_allow(organisation, field, value):
    values = {"region": region(), "source": SOURCE, "seen": "2024-02-29", "by": make_user()}
    entry = map_organisation(organisation, **values)

    with pytest.raises(ValidationError) as refused:
        map_organisation(organisation, **values | {field: value})

    assert list(refused.value.error_dict) == [field]
    entry.refresh_from_db()
    assert (entry.source, entry.seen) == (SOURCE, "2024-02-29")


@pytest.mark.parametrize(
    ("field", "value"), [("email", "a at b"), ("email", ""), ("name", "a" * 121)]
)
def test_open_account_refuses_what_its_fields_do_not_allow(field, value):
    values = {"email": "new@example.org", "name": "Anna", "by": make_user()}

    with pytest.raises(ValidationError) as refused:
        open_account(**values | {field: value})

    assert list(refused.value.error_dict) == [field]
    assert open_account(**values).email == "new@example.org"


def test_register_organisation_keeps_its_details():
    organisation = register_organisation(
        "Čiekura fonds",
        kind=OrganisationKind.objects.get(code="ngo_support"),
        role=role("support_organisations"),
        regions=[region("vidzeme"), region("kurzeme")],
        website="https://www.example.org",
        registration_no="40001234567",
        by=None,
    )

    organisation.refresh_from_db()
    assert organisation.name == "Čiekura fonds"
    assert organisation.kind.code == "ngo_support"
    assert organisation.role.code == "support_organisations"
    assert {region.code for region in organisation.regions.all()} == {"kurzeme", "vidzeme"}
    assert organisation.municipality is None
    assert organisation.website == "https://www.example.org"
    assert organisation.registration_no == "40001234567"
    assert organisation.sort_key == sort_key("Čiekura fonds")


def test_register_organisation_raises_the_public_revision(organisation):
    before = PublicRevision.objects.get().number

    register_organisation(
        "Otrs fonds", kind=organisation.kind, role=organisation.role, regions=[], by=None
    )

    assert PublicRevision.objects.get().number == before + 1


def test_map_organisation_keeps_source_and_who_confirmed_it(organisation):
    coordinator = make_coordinator()

    entry = map_organisation(
        organisation,
        region=region("kurzeme"),
        offers=" granti, padomi ",
        source=SOURCE,
        seen="2024-01",
        confirmed=True,
        by=coordinator,
    )

    assert values_of(entry) == ("kurzeme", "granti, padomi", SOURCE, "2024-01", coordinator)
    assert entry.confirmed_at is not None
    assert {region.code for region in organisation.regions.all()} == {"kurzeme", "vidzeme"}


def test_map_organisation_again_changes_the_entry(organisation):
    coordinator = make_coordinator()
    map_organisation(organisation, region=region(), offers="granti", confirmed=True, by=coordinator)

    map_organisation(organisation, region=region(), offers="padomi", by=coordinator)

    entry = MapEntry.objects.get()
    assert values_of(entry) == ("kurzeme", "padomi", "", "", None)
    assert entry.confirmed_at is None


def test_map_organisation_refuses_a_merged_organisation(organisation):
    organisation.merged_into = register_organisation(
        "Parauga fonds 2", kind=organisation.kind, role=organisation.role, regions=[], by=None
    )
    organisation.save()

    fields = {"region": region(), "by": make_coordinator()}
    assert refusal_code(map_organisation, organisation, **fields) == "merged"
    assert not MapEntry.objects.exists()
    assert map_organisation(organisation.merged_into, region=region(), by=make_coordinator()).pk


def test_access_counts_from_the_moment_it_is_given():
    """Starts are stored in microseconds; rounded up to milliseconds they would be in the future."""
    assert all(make_administrator().is_administrator for _time in range(30))


def test_grant_access_returns_an_equal_grant_that_is_in_force():
    user, by = make_user(), make_administrator()
    fields = {"kind": Grant.Kind.COORDINATOR, "by": by}

    first = grant_access(user, region=region(), **fields)
    again = grant_access(user, region=region(), **fields)
    other = grant_access(user, region=region("latgale"), **fields)

    assert (again, first.granted_by) == (first, by)
    assert list(user.grants.order_by("pk")) == [first, other]


def test_revoke_access_ends_a_grant_and_keeps_its_row():
    user, by = make_coordinator(), make_administrator()

    ended = revoke_access(user.grants.get(), by=by)

    assert list(user.grants.current()) == []
    assert list(user.grants.all()) == [ended]
    renewed = grant_access(user, kind=ended.kind, region=ended.region, by=by)
    assert renewed.pk != ended.pk


def test_revoke_access_refuses_what_has_ended_and_the_own_rights_of_an_administrator():
    user, by = make_coordinator(), make_administrator()
    ended = revoke_access(user.grants.get(), by=by)

    assert refusal_code(revoke_access, ended, by=by) == "ended"
    assert refusal_code(revoke_access, by.grants.get(), by=by) == "own"
    revoke_access(by.grants.get(), by=make_administrator())


def test_open_account_has_no_password_and_refuses_a_known_address():
    by = make_administrator()

    user = open_account(" Jauna@Example.org ", name=" Jauna ", by=by)

    assert (user.email, user.name, user.has_usable_password()) == (
        "jauna@example.org",
        "Jauna",
        False,
    )
    assert refusal_code(open_account, "JAUNA@example.org", by=by) == "known"
    assert User.objects.filter(email__iexact="jauna@example.org").count() == 1


def test_close_account_refuses_the_own_and_reopen_account_restores_the_grants():
    user, by = make_coordinator(), make_administrator()

    close_account(user, by=by)

    assert User.objects.get(pk=user.pk).current_grants == []
    assert refusal_code(close_account, by, by=by) == "own"
    assert User.objects.get(pk=by.pk).is_active
    reopen_account(user, by=by)
    assert User.objects.get(pk=user.pk).current_grants == [user.grants.get()]
