"""Feedback after the event."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.models import Region
from thinktanks.models.people import Device
from thinktanks.models.programme import Question
from thinktanks.models.think_tank import ThinkTank


class AnswerGroup(models.Model):
    """Answers to one question that say the same, put together under one bullet by hand.

    Those of a think tank are grouped by themselves; answers without one have groups without one.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="groups")
    think_tank = models.ForeignKey(
        ThinkTank, null=True, blank=True, on_delete=models.PROTECT, related_name="answer_groups"
    )
    name = models.CharField(pgettext_lazy("group", "name"), max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("group of answers")
        verbose_name_plural = _("groups of answers")

    def __str__(self):
        return self.name or str(self.pk)


class Answer(models.Model):
    """Feedback to a question, from a device, paper or an import; its text is public only if quotable and not hidden.

    `published_before` are answers of an import that had been published already, so no small group is hidden. A text
    that looks like personal data is public only after a person has confirmed that it is `not_personal_data`.
    """

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
    published_before = models.BooleanField(_("published before"), default=False)
    hidden = models.BooleanField(_("hidden"), default=False)
    not_personal_data = models.BooleanField(_("contains no personal data"), default=False)
    starred = models.BooleanField(pgettext_lazy("answer", "starred"), default=False)
    group = models.ForeignKey(
        AnswerGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    position = models.PositiveIntegerField(default=0)
    given_at = models.DateTimeField(_("given"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("feedback answer")
        verbose_name_plural = _("feedback answers")

    def __str__(self):
        return f"{self.question} · {self.pk}"
