"""Participants: people on the attendance list, and devices that joined without an account."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.models import Municipality, Organisation, Role
from thinktanks.models.think_tank import Table, ThinkTank

# The largest integer that every reader of JSON keeps exactly.
LARGEST_ID = 2**53


def random_id() -> int:
    """Return a random id: the order in which people came must not show who joined as which device."""
    return secrets.randbelow(LARGEST_ID) + 1


class Attendee(models.Model):
    """A person on the attendance list, added by the organisers or `registered` by themselves.

    Never linked to what was said: there is neither a time nor an order that a device has too.
    """

    # The key is what SQLite orders its rows by, so that the file shows no order either.
    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
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
    registered = models.BooleanField(_("registered by themselves"), default=False)
    came = models.BooleanField(pgettext_lazy("attendee", "came"), default=False)
    may_be_named = models.BooleanField(_("the organisation may be named"), default=False)
    delete_after = models.DateField(_("kept until"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")

    def __str__(self):
        return _("attendee %(number)s") % {"number": self.pk}

    @property
    def organisation_shown(self) -> str:
        """The name of the organisation as we know it, else as it was typed."""
        return self.organisation.name if self.organisation else self.organisation_name


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
    seen_at = models.DateTimeField(null=True, blank=True)
    waiting = models.PositiveSmallIntegerField(_("waiting to be sent"), default=0)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")

    def __str__(self):
        return _("device %(number)s") % {"number": self.pk}
