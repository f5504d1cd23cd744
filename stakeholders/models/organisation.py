"""Organisations, and where they can help."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stakeholders.models.reference import Municipality, OrganisationKind, Region, Role

# What administrators enter and what tables hold, in this order.
ORGANISATION_FIELDS = (
    "name",
    "kind",
    "role",
    "regions",
    "municipality",
    "website",
    "registration_no",
)
MAP_ENTRY_FIELDS = ("organisation", "region", "offers", "source", "seen")


class Organisation(models.Model):
    """Who can help or is asked to act; actions are addressed to it by `role`."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    kind = models.ForeignKey(
        OrganisationKind, on_delete=models.PROTECT, related_name="organisations"
    )
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="organisations")
    municipality = models.OneToOneField(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisation",
        help_text=_("set if the organisation is this municipality"),
    )
    regions = models.ManyToManyField(Region, blank=True, related_name="organisations")
    website = models.URLField(_("website"), blank=True)
    registration_no = models.CharField(_("registration number"), max_length=20, blank=True)
    sort_key = models.CharField(max_length=600, db_index=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    class Meta:
        ordering = ("sort_key", "pk")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.name


class MapEntryQuerySet(models.QuerySet):
    """Entries of the map."""

    def public(self) -> "MapEntryQuerySet":
        """Return those that everybody sees: in production only confirmed ones, and none of a merged organisation."""
        shown = self.filter(organisation__merged_into=None)
        return shown if settings.LOCAL_MODE else shown.filter(confirmed_at__isnull=False)


class MapEntry(models.Model):
    """What an organisation offers in a region, and the source of that."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="map_entries"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="map_entries")
    offers = models.TextField(_("what they offer"), blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)
    seen = models.CharField(
        _("source date"),
        max_length=20,
        blank=True,
        help_text=_("date of the source, as stated there"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MapEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("mapping entry")
        verbose_name_plural = _("mapping entries")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "region"), name="one_map_entry_per_region"
            ),
            models.CheckConstraint(
                name="map_entry_confirmed_by_someone",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.organisation} · {self.region}"
