"""Enter the organisations of the demo: invented ones, and real ones with their sources."""

from portal.demo.files import read_demo
from stakeholders.models import Organisation, OrganisationKind, Region, Role, User
from stakeholders.operations.organisations import map_organisation, register_organisation


def enter_organisations(*, by: User) -> None:
    """Register every organisation; about real ones nothing is entered but what their source says."""
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


def enter_mapping(region: Region, *, by: User) -> None:
    """Map the organisations of a region, confirmed by its coordinator."""
    row_of = {row["name"]: row for row in _rows() if region.code in row["regions"]}
    for organisation in Organisation.objects.filter(name__in=row_of, municipality=None):
        row = row_of[organisation.name]
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
    return read_demo("organisations")["organisations"] + read_demo("real_organisations")
