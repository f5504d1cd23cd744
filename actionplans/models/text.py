"""Texts that never change; only redaction may erase a body."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans.freeze import FrozenModel

REDACTED = "[dzēsts]"


def checksum(body: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


class Text(FrozenModel):
    """A text that never changes. Contributions, corrections, wordings and details all point here.

    The one change that the database lets through is redaction: the body becomes „[dzēsts]”, the checksum stays.
    """

    body = models.TextField()
    checksum = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def __str__(self):
        return self.body

    @property
    def is_redacted(self) -> bool:
        return self.body == REDACTED and self.checksum != checksum(REDACTED)
