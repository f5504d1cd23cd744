"""The event log of a programme and its think tanks. That of a plan is in actionplans."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thinktanks.models.programme import Programme
from thinktanks.models.think_tank import ThinkTank


class ProgrammeEvent(models.Model):
    """One change of a programme or of one of its think tanks: what changed from what to what, who and when.

    `changes` are {"field": [was, now]}; people are named by id. It is only ever added.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="events")
    think_tank = models.ForeignKey(
        ThinkTank, null=True, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(max_length=40)
    changes = models.JSONField(default=dict)
    actor = models.BigIntegerField(null=True, help_text=_("account id, not a foreign key"))
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("change of a programme")
        verbose_name_plural = _("changes of programmes")

    def __str__(self):
        return f"{self.programme_id}.{self.pk} {self.kind}"
