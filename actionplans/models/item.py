"""What the items of a board have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans.models.text import Text


class Reason(models.TextChoices):
    """Why an item is not included in the plan."""

    REPEATS = "repeats", _("Repeats")
    NOT_AN_ACTION = "not_an_action", _("Not an action")
    OUTSIDE_PROGRAMME = "outside_programme", _("Outside the programme")
    PERSONAL_DATA = "personal_data", _("Contains personal data")
    OTHER = "other", _("Other")


class ItemState(models.TextChoices):
    """Where an item of a board is."""

    UNDECIDED = "undecided", _("not yet considered")
    PLACED = "placed", _("included")
    SET_ASIDE = "set_aside", _("not included")
    SPLIT = "split", _("split")
    WITHDRAWN = "withdrawn", _("taken back")


ALIVE = (ItemState.UNDECIDED, ItemState.PLACED, ItemState.SET_ASIDE)


class ItemQuerySet(models.QuerySet):
    """Rows of an item."""

    def alive(self) -> "ItemQuerySet":
        """Return the items that a board decides about: neither split nor withdrawn."""
        return self.filter(state__in=ALIVE)


class Item(models.Model):
    """What a board decides about. `version` rises with every change; an operation gets the one that the person saw."""

    state = models.CharField(
        _("state"), max_length=9, choices=ItemState.choices, default=ItemState.UNDECIDED
    )
    reason = models.CharField(_("reason"), max_length=17, choices=Reason.choices, blank=True)
    reason_note = models.ForeignKey(
        Text, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_set_aside_has_a_reason",
                condition=models.Q(state="set_aside") & ~models.Q(reason="")
                | ~models.Q(state="set_aside") & models.Q(reason="", reason_note__isnull=True),
            ),
        )

    @property
    def is_alive(self) -> bool:
        """Whether a board decides about it: neither split nor withdrawn."""
        return self.state in ALIVE
