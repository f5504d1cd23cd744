"""Checks of the database before the server starts."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

DEMO = "@demo.invalid"


def guard_start() -> None:
    """Refuse to start in production if the database has demo accounts, whose passwords may be known.

    A database that cannot be reached does not stop the start; /readyz reports it.
    """
    if settings.LOCAL_MODE:
        return
    try:
        found = get_user_model().objects.filter(email__iendswith=DEMO).exists()
    except DatabaseError:
        return
    if found:
        raise ImproperlyConfigured(
            f"The database holds accounts of the demo (…{DEMO}). In production start with a database of its own."
        )
