"""Create a row once, however often its form is sent and whoever else is quicker."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from stakeholders.models import SentForm


@transaction.atomic
def create_once(
    form_uuid: uuid.UUID, create: Callable[..., models.Model], **values
) -> models.Model:
    """Return the row that the form with this UUID created; create it from `values` where it was not sent before.

    Of two equal forms at once the second waits for the first. What `create` refuses is refused, and the form may be
    sent again.
    """
    sent, is_new = SentForm.objects.get_or_create(uuid=form_uuid)
    if is_new:
        sent.row = create(**values)
        sent.save(update_fields=["content_type", "row_id"])
    return sent.row


@contextmanager
def refuse_repeated(message: str) -> Iterator[None]:
    """Refuse with `message` (known) what a unique constraint does not let in: somebody else was quicker."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(message, code="known") from error
