"""Think tanks and devices found by their codes and tokens."""

from django.utils.crypto import salted_hmac

from stakeholders.models import User
from thinktanks.codes import hash_of, read_code
from thinktanks.models import Device, ThinkTank


def think_tank_by_join_code(typed: str) -> ThinkTank | None:
    """The think tank that a code from its sheet leads to, in whatever way it was typed."""
    return _think_tank_with(join_code=read_code(typed))


def think_tank_by_feedback_code(typed: str) -> ThinkTank | None:
    """The think tank that a feedback code leads to, in whatever way it was typed."""
    return _think_tank_with(feedback_code=read_code(typed))


def _think_tank_with(**code: str) -> ThinkTank | None:
    if not any(code.values()):
        return None
    return ThinkTank.objects.select_related("programme", "region").filter(**code).first()


def device_with_token(token: str) -> Device | None:
    """The device that keeps this token, with its think tank, table and role."""
    related = ("think_tank__programme", "think_tank__region", "table", "role")
    return Device.objects.select_related(*related).filter(token_hash=hash_of(token)).first()


def owner_name(person: User | Device) -> str:
    """An opaque name for an account or a device, by which a browser tells whose entries wait in it."""
    kind = "user" if isinstance(person, User) else "device"
    return salted_hmac("thinktanks.owner", f"{kind}:{person.pk}").hexdigest()[:22]
