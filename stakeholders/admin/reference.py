"""Administrators' pages of reference data."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from stakeholders.admin.base import NamesAdmin, NamesForm, ReadOnlyAdmin, attribute_column
from stakeholders.models import Municipality, OrganisationKind, Region, Role
from stakeholders.operations.reference import (
    KIND_NAMES,
    ROLE_NAMES,
    rename_organisation_kind,
    rename_role,
)


class RoleForm(NamesForm):
    names = ROLE_NAMES
    operation = staticmethod(rename_role)

    class Meta:
        model = Role
        fields = ROLE_NAMES
        labels = {
            "name_lv": _("name in Latvian"),
            "dative_lv": _("to whom, in Latvian (dative)"),
            "genitive_lv": _("whose, in Latvian (genitive)"),
            "name_en": _("name in English"),
            "dative_en": _("to whom, in English"),
        }


@admin.register(Role)
class RoleAdmin(NamesAdmin):
    form = RoleForm
    list_display = ("__str__", "code", "short")
    shown_fields = ("code", "short", "order")


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "code", "short")
    shown_fields = (
        "code",
        "short",
        "order",
        attribute_column("full_name_lv", _("name in Latvian")),
        attribute_column("full_name_en", _("name in English")),
    )


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "code", "kind", attribute_column("region", _("planning region")))
    list_filter = ("kind",)
    list_select_related = ("region",)
    search_fields = ("name_lv", "code")
    shown_fields = (
        "code",
        "kind",
        attribute_column("region", _("planning region")),
        attribute_column("name_lv", _("name in Latvian")),
        attribute_column("name_en", _("name in English")),
    )


class OrganisationKindForm(NamesForm):
    names = KIND_NAMES
    operation = staticmethod(rename_organisation_kind)

    class Meta:
        model = OrganisationKind
        fields = KIND_NAMES
        labels = {
            "name_lv": _("name in Latvian"),
            "plural_lv": _("several, in Latvian"),
            "name_en": _("name in English"),
            "plural_en": _("several, in English"),
        }


@admin.register(OrganisationKind)
class OrganisationKindAdmin(NamesAdmin):
    form = OrganisationKindForm
    list_display = ("__str__", "code")
    shown_fields = ("code", "order")
