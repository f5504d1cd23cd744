"""Answers of organisations about actions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.freeze import FrozenModel
from actionplans.models.action import Action
from actionplans.models.version import PublishedAction
from stakeholders.models import Organisation


class Commitment(models.Model):
    """One organisation's answer about one action; the answer itself is in its reports."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="commitments"
    )
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="commitments")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "action"), name="one_commitment_per_action"
            ),
        )

    def __str__(self):
        return f"{self.organisation} · {self.action_id}"


class ProgressReport(FrozenModel):
    """One report of an organisation about an action, with the state. Append-only."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        STARTED = "started", _("Started")
        DONE = "done", _("Done")
        WILL_NOT = "will_not", _("Will not do")
        NOT_FOR_US = "not_for_us", _("Not for us")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reports")
    based_on = models.ForeignKey(PublishedAction, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=11, choices=State.choices)
    waiting = models.BooleanField(_("waiting for the condition"), default=False)
    sentence = models.CharField(_("one sentence"), max_length=400, blank=True)
    unit = models.CharField(_("responsible unit"), max_length=200, blank=True)
    until = models.DateField(_("deadline"), null=True)
    link = models.URLField(_("link"), blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.BigIntegerField(null=True, help_text=_("account id, not a foreign key"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        constraints = (
            models.CheckConstraint(
                name="waiting_only_when_not_started",
                condition=Q(waiting=False) | Q(state="not_started"),
            ),
            models.CheckConstraint(
                name="will_not_says_why", condition=~Q(state="will_not") | ~Q(sentence="")
            ),
        )

    def __str__(self):
        return f"{self.commitment_id} · {self.get_state_display()}"
