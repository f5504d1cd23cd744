"""Reads for pages that show several apps."""

from stakeholders.models import Grant, MapEntry, Municipality, OrganisationKind, Region, User
from thinktanks.models import Facilitator, ThinkTank


def regions_with_municipalities() -> list[Region]:
    """Return the five regions, each with its municipalities in Latvian order."""
    return list(Region.objects.prefetch_related("municipalities"))


def municipalities_of(region: Region) -> list[Municipality]:
    """Return the municipalities of a region in Latvian order."""
    return list(region.municipalities.all())


def think_tanks_of(region: Region) -> list[ThinkTank]:
    """Return the region's think tanks, the latest first."""
    return list(region.think_tanks.select_related("programme").order_by("-held_on", "pk"))


def map_entries_of(region: Region) -> list[tuple[OrganisationKind, list[MapEntry]]]:
    """Return the entries of a region that everybody sees, by kind of organisation."""
    entries = region.map_entries.public().select_related("organisation__kind")
    by_kind: dict[OrganisationKind, list[MapEntry]] = {}
    for entry in entries.order_by("organisation__kind__order", "organisation__sort_key", "pk"):
        by_kind.setdefault(entry.organisation.kind, []).append(entry)
    return list(by_kind.items())


def rights_of(user: User) -> list[Grant | Facilitator]:
    """Return what an account may do now: its grants, then the think tanks that it facilitates, the latest first."""
    grants = user.grants.current().select_related("region", "organisation").order_by("kind", "pk")
    related = user.facilitates.current().select_related(
        "think_tank__programme", "think_tank__region"
    )
    return [*grants, *related.order_by("-think_tank__held_on", "pk")]


def administrator_addresses() -> list[str]:
    """Return the e-mail addresses of the administrators, for accounts that have no access yet."""
    grants = Grant.objects.current().filter(kind=Grant.Kind.ADMINISTRATOR, user__is_active=True)
    return list(grants.order_by("pk").values_list("user__email", flat=True))
