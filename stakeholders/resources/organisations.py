"""Organisations and the mapping as tables: codes instead of names."""

from import_export import fields

from stakeholders.models import (
    MapEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    Region,
    Role,
)
from stakeholders.models.organisation import MAP_ENTRY_FIELDS, ORGANISATION_FIELDS
from stakeholders.operations import map_organisation, register_organisation
from stakeholders.resources.base import ByCode, ByCodes, Line, OperationResource, given


class OrganisationResource(OperationResource):
    """Organisations with the codes of kind, role, regions and municipality. A known name is skipped."""

    required_columns = ("name", "kind", "role")
    name = fields.Field("name", "name", Line())
    kind = fields.Field("kind", "kind", ByCode(OrganisationKind, "code"))
    role = fields.Field("role", "role", ByCode(Role, "code"))
    regions = fields.Field("regions", "regions", ByCodes(Region, ",", "code"))
    municipality = fields.Field("municipality", "municipality", ByCode(Municipality, "code"))

    class Meta:
        model = Organisation
        fields = ORGANISATION_FIELDS
        import_id_fields = ("name",)
        use_transactions = True
        report_skipped = True

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return instance.pk is not None

    def perform(self, instance):
        return register_organisation(
            instance.name,
            kind=given(instance, "kind"),
            role=given(instance, "role"),
            regions=self.fields["regions"].clean(self.row) if "regions" in self.row else [],
            municipality=instance.municipality,
            website=instance.website,
            registration_no=instance.registration_no,
            by=self.by,
        )


class MapEntryResource(OperationResource):
    """The mapping by name of the organisation and code of the region; a changed entry must be confirmed again."""

    required_columns = ("organisation", "region")
    organisation = fields.Field("organisation", "organisation", ByCode(Organisation, "name"))
    region = fields.Field("region", "region", ByCode(Region, "code"))

    class Meta:
        model = MapEntry
        fields = MAP_ENTRY_FIELDS
        import_id_fields = ("organisation", "region")
        use_transactions = True
        skip_unchanged = True
        report_skipped = True

    def perform(self, instance):
        return map_organisation(
            given(instance, "organisation"),
            region=given(instance, "region"),
            offers=instance.offers,
            source=instance.source,
            seen=instance.seen,
            by=self.by,
        )
