"""Plans and their event log."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.freeze import FrozenModel
from stakeholders.models import Region
from thinktanks.models import Programme

NATIONAL = "national"
NATIONAL_SHORT = "NAC"
# When and where a plan that was imported was first published; a version may keep them.
SOURCE_FIELDS = ("original_date", "source_title", "source_url")


class Sourced:
    """Keeps when and where it was first published, if it was imported: the fields of SOURCE_FIELDS."""

    @property
    def is_imported(self) -> bool:
        """Whether it was published before, elsewhere, and keeps when or where."""
        return any(getattr(self, name) for name in SOURCE_FIELDS)


class Plan(Sourced, models.Model):
    """The action plan of one programme and region, or the programme's national one (region null).

    One that was imported keeps when and where it was first published.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plans")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    original_date = models.DateField(_("first published"), null=True, blank=True)
    source_title = models.CharField(_("title of the source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    last_seq = models.PositiveIntegerField(
        default=0, help_text=_("number of the newest change; increased under the lock")
    )

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "region"),
                condition=Q(region__isnull=False),
                name="one_plan_per_region",
            ),
            models.UniqueConstraint(
                fields=("programme",), condition=Q(region__isnull=True), name="one_national_plan"
            ),
        )

    def __str__(self):
        return f"{self.programme.code}/{self.region_code}"

    @property
    def is_national(self) -> bool:
        return self.region_id is None

    @property
    def region_code(self) -> str:
        """The last part of the plan's address."""
        return NATIONAL if self.is_national else self.region.code

    @property
    def short(self) -> str:
        """The first letters of its action keys."""
        return NATIONAL_SHORT if self.is_national else self.region.short

    @property
    def title(self) -> str:
        if self.is_national:
            return str(_("National action plan"))
        return str(_("%(region)s action plan") % {"region": self.region.genitive})


class PlanEvent(FrozenModel):
    """One numbered change of a plan: what changed from what to what, who changed it (an id, no foreign key) and when."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    actor = models.BigIntegerField(null=True, help_text=_("account id, not a foreign key"))
    device = models.BigIntegerField(null=True, help_text=_("device id, not a foreign key"))
    op_uuid = models.UUIDField(default=uuid.uuid4)
    batch = models.UUIDField(null=True, db_index=True)
    undoes = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "seq")
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = (
            models.UniqueConstraint(fields=("plan", "seq"), name="one_event_per_number"),
            models.UniqueConstraint(fields=("plan", "op_uuid"), name="one_event_per_operation"),
        )

    def __str__(self):
        return f"{self.plan_id}.{self.seq}"
