"""Who can help where: invented organisations, and real ones with the source that says so."""

from portal.demo.files import read
from stakeholders.models import Organisation, OrganisationKind, Region, Role, User
from stakeholders.operations import map_organisation, register_organisation


def register_organisations(*, by: User) -> None:
    """Enter every organisation of the files. Real ones get nothing beside what their source says."""
    roles = {role.code: role for role in Role.objects.all()}
    regions = {region.code: region for region in Region.objects.all()}
    kinds = {kind.code: kind for kind in OrganisationKind.objects.all()}
    for row in _rows():
        register_organisation(
            row["name"],
            kind=kinds[row["kind"]],
            role=roles[row["role"]],
            regions=[regions[code] for code in row["regions"]],
            website=row.get("website", ""),
            by=by,
        )


def map_region(region: Region, *, by: User) -> None:
    """Confirm, as its coordinator, who can help in a region and with what."""
    names = {row["name"]: row for row in _rows() if region.code in row["regions"]}
    for organisation in Organisation.objects.filter(name__in=names, municipality=None):
        row = names[organisation.name]
        map_organisation(
            organisation,
            region=region,
            offers=", ".join(row["offers"]),
            source=row.get("source", ""),
            seen=row.get("seen", ""),
            confirmed=True,
            by=by,
        )


def _rows() -> list[dict]:
    return read("organisations")["organisations"] + read("real_organisations")
