"""Organisations and the mapping as tables: codes instead of names."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
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
from stakeholders.operations.organisations import (
    MUNICIPALITY_IS_KNOWN,
    map_organisations,
    new_map_entry,
    new_organisation,
    register_organisations,
)
from stakeholders.resources.base import ByCode, ByCodes, Line, OperationResource, given


class CodesOfRegions(fields.Field):
    """The regions of an organisation, which `region_codes` has while a table is read: a new one has no others."""

    def get_value(self, instance):
        return getattr(instance, "region_codes", None) or super().get_value(instance)


class OrganisationResource(OperationResource):
    """Organisations with the codes of kind, role, regions and municipality. A known name is skipped."""

    required_columns = ("name", "kind", "role")
    name = fields.Field("name", "name", Line())
    kind = fields.Field("kind", "kind", ByCode(OrganisationKind, "code"))
    role = fields.Field("role", "role", ByCode(Role, "code"))
    regions = CodesOfRegions("regions", "regions", ByCodes(Region, ",", "code"))
    municipality = fields.Field("municipality", "municipality", ByCode(Municipality, "code"))

    class Meta:
        model = Organisation
        fields = ORGANISATION_FIELDS
        import_id_fields = ("name",)
        report_skipped = True

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return instance.pk is not None

    def get_queryset(self):
        return super().get_queryset().select_related("kind", "role", "municipality")

    @cached_property
    def region_codes(self) -> dict[int, list[str]]:
        """The codes of the regions of each stored organisation, by its pk."""
        codes = defaultdict(list)
        links = Organisation.regions.through.objects.order_by("region__order")
        for pk, code in links.values_list("organisation_id", "region__code"):
            codes[pk].append(code)
        return codes

    def after_init_instance(self, instance, new, row, **kwargs):
        instance.region_codes = [] if new else self.region_codes[instance.pk]

    @cached_property
    def known_municipalities(self) -> set[Municipality]:
        """Those that have their organisation, stored or further up in the table."""
        return {
            row.municipality for rows in self.stored.values() for row in rows if row.municipality
        }

    def prepare(self, instance, row):
        organisation = new_organisation(
            instance.name,
            kind=given(instance, "kind"),
            role=given(instance, "role"),
            municipality=instance.municipality,
            website=instance.website,
            registration_no=instance.registration_no,
        )
        if organisation.municipality in self.known_municipalities:
            raise ValidationError(MUNICIPALITY_IS_KNOWN, code="known")
        if organisation.municipality:
            self.known_municipalities.add(organisation.municipality)
        regions = self.fields["regions"].clean(row) if "regions" in row else []
        instance.region_codes = [region.code for region in regions]
        return organisation, regions

    def write(self, prepared):
        return register_organisations(prepared, by=self.by)


class MapEntryResource(OperationResource):
    """The mapping by name of the organisation and code of the region; a changed entry must be confirmed again."""

    required_columns = ("organisation", "region")
    organisation = fields.Field("organisation", "organisation", ByCode(Organisation, "name"))
    region = fields.Field("region", "region", ByCode(Region, "code"))

    class Meta:
        model = MapEntry
        fields = MAP_ENTRY_FIELDS
        import_id_fields = ("organisation", "region")
        report_skipped = True

    def get_queryset(self):
        return super().get_queryset().select_related("organisation", "region")

    def after_init_instance(self, instance, new, row, **kwargs):
        instance.before = None if new else self._values_of(instance)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and self._values_of(instance) == instance.before

    def _values_of(self, entry) -> tuple[str, ...]:
        return entry.offers, entry.source, entry.seen

    def prepare(self, instance, row):
        return new_map_entry(
            given(instance, "organisation"),
            region=given(instance, "region"),
            offers=instance.offers,
            source=instance.source,
            seen=instance.seen,
        )

    def write(self, prepared):
        return map_organisations(prepared, by=self.by)
