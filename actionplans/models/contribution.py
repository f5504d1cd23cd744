"""Contributions."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans.models.item import Item, ItemQuerySet, Reason
from actionplans.models.plan import Plan
from actionplans.models.text import Text
from stakeholders.models import Municipality, Role, User
from thinktanks.models import Device, Table, ThinkTank

# The texts of a contribution, in reading order.
CONTRIBUTION_TEXTS = ("text", "correction", "reason_note")
# An original that is not published leaves its correction to be read.
ORIGINAL_WITHHELD_HAS_A_CORRECTION = models.Q(original_withheld=False) | models.Q(
    correction__isnull=False
)


class ContributionQuerySet(ItemQuerySet):
    """Rows of contributions."""

    def visible(self) -> "ContributionQuerySet":
        """Return the contributions that nobody has hidden."""
        return self.filter(hidden=False)


class Contribution(Item):
    """What one person or table said, in its own words. A correction is another text; the captured one stays.

    If `original_withheld` is true, only the correction is published.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="contributions")
    think_tank = models.ForeignKey(
        ThinkTank, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    table = models.ForeignKey(
        Table, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    author_role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    addressed_role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    correction = models.ForeignKey(
        Text, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    original_withheld = models.BooleanField(_("original not published"), default=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    hidden = models.BooleanField(_("hidden"), default=False)
    late = models.BooleanField(_("late"), default=False)
    typed_up = models.BooleanField(_("typed up after the think tank"), default=False)
    source = models.CharField(_("source"), max_length=60, blank=True)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    captured_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    captured_at = models.DateTimeField(_("captured"))
    client_seq = models.PositiveIntegerField(
        default=0, help_text=_("order on the device that sent it")
    )

    objects = ContributionQuerySet.as_manager()
    frozen_fields = (
        "uuid",
        "plan",
        "text",
        "parent",
        "captured_at",
        "captured_by",
        "device",
        "typed_up",
    )

    class Meta(Item.Meta):
        ordering = ("pk",)
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = (models.Index(fields=("plan", "state"), name="contribution_plan_state"),)
        constraints = (
            *Item.Meta.constraints,
            models.CheckConstraint(
                name="original_withheld_has_a_correction",
                condition=ORIGINAL_WITHHELD_HAS_A_CORRECTION,
            ),
        )

    def __str__(self):
        return self.current_text

    @property
    def current_text(self) -> str:
        """The correction if there is one, otherwise the captured text."""
        return (self.correction or self.text).body

    @property
    def text_is_public(self) -> bool:
        """Whether others may read the text: not if it was left out because of personal data."""
        return self.reason != Reason.PERSONAL_DATA
