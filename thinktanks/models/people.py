"""Participants: people on the attendance list, and devices that joined without an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.models import Municipality, Organisation, Role
from thinktanks.models.think_tank import Table, ThinkTank


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
