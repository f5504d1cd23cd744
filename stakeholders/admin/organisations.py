"""Administrators' pages of organisations and of the mapping."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stakeholders.admin.base import OperationAdmin, OperationForm, attribute_column
from stakeholders.admin.tables import TableAdmin
from stakeholders.forms import RowsField
from stakeholders.models import MapEntry, Organisation, Region
from stakeholders.models.organisation import MAP_ENTRY_FIELDS, ORGANISATION_FIELDS
from stakeholders.operations.organisations import map_organisation, register_organisation
from stakeholders.resources.organisations import MapEntryResource, OrganisationResource


@admin.display(description=_("planning regions"))
def region_names(organisation):
    return ", ".join(region.name for region in organisation.regions.all())


class OrganisationForm(OperationForm):
    regions = RowsField(
        Region.objects.order_by("order"),
        label=_("planning regions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ORGANISATION_FIELDS
        labels = {
            "kind": _("kind"),
            "role": _("role"),
            "municipality": _("municipality"),
        }

    def perform(self, cleaned_data):
        return register_organisation(
            cleaned_data["name"],
            **{name: value for name, value in cleaned_data.items() if name != "name"},
            by=self.by,
        )


@admin.register(Organisation)
class OrganisationAdmin(TableAdmin, OperationAdmin):
    form = OrganisationForm
    resource_classes = (OrganisationResource,)
    list_display = (
        "name",
        attribute_column("kind", _("kind")),
        attribute_column("role", _("role")),
    )
    list_select_related = ("kind", "role")
    search_fields = ("name", "registration_no")
    shown_fields = (
        "name",
        attribute_column("kind", _("kind")),
        attribute_column("role", _("role")),
        region_names,
        attribute_column("municipality", _("municipality")),
        "website",
        "registration_no",
        attribute_column("merged_into", _("merged into")),
    )


class MapEntryForm(OperationForm):
    source = forms.URLField(
        label=_("source"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = MapEntry
        fields = MAP_ENTRY_FIELDS
        labels = {"organisation": _("organisation"), "region": _("planning region")}

    def _post_clean(self):
        """Leave the instance alone: `perform` writes the row, and is not called where the same form was sent before."""

    def perform(self, cleaned_data):
        organisation = cleaned_data.pop("organisation")
        if organisation.map_entries.filter(region=cleaned_data["region"]).exists():
            raise ValidationError(
                _(
                    "The mapping has an entry of this organisation in this region. A table that you import changes it."
                ),
                code="known",
            )
        return map_organisation(organisation, **cleaned_data, by=self.by)


@admin.register(MapEntry)
class MapEntryAdmin(TableAdmin, OperationAdmin):
    form = MapEntryForm
    resource_classes = (MapEntryResource,)
    list_display = (
        attribute_column("organisation", _("organisation"), ordering="organisation__sort_key"),
        attribute_column("region", _("planning region"), ordering="region__order"),
        "seen",
        "confirmed_at",
    )
    list_select_related = ("organisation", "region")
    search_fields = ("organisation__name", "offers")
    shown_fields = (
        attribute_column("organisation", _("organisation")),
        attribute_column("region", _("planning region")),
        "offers",
        "source",
        "seen",
        "confirmed_at",
    )
