"""Forms that created a row."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class SentForm(models.Model):
    """A form that was sent, by its UUID, and the row that it created; the same form sent again creates nothing."""

    uuid = models.UUIDField(primary_key=True)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT)
    row_id = models.PositiveBigIntegerField(null=True)
    row = GenericForeignKey("content_type", "row_id")

    def __str__(self):
        return str(self.uuid)
