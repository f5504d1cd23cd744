"""Reference data that a portal needs first: roles, regions, municipalities, organisations of municipalities."""

from django.core.management import call_command
from django.db import transaction

from stakeholders.models import Municipality, Organisation, OrganisationKind, Region, Role
from stakeholders.operations.organisations import register_organisation

FIXTURES = {
    "roles": Role,
    "regions": Region,
    "municipalities": Municipality,
    "organisation_kinds": OrganisationKind,
}


@transaction.atomic
def load_reference_data() -> None:
    """Load each fixture whose table is empty, and register an organisation for every municipality."""
    missing = [name for name, model in FIXTURES.items() if not model.objects.exists()]
    if missing:
        call_command("loaddata", *missing, verbosity=0)
    _register_municipalities()


def _register_municipalities() -> None:
    kind = OrganisationKind.objects.get(code="municipality")
    role = Role.objects.get(code="municipalities")
    known = Organisation.objects.filter(municipality__isnull=False).values("municipality")
    for municipality in Municipality.objects.exclude(pk__in=known).select_related("region"):
        register_organisation(
            organisation_name(municipality),
            kind=kind,
            role=role,
            regions=[municipality.region],
            municipality=municipality,
            by=None,
        )


def organisation_name(municipality: Municipality) -> str:
    """Return a municipality's official name: „Talsu novada pašvaldība”, „Liepājas valstspilsētas pašvaldība”."""
    if municipality.kind == Municipality.Kind.STATE_CITY:
        return f"{municipality.genitive_lv} valstspilsētas pašvaldība"
    return f"{municipality.genitive_lv} pašvaldība"
