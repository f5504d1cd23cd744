"""Administrators' pages of who is who: to look things up, and to do what no other page does, by operations."""

import allauth.account.admin  # noqa: F401 (registers a page, which is taken away below)
import django.contrib.auth.admin  # noqa: F401 (likewise)
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.admin_base import AsTable, ByOperation, OperationForm, ReadOnly, for_each, told
from stakeholders.models import (
    Grant,
    MapEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    Region,
    Role,
    User,
)
from stakeholders.operations import (
    close_account,
    grant_access,
    map_organisation,
    open_account,
    register_organisation,
    reopen_account,
    revoke_access,
)
from stakeholders.resources import MapEntryResource, OrganisationResource

# Rights are grants here, and an address belongs to its account: these pages would write past the operations.
admin.site.unregister([Group, EmailAddress])


@admin.register(Role)
class RoleAdmin(ReadOnly):
    list_display = ("__str__", "code", "short")
    told_fields = (
        "code",
        "short",
        "order",
        told("name_lv", _("name in Latvian")),
        told("dative_lv", _("dative")),
        told("genitive_lv", _("genitive")),
        told("name_en", _("name in English")),
    )


@admin.register(Region)
class RegionAdmin(ReadOnly):
    list_display = ("__str__", "code", "short")
    told_fields = (
        "code",
        "short",
        "order",
        told("full_name_lv", _("name in Latvian")),
        told("full_name_en", _("name in English")),
    )


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnly):
    list_display = ("__str__", "code", "kind", told("region", _("planning region")))
    list_filter = ("kind",)
    list_select_related = ("region",)
    search_fields = ("name_lv", "code")
    told_fields = (
        "code",
        "kind",
        told("region", _("planning region")),
        told("name_lv", _("name in Latvian")),
        told("name_en", _("name in English")),
    )


@admin.register(OrganisationKind)
class OrganisationKindAdmin(ReadOnly):
    list_display = ("__str__", "code")
    told_fields = (
        "code",
        "order",
        told("name_lv", _("name in Latvian")),
        told("name_en", _("name in English")),
    )


@admin.display(description=_("planning regions"))
def region_names(organisation):
    return ", ".join(region.name for region in organisation.regions.all())


class OrganisationForm(OperationForm):
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "role",
            "regions",
            "municipality",
            "website",
            "registration_no",
        )
        labels = {
            "kind": _("kind"),
            "role": _("role"),
            "regions": _("planning regions"),
            "municipality": _("municipality"),
        }
        widgets = {"regions": forms.CheckboxSelectMultiple}

    def perform(self, cleaned_data):
        return register_organisation(
            cleaned_data["name"],
            **{name: value for name, value in cleaned_data.items() if name != "name"},
            by=self.by,
        )


@admin.register(Organisation)
class OrganisationAdmin(AsTable, ByOperation):
    form = OrganisationForm
    resource_classes = (OrganisationResource,)
    list_display = ("name", told("kind", _("kind")), told("role", _("role")))
    list_select_related = ("kind", "role")
    search_fields = ("name", "registration_no")
    told_fields = (
        "name",
        told("kind", _("kind")),
        told("role", _("role")),
        region_names,
        told("municipality", _("municipality")),
        "website",
        "registration_no",
        told("merged_into", _("merged into")),
    )


class MapEntryForm(OperationForm):
    source = forms.URLField(
        label=_("source"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = MapEntry
        fields = ("organisation", "region", "offers", "source", "seen")
        labels = {"organisation": _("organisation"), "region": _("planning region")}

    def perform(self, cleaned_data):
        organisation = cleaned_data.pop("organisation")
        return map_organisation(organisation, **cleaned_data, by=self.by)


@admin.register(MapEntry)
class MapEntryAdmin(AsTable, ByOperation):
    form = MapEntryForm
    resource_classes = (MapEntryResource,)
    list_display = (
        told("organisation", _("organisation"), ordering="organisation__sort_key"),
        told("region", _("planning region"), ordering="region__order"),
        "seen",
        "confirmed_at",
    )
    list_select_related = ("organisation", "region")
    search_fields = ("organisation__name", "offers")
    told_fields = (
        told("organisation", _("organisation")),
        told("region", _("planning region")),
        "offers",
        "source",
        "seen",
        "confirmed_at",
    )


class AccountForm(OperationForm):
    email = forms.EmailField(label=_("e-mail address"))

    class Meta:
        model = User
        fields = ("email", "name")

    def perform(self, cleaned_data):
        return open_account(cleaned_data["email"], name=cleaned_data["name"], by=self.by)


@admin.register(User)
class UserAdmin(ByOperation):
    """Accounts; passwords are neither shown nor set here."""

    form = AccountForm
    actions = ("close_accounts", "reopen_accounts")
    list_display = ("__str__", "email", told("is_active", _("active")), "last_login")
    list_filter = ("is_active",)
    search_fields = ("email", "name")
    told_fields = (
        "email",
        "name",
        told("is_active", _("active")),
        told("created_at", pgettext_lazy("account", "opened")),
        "last_login",
    )

    @admin.action(description=_("Close the chosen accounts"), permissions=("view",))
    def close_accounts(self, request, queryset):
        for_each(self, request, queryset, close_account)

    @admin.action(description=_("Open the chosen accounts again"), permissions=("view",))
    def reopen_accounts(self, request, queryset):
        for_each(self, request, queryset, reopen_account)


class GrantForm(OperationForm):
    class Meta:
        model = Grant
        fields = ("user", "kind", "region", "organisation")
        labels = {
            "user": _("account"),
            "region": _("planning region"),
            "organisation": _("organisation"),
        }

    def clean(self):
        cleaned_data = super().clean()
        places = {
            Grant.Kind.ADMINISTRATOR: (False, False),
            Grant.Kind.COORDINATOR: (True, False),
            Grant.Kind.EDITOR: (False, True),
        }
        named = (bool(cleaned_data.get("region")), bool(cleaned_data.get("organisation")))
        if cleaned_data.get("kind") and named != places[cleaned_data["kind"]]:
            raise ValidationError(
                _(
                    "A coordinator needs a region, an editor an organisation, "
                    "an administrator neither."
                ),
                code="place",
            )
        return cleaned_data

    def perform(self, cleaned_data):
        user = cleaned_data.pop("user")
        return grant_access(user, **cleaned_data, by=self.by)


@admin.register(Grant)
class GrantAdmin(ByOperation):
    form = GrantForm
    actions = ("end_access",)
    list_display = (
        told("user", _("account")),
        "kind",
        told("region", _("planning region")),
        told("organisation", _("organisation")),
        "starts_at",
        "ends_at",
    )
    list_filter = ("kind",)
    list_select_related = ("user", "region", "organisation")
    search_fields = ("user__email", "user__name")
    told_fields = (*list_display, told("granted_by", _("granted by")))

    @admin.action(description=_("End the chosen grants"), permissions=("view",))
    def end_access(self, request, queryset):
        for_each(self, request, queryset.current(), revoke_access)
