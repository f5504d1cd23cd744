"""Published versions and their frozen rows."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.freeze import FrozenModel, FrozenQuerySet
from actionplans.models.action import Action
from actionplans.models.contribution import ORIGINAL_WITHHELD_HAS_A_CORRECTION, Contribution
from actionplans.models.item import Reason
from actionplans.models.plan import Plan, Sourced
from actionplans.models.text import Text
from stakeholders.models import Region, Role, User
from thinktanks.models import ThinkTank

# The day of a version, as `PlanVersion.dated`.
DATED = Coalesce(F("original_date"), TruncDate("published_at"))


class PlanVersionQuerySet(FrozenQuerySet):
    """Rows of versions."""

    def newest_first(self) -> "PlanVersionQuerySet":
        """Order versions of different plans by their day, those of one day by when they were published here."""
        return self.order_by(DATED.desc(), "-published_at", "-pk")

    def standing(self) -> "PlanVersionQuerySet":
        """Return the versions that are not withdrawn."""
        return self.filter(withdrawal=None)

    def newest(self) -> "PlanVersionQuerySet":
        """Return the current version of every plan that has one: its newest that is not withdrawn."""
        newer = PlanVersion.objects.standing().filter(
            plan=OuterRef("plan"), number__gt=OuterRef("number")
        )
        return self.standing().filter(~Exists(newer))


class PlanVersion(Sourced, FrozenModel):
    """A plan as it was at event `seq`: one canonical document, and frozen rows made from the same state.

    The one change that the database lets through is a redaction, which rebuilds the document and raises `redactions`.
    A version of imported contributions alone has the source of its plan: `original_date` and where it was published.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    seq = models.PositiveIntegerField()
    note = models.ForeignKey(
        Text, on_delete=models.PROTECT, related_name="+", verbose_name=_("what changed")
    )
    document = models.TextField(help_text=_("UTF-8, NFC, sorted keys, no spaces"))
    checksum = models.CharField(_("checksum"), max_length=64)
    redactions = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(_("published"))
    original_date = models.DateField(_("first published"), null=True)
    source_title = models.CharField(_("title of the source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "-number")
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="one_version_per_number"),
        )

    def __str__(self):
        return f"{self.plan} v{self.number}"

    @property
    def dated(self) -> datetime.date:
        """The day under which it is shown: that of the original publication, otherwise that of its own, in Riga."""
        return self.original_date or timezone.localdate(self.published_at)

    @property
    def newness(self) -> tuple[datetime.date, datetime.datetime]:
        """What is greatest of the newest version, as `newest_first` orders them."""
        return self.dated, self.published_at

    @property
    def is_withdrawn(self) -> bool:
        """Whether it no longer counts; select_related("withdrawal") saves the query."""
        return hasattr(self, "withdrawal")


class PublishedAction(FrozenModel):
    """An action as published in one version."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="published")
    key = models.CharField(_("action key"), max_length=20)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    wording = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    condition = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")
    first_step = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")
    deadline = models.DateField(null=True)
    support = models.JSONField(
        default=list, help_text=_("codes of the roles whose support is needed")
    )
    links = models.JSONField(default=list, help_text=_("keys of linked actions"))
    times_said = models.PositiveIntegerField()
    roles_said = models.PositiveIntegerField()

    class Meta:
        ordering = ("version", "role__order", "position")
        verbose_name = _("published action")
        verbose_name_plural = _("published actions")
        constraints = (
            models.UniqueConstraint(fields=("version", "key"), name="one_published_action_per_key"),
        )

    def __str__(self):
        return self.key


class PublishedContributionQuerySet(FrozenQuerySet):
    """Rows of published contributions."""

    def showing(self, text: Text) -> "PublishedContributionQuerySet":
        """Return the rows in which a reader sees this text, see `text_is_public` and `original_is_public`."""
        shown = Q(text=text, original_withheld=False) | Q(correction=text) | Q(reason_note=text)
        return self.filter(shown).exclude(reason=Reason.PERSONAL_DATA)


class PublishedContribution(FrozenModel):
    """A contribution (nationally also a regional action) as published in one version: in an action, or not included.

    `author_role` is null if the speaker is unknown. If `author_shown` is false, the role is not shown. If
    `original_withheld` is true, only the correction is published.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="contributions")
    published_action = models.ForeignKey(
        PublishedAction, null=True, on_delete=models.PROTECT, related_name="contributions"
    )
    contribution = models.ForeignKey(
        Contribution, null=True, on_delete=models.PROTECT, related_name="published"
    )
    regional_action = models.ForeignKey(
        PublishedAction, null=True, on_delete=models.PROTECT, related_name="published_nationally"
    )
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    correction = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")
    original_withheld = models.BooleanField(default=False)
    typed_up = models.BooleanField(default=False)
    author_role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="+")
    author_shown = models.BooleanField(default=True)
    addressed_role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    think_tank = models.ForeignKey(ThinkTank, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=17, choices=Reason.choices, blank=True)
    reason_note = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PublishedContributionQuerySet.as_manager()

    class Meta:
        ordering = ("version", "pk")
        verbose_name = _("published contribution")
        verbose_name_plural = _("published contributions")
        constraints = (
            models.CheckConstraint(
                name="published_one_thing",
                condition=Q(contribution__isnull=False, regional_action__isnull=True)
                | Q(contribution__isnull=True, regional_action__isnull=False),
            ),
            models.CheckConstraint(
                name="published_in_an_action_or_with_a_reason",
                condition=Q(published_action__isnull=False, reason="")
                | Q(published_action__isnull=True) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="published_original_withheld_has_a_correction",
                condition=ORIGINAL_WITHHELD_HAS_A_CORRECTION,
            ),
        )

    def __str__(self):
        return f"{self.version_id} · {self.contribution_id or self.regional_action_id}"

    @property
    def text_is_public(self) -> bool:
        """Whether a reader may see the text: not if it was left out because of personal data."""
        return self.reason != Reason.PERSONAL_DATA

    @property
    def original_is_public(self) -> bool:
        """Whether a reader may see the text as captured."""
        return self.text_is_public and not self.original_withheld


class VersionWithdrawal(FrozenModel):
    """The withdrawal of a version: since when and why it is no longer valid. Its text stays readable."""

    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return str(self.version)


class Redaction(FrozenModel):
    """A rebuild of a published document without one text: old and new checksum, why and when."""

    version = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, related_name="redaction_rows"
    )
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="redactions")
    old_checksum = models.CharField(max_length=64)
    new_checksum = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    redacted_at = models.DateTimeField()
    redacted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")

    def __str__(self):
        return f"{self.version} · {self.redacted_at:%Y-%m-%d}"
