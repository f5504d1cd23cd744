"""Administrators' pages of accounts and what they may do."""

import allauth.account.admin  # noqa: F401 (registers a page, which is removed below)
import django.contrib.auth.admin  # noqa: F401 (likewise)
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.admin.base import OperationAdmin, OperationForm, apply_to_each, attribute_column
from stakeholders.models import Grant, User
from stakeholders.models.account import PLACES, WRONG_PLACE
from stakeholders.operations.accounts import (
    close_account,
    grant_access,
    open_account,
    reopen_account,
    revoke_access,
)

# Rights are grants here, and an address belongs to its account: these pages would write without an operation.
admin.site.unregister([Group, EmailAddress])


class AccountForm(OperationForm):
    email = forms.EmailField(
        label=_("e-mail address"),
        help_text=_(
            "No e-mail is sent now: give the person the address of the portal. They sign in with a code that it e-mails to them."
        ),
    )

    class Meta:
        model = User
        fields = ("email", "name")
        help_texts = {"name": _("Shown with what the person does; without it: “account 7”.")}

    def perform(self, cleaned_data):
        return open_account(cleaned_data["email"], name=cleaned_data["name"], by=self.by)


@admin.register(User)
class UserAdmin(OperationAdmin):
    """Accounts; passwords are neither shown nor set here."""

    form = AccountForm
    actions = ("close_accounts", "reopen_accounts")
    list_display = ("__str__", "email", attribute_column("is_active", _("active")), "last_login")
    list_filter = ("is_active",)
    search_fields = ("email", "name")
    shown_fields = (
        "email",
        "name",
        attribute_column("is_active", _("active")),
        attribute_column("created_at", pgettext_lazy("account", "opened")),
        "last_login",
    )

    @admin.action(description=_("Close selected accounts"), permissions=("view",))
    def close_accounts(self, request, queryset):
        apply_to_each(self, request, queryset, close_account)

    @admin.action(description=_("Reopen selected accounts"), permissions=("view",))
    def reopen_accounts(self, request, queryset):
        apply_to_each(self, request, queryset, reopen_account)


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
        """Refuse a missing or superfluous place at its field; the rule of the rows is one for both fields."""
        cleaned_data = super().clean()
        places = PLACES.get(cleaned_data.get("kind"))
        if places is not None:
            for name in ("region", "organisation"):
                if (name in places) != bool(cleaned_data.get(name)):
                    self.add_error(name, ValidationError(WRONG_PLACE, code="place"))
        return cleaned_data

    def perform(self, cleaned_data):
        user = cleaned_data.pop("user")
        return grant_access(user, **cleaned_data, by=self.by)


@admin.register(Grant)
class GrantAdmin(OperationAdmin):
    form = GrantForm
    actions = ("revoke_access",)
    list_display = (
        attribute_column("user", _("account")),
        "kind",
        attribute_column("region", _("planning region")),
        attribute_column("organisation", _("organisation")),
        "starts_at",
        "ends_at",
    )
    list_filter = ("kind",)
    list_select_related = ("user", "region", "organisation")
    search_fields = ("user__email", "user__name")
    shown_fields = (*list_display, attribute_column("granted_by", _("granted by")))

    @admin.action(description=_("End selected grants"), permissions=("view",))
    def revoke_access(self, request, queryset):
        apply_to_each(self, request, queryset, revoke_access)
