"""Administrators' lists of the event. Both are changed on the pages of the portal, to which each row has a link.

There are no pages of codes, devices, attendance or feedback.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.admin.base import ReadOnlyAdmin, attribute_column
from thinktanks.models import Programme, ThinkTank


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin):
    list_display = (
        "__str__",
        "code",
        "state",
        attribute_column("demo", _("demonstration data")),
        "page",
    )
    shown_fields = (
        "page",
        "code",
        "state",
        attribute_column("demo", _("demonstration data")),
        attribute_column("name_lv", _("name in Latvian")),
        attribute_column("name_en", _("name in English")),
    )

    @admin.display(description=pgettext_lazy("of the portal", "page"))
    def page(self, programme):
        address = reverse("programme-show", args=[programme.code])
        return format_html('<a href="{}">{}</a>', address, _("Show and edit"))


@admin.register(ThinkTank)
class ThinkTankAdmin(ReadOnlyAdmin):
    list_display = (
        "town",
        "held_on",
        attribute_column("region", _("planning region"), ordering="region__order"),
        attribute_column("programme", _("programme"), ordering="programme__code"),
        "state",
        "page",
    )
    list_filter = ("state",)
    list_select_related = ("region", "programme")
    search_fields = ("town", "code")
    shown_fields = (
        "page",
        attribute_column("programme", _("programme")),
        attribute_column("region", _("planning region")),
        "code",
        "held_on",
        "town",
        "venue",
        "state",
        attribute_column("opened_at", pgettext_lazy("think tank", "opened")),
        attribute_column("closed_at", pgettext_lazy("think tank", "closed")),
    )

    @admin.display(description=pgettext_lazy("of the portal", "page"))
    def page(self, think_tank):
        address = reverse("think-tank-prepare", args=[think_tank.pk])
        return format_html('<a href="{}">{}</a>', address, _("Show and edit"))
