"""What stops the start in production though every setting is safe."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

DEMO = "@demo.invalid"


def guard_start() -> None:
    """Refuse to serve in production while the database holds accounts of the demo, whose passwords many may know.

    A database that cannot be asked does not stop the start: /readyz tells of it.
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
