"""Think tanks, their tables and the accounts that run them."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.models import Region, Role, User
from thinktanks.models.programme import Programme

LATE_HOURS = 24
FEEDBACK_DAYS = 14


class ThinkTank(models.Model):
    """An event: people of a region work at tables for a day."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open now")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="think_tanks")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="think_tanks")
    code = models.SlugField(_("code"), max_length=40, unique=True)
    held_on = models.DateField(_("date"))
    town = models.CharField(_("town"), max_length=80)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    starts_at = models.TimeField(_("start"), null=True, blank=True)
    ends_at = models.TimeField(_("end"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancellation_reason = models.CharField(max_length=300, blank=True)
    clock_ends_at = models.DateTimeField(null=True, blank=True)
    join_code = models.CharField(_("join code"), max_length=10, unique=True)
    feedback_code = models.CharField(_("feedback code"), max_length=10, unique=True)

    class Meta:
        ordering = ("-held_on", "pk")
        verbose_name = _("think tank")
        verbose_name_plural = _("think tanks")
        constraints = (
            models.CheckConstraint(
                name="think_tank_state_has_its_times",
                condition=Q(state="planned", cancelled_at=None, opened_at=None, closed_at=None)
                | Q(state="open", cancelled_at=None, opened_at__isnull=False, closed_at=None)
                | Q(
                    state="closed",
                    cancelled_at=None,
                    opened_at__isnull=False,
                    closed_at__isnull=False,
                )
                | Q(
                    state="cancelled",
                    cancelled_at__isnull=False,
                    opened_at=None,
                    closed_at=None,
                ),
            ),
        )

    def __str__(self):
        return f"{self.town}, {self.held_on:%d.%m.%Y}."

    @property
    def day_has_come(self) -> bool:
        """Whether it is planned for today or was for a day before."""
        return self.held_on <= timezone.localdate()

    @property
    def may_be_opened(self) -> bool:
        """Whether it waits for its opening, whatever its day."""
        return self.state == self.State.PLANNED and not self.programme.is_archived

    @property
    def is_closed(self) -> bool:
        """Whether it is closed: what a device sends now is late, what an organiser adds is typed up."""
        return self.state == self.State.CLOSED

    @property
    def late_until(self) -> datetime.datetime | None:
        """Until when late contributions are accepted; None before the close."""
        return self.closed_at and self.closed_at + datetime.timedelta(hours=LATE_HOURS)

    @property
    def late_period_is_over(self) -> bool:
        """Whether late contributions are no longer accepted either."""
        return self.closed_at is not None and timezone.now() > self.late_until

    @property
    def takes_contributions(self) -> bool:
        """Whether devices may add contributions: from the opening until 24 hours after the close."""
        return self.takes_typed_up_contributions and not self.late_period_is_over

    @property
    def takes_typed_up_contributions(self) -> bool:
        """Whether organisers may add contributions: from the opening until the programme is archived."""
        return self.opened_at is not None and not self.programme.is_archived

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled: it stays as a record, and nothing of it may be changed any more."""
        return self.state == self.State.CANCELLED

    @property
    def clock_until(self) -> datetime.datetime | None:
        """When the time in the room is over; None where no clock runs, as always but in an open think tank."""
        is_running = self.state == self.State.OPEN and not self.programme.is_archived
        return self.clock_ends_at if is_running else None

    @property
    def room_state(self) -> str:
        """Its state, or "archived" with its programme: a page in the room shows something else when this changes."""
        return self.programme.state if self.programme.is_archived else self.state

    @property
    def takes_registrations(self) -> bool:
        """Whether people may register by themselves: until the close, unless it is cancelled or its programme archived."""
        return (
            self.state in (self.State.PLANNED, self.State.OPEN) and not self.programme.is_archived
        )

    @property
    def is_over(self) -> bool:
        """Whether nobody may join it any more."""
        return self.is_closed or self.is_cancelled or self.programme.is_archived

    @property
    def may_be_changed(self) -> bool:
        """Whether its data may be changed: before, during and after its day."""
        return not self.is_cancelled and not self.programme.is_archived

    @property
    def feedback_until(self) -> datetime.datetime | None:
        """Until when feedback is accepted; None before the close."""
        return self.closed_at and self.closed_at + datetime.timedelta(days=FEEDBACK_DAYS)

    @property
    def takes_feedback(self) -> bool:
        """Whether feedback is accepted: from the opening until 14 days after the close; never once archived."""
        if self.programme.is_archived:
            return False
        if self.closed_at is None:
            return self.state == self.State.OPEN
        return timezone.now() <= self.feedback_until


class Table(models.Model):
    """A table of one think tank; its sheet has its own receipt code."""

    think_tank = models.ForeignKey(ThinkTank, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(pgettext_lazy("table", "name"), max_length=60, blank=True)
    role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receipt_code = models.CharField(_("receipt code"), max_length=10, unique=True)

    class Meta:
        ordering = ("number",)
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        constraints = (
            models.UniqueConstraint(fields=("think_tank", "number"), name="one_table_per_number"),
        )

    def __str__(self):
        return f"{self.number}."


class FacilitatorQuerySet(models.QuerySet):
    """Rows of facilitators."""

    def current(self) -> "FacilitatorQuerySet":
        """Return those who may run their think tank now."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))


class Facilitator(models.Model):
    """An account that runs one think tank and its plan."""

    think_tank = models.ForeignKey(ThinkTank, on_delete=models.CASCADE, related_name="facilitators")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="facilitates")
    granted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("facilitator")
        verbose_name_plural = _("facilitators")
        constraints = (
            models.UniqueConstraint(
                fields=("think_tank", "user"), name="one_facilitator_row_per_account"
            ),
        )

    def __str__(self):
        return f"{self.user} · {self.think_tank}"

    @property
    def last_day(self) -> datetime.date | None:
        """The last day on which the account runs the think tank; None without an end."""
        return self.ends_at and timezone.localdate(
            self.ends_at - datetime.timedelta(microseconds=1)
        )
