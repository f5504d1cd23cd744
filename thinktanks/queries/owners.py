"""Whose the entries in the outbox of a browser are."""

from django.utils.crypto import salted_hmac

from stakeholders.models import User
from thinktanks.models import Device


def owner_id(person: User | Device) -> str:
    """Return an opaque id of an account or a device, by which a browser knows whose entries are in its outbox."""
    kind = "user" if isinstance(person, User) else "device"
    return salted_hmac("thinktanks.owner", f"{kind}:{person.pk}").hexdigest()[:22]
