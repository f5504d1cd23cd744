"""Administrators' pages of reference data."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from stakeholders.admin.base import ReadOnlyAdmin, attribute_column
from stakeholders.models import Municipality, OrganisationKind, Region, Role


@admin.register(Role)
class RoleAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "code", "short")
    shown_fields = (
        "code",
        "short",
        "order",
        attribute_column("name_lv", _("name in Latvian")),
        attribute_column("dative_lv", _("dative")),
        attribute_column("genitive_lv", _("genitive")),
        attribute_column("name_en", _("name in English")),
    )


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


@admin.register(OrganisationKind)
class OrganisationKindAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "code")
    shown_fields = (
        "code",
        "order",
        attribute_column("name_lv", _("name in Latvian")),
        attribute_column("name_en", _("name in English")),
    )
