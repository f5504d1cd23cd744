"""Enter organisations and what they offer, one or a table of them."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.clean_text import clean_line, clean_text
from language.latvian import sort_key
from language.numbers import is_possible_date
from stakeholders.models import (
    MapEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    Region,
    Role,
    User,
)
from stakeholders.operations.creating import refuse_repeated
from stakeholders.operations.public_revision import raise_public_revision

MUNICIPALITY_IS_KNOWN = gettext_lazy("This municipality already has its organisation.")


def new_organisation(
    name: str,
    *,
    kind: OrganisationKind | None,
    role: Role | None,
    municipality: Municipality | None = None,
    website: str = "",
    registration_no: str = "",
) -> Organisation:
    """Return an organisation that is not stored yet, without a query.

    Refuses: too_long, too_many_marks, and what the fields do not allow.
    """
    name = clean_line(name)
    organisation = Organisation(
        name=name,
        kind=kind,
        role=role,
        municipality=municipality,
        website=website,
        registration_no=clean_line(registration_no),
        sort_key=sort_key(name),
    )
    given = {"kind": kind, "role": role, "municipality": municipality}
    organisation.clean_fields(exclude={"sort_key", *(name for name, row in given.items() if row)})
    return organisation


@transaction.atomic
def register_organisations(
    organisations: Sequence[tuple[Organisation, Sequence[Region]]], *, by: User | None
) -> list[Organisation]:
    """Store new organisations, each with its regions, in as many statements as for one.

    Refuses: known (a municipality has its organisation already).
    """
    with refuse_repeated(str(MUNICIPALITY_IS_KNOWN)):
        stored = Organisation.objects.bulk_create(row for row, _regions in organisations)
    _add_regions(organisations)
    raise_public_revision()
    return stored


def _add_regions(pairs: Iterable[tuple[Organisation, Iterable[Region]]]) -> None:
    link = Organisation.regions.through
    rows = [
        link(organisation=organisation, region=region)
        for organisation, regions in pairs
        for region in regions
    ]
    link.objects.bulk_create(rows, ignore_conflicts=True)


def register_organisation(
    name: str, *, regions: list[Region], by: User | None, **values
) -> Organisation:
    """Enter an organisation; `by` is None only for reference data that come with the portal.

    The other values and what it refuses are those of `new_organisation` and `register_organisations`.
    """
    return register_organisations([(new_organisation(name, **values), regions)], by=by)[0]


def new_map_entry(
    organisation: Organisation | None,
    *,
    region: Region | None,
    offers: str = "",
    source: str = "",
    seen: str = "",
) -> MapEntry:
    """Return what an organisation offers in a region, not stored yet, without a query.

    Refuses: merged, impossible_date, too_long, too_many_marks, and what the fields do not allow.
    """
    if organisation and organisation.merged_into_id is not None:
        raise ValidationError(_("This organisation was merged into another."), code="merged")
    if not is_possible_date(seen):
        sentence = _("There is no such date. Write it as in 2024-01-29, 2024-01 or 2024.")
        raise ValidationError({"seen": ValidationError(sentence, code="impossible_date")})
    entry = MapEntry(
        organisation=organisation,
        region=region,
        offers=clean_text(offers),
        source=source,
        seen=seen,
    )
    given = {"organisation": organisation, "region": region}
    entry.clean_fields(exclude={name for name, row in given.items() if row})
    return entry


@transaction.atomic
def map_organisations(
    entries: Sequence[MapEntry], *, confirmed: bool = False, by: User
) -> list[MapEntry]:
    """Store what organisations offer in a region, in as many statements as for one; an existing entry is changed.

    `confirmed` means that `by` vouches for it; an entry that nobody confirmed is not on the public pages in production.
    """
    for entry in entries:
        entry.confirmed_at = timezone.now() if confirmed else None
        entry.confirmed_by = by if confirmed else None
    stored = MapEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=("organisation", "region"),
        update_fields=("offers", "source", "seen", "confirmed_at", "confirmed_by"),
    )
    _add_regions((entry.organisation, [entry.region]) for entry in entries)
    raise_public_revision()
    return stored


def map_organisation(
    organisation: Organisation, *, confirmed: bool = False, by: User, **values
) -> MapEntry:
    """Enter what an organisation offers in a region, and the source of that; an existing entry is changed.

    The other values and what it refuses are those of `new_map_entry`, the rest as in `map_organisations`.
    """
    entry = new_map_entry(organisation, **values)
    return map_organisations([entry], confirmed=confirmed, by=by)[0]
