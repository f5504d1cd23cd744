"""Actions of a plan, their links, and what is placed in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.contribution import Contribution
from actionplans.models.item import Item
from actionplans.models.plan import Plan
from actionplans.models.text import Text
from stakeholders.models import Role

# The texts of an action in reading order: its wording, and details that may be empty.
ACTION_DETAILS = ("condition", "lead", "first_step")
ACTION_TEXTS = ("wording", *ACTION_DETAILS)

# The columns of an action that every version copies (PublishedAction has them under the same names).
ACTION_FIELDS = ("role", "key", *ACTION_TEXTS, "deadline")


class ActionQuerySet(models.QuerySet):
    """Rows of actions."""

    def live(self) -> "ActionQuerySet":
        """Return the actions that are on their plan: neither dissolved nor merged into another."""
        return self.filter(dissolved=False)


class Action(models.Model):
    """One consolidated line of a plan, addressed to one role. A dissolved or merged action keeps its row for ever."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(
        _("action key"), max_length=20, blank=True, help_text=_("given at first publication")
    )
    wording = models.ForeignKey(
        Text,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("action", "wording"),
    )
    condition = models.ForeignKey(
        Text,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("condition"),
    )
    lead = models.ForeignKey(
        Text,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("lead"),
    )
    first_step = models.ForeignKey(
        Text,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("first step"),
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    support_roles = models.ManyToManyField(Role, blank=True, related_name="+")
    rank = models.PositiveIntegerField(default=0)
    dissolved = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("role__order", "rank", "pk")
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "key"), condition=~Q(key=""), name="one_action_per_key"
            ),
            models.CheckConstraint(
                name="merged_action_is_dissolved",
                condition=Q(merged_into__isnull=True) | Q(dissolved=True),
            ),
        )

    def __str__(self):
        return self.wording.body if self.wording else str(_("action without wording"))


def text_label(name: str) -> str:
    """Return the label of one of an action's texts, translated when it is shown."""
    return capfirst(Action._meta.get_field(name).verbose_name)


class ActionLink(models.Model):
    """Two actions that ask the same of different roles: linked, never merged. Stored once, the older action first."""

    first = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="links_onward")
    second = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="links_back")

    class Meta:
        verbose_name = pgettext_lazy("actions", "link")
        verbose_name_plural = pgettext_lazy("actions", "links")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="one_link_per_pair"),
            models.CheckConstraint(name="link_older_first", condition=Q(first__lt=F("second"))),
        )

    def __str__(self):
        return f"{self.first_id} – {self.second_id}"


class RegionalAction(Item):
    """A published regional action as an item of the national board."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="regional_actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="as_items")

    class Meta(Item.Meta):
        verbose_name = _("regional action")
        verbose_name_plural = _("regional actions")
        constraints = (
            *Item.Meta.constraints,
            models.UniqueConstraint(fields=("plan", "action"), name="one_item_per_regional_action"),
        )

    def __str__(self):
        return self.action.key


class Placement(models.Model):
    """A contribution or a published regional action in an action.

    `based_on` is the published row that a national action relies on. It is set when the item is placed and kept when the
    item moves to another action.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="placements")
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="placement"
    )
    regional_action = models.OneToOneField(
        RegionalAction, null=True, blank=True, on_delete=models.PROTECT, related_name="placement"
    )
    based_on = models.ForeignKey(
        "PublishedAction", null=True, blank=True, on_delete=models.PROTECT, related_name="relied_on"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = (
            models.CheckConstraint(
                name="placement_of_one_thing",
                condition=Q(
                    contribution__isnull=False, regional_action__isnull=True, based_on__isnull=True
                )
                | Q(
                    contribution__isnull=True, regional_action__isnull=False, based_on__isnull=False
                ),
            ),
        )

    def __str__(self):
        return f"{self.contribution_id or self.regional_action_id} → {self.action_id}"
