"""The revision of everything public, for caches."""

from django.db import models
from django.db.models import Q


class PublicRevision(models.Model):
    """One row for the whole site; its number rises in every operation that changes anything public."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="one_public_revision"),)

    def __str__(self):
        return str(self.number)
