"""Mark that something public changed."""

from django.db.models import F

from stakeholders.models import PublicRevision


def raise_public_revision() -> None:
    """Mark that something public changed, for caches; the last step of every operation that changes it."""
    if not PublicRevision.objects.filter(pk=1).update(number=F("number") + 1):
        PublicRevision.objects.create(pk=1, number=1)
