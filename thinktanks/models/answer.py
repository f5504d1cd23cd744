"""Feedback after the event."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Region
from thinktanks.models.people import Device
from thinktanks.models.programme import Question
from thinktanks.models.think_tank import ThinkTank


class Answer(models.Model):
    """Feedback to a question, from a device or an import; its text is public only if quotable."""

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
