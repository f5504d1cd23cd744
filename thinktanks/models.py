"""The event: programmes, think tanks, their tables and people, and the feedback after it."""

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from stakeholders.models import CodeManager, Municipality, Organisation, Region, Role, User

LATE_HOURS = 24
FEEDBACK_DAYS = 14


class Programme(models.Model):
    """A cycle of think tanks with one funder, one set of roles and one set of questions."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ARCHIVED = "archived", _("archived")

    class CofundingMark(models.TextChoices):
        EUROPEAN_UNION = "eu", _("Co-funded by the European Union")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_lv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    funder_lv = models.CharField(max_length=300, blank=True)
    funder_en = models.CharField(max_length=300, blank=True)
    cofunding_mark = models.CharField(
        _("co-funding mark"), max_length=2, choices=CofundingMark.choices, blank=True
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    speaker_roles = models.ManyToManyField(
        Role, related_name="+", verbose_name=_("roles that speak")
    )
    addressed_roles = models.ManyToManyField(
        Role, related_name="+", verbose_name=_("roles that are addressed")
    )
    demo = models.BooleanField(_("demonstration data"), default=False)

    objects = CodeManager()

    class Meta:
        ordering = ("-code",)
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_lv

    @property
    def funder(self) -> str:
        return self.funder_en if get_language() == "en" else self.funder_lv


class Question(models.Model):
    """One of the programme's questions after the think tank."""

    class Code(models.TextChoices):
        GAINS = "gains", _("gains")
        USE = "use", _("use of the plan")
        EVENTS = "events", _("next events")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(_("code"), max_length=6, choices=Code.choices)
    order = models.PositiveSmallIntegerField(_("order"))
    text_lv = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)

    class Meta:
        ordering = ("order",)
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="one_question_per_code"),
        )

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_lv


class ThinkTank(models.Model):
    """One event: people of a region sit at tables for a day."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open now")
        CLOSED = "closed", _("closed")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="think_tanks")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="think_tanks")
    code = models.SlugField(_("code"), max_length=40, unique=True)
    held_on = models.DateField(_("date"))
    town = models.CharField(_("town"), max_length=80)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    join_code = models.CharField(_("join code"), max_length=10, unique=True)
    feedback_code = models.CharField(_("feedback code"), max_length=10, unique=True)

    class Meta:
        ordering = ("-held_on", "pk")
        verbose_name = _("think tank")
        verbose_name_plural = _("think tanks")
        constraints = (
            models.CheckConstraint(
                name="think_tank_state_has_its_times",
                condition=Q(state="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.town}, {self.held_on:%d.%m.%Y}."

    @property
    def late_until(self) -> datetime.datetime | None:
        """Until when late contributions are taken; None before the close."""
        return self.closed_at and self.closed_at + datetime.timedelta(hours=LATE_HOURS)

    @property
    def is_over(self) -> bool:
        """Whether nothing is taken any more, late ones neither."""
        return self.closed_at is not None and timezone.now() > self.late_until

    @property
    def takes_feedback(self) -> bool:
        """From the opening until 14 days after the close."""
        if self.closed_at is None:
            return self.state == self.State.OPEN
        return timezone.now() <= self.closed_at + datetime.timedelta(days=FEEDBACK_DAYS)


class Table(models.Model):
    """A table of one think tank; its sheet has a receipt of its own."""

    think_tank = models.ForeignKey(ThinkTank, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
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


class Facilitator(models.Model):
    """An account that runs one think tank and its plan."""

    think_tank = models.ForeignKey(ThinkTank, on_delete=models.CASCADE, related_name="facilitators")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="facilitates")
    granted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

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


class Attendee(models.Model):
    """A person on the attendance list. Never linked to what was said."""

    think_tank = models.ForeignKey(ThinkTank, on_delete=models.PROTECT, related_name="attendees")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delete_after = models.DateField(_("kept until"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")

    def __str__(self):
        return _("attendee %(number)s") % {"number": self.pk}


class Device(models.Model):
    """A phone or laptop that joined without an account. Never linked to an Attendee."""

    think_tank = models.ForeignKey(ThinkTank, on_delete=models.CASCADE, related_name="devices")
    table = models.ForeignKey(
        Table, null=True, blank=True, on_delete=models.PROTECT, related_name="devices"
    )
    role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    receipt_code = models.CharField(_("receipt code"), max_length=10, unique=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")

    def __str__(self):
        return _("device %(number)s") % {"number": self.pk}


class Answer(models.Model):
    """Feedback to one question, from a device or from an import; its text is public only when quotable."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    think_tank = models.ForeignKey(
        ThinkTank, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    text = models.TextField(_("answer"))
    quotable = models.BooleanField(_("may be quoted"), default=False)
    source = models.CharField(_("source"), max_length=60, blank=True)
    given_at = models.DateTimeField(_("given"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("feedback answer")
        verbose_name_plural = _("feedback answers")

    def __str__(self):
        return f"{self.question.code} · {self.pk}"
