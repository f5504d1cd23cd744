"""Think tanks and devices by their codes and tokens, and free codes for addresses."""

import itertools

from django.db.models import Model

from thinktanks.codes import hash_of, read_code
from thinktanks.models import Device, ThinkTank


def think_tank_by_join_code(typed: str) -> ThinkTank | None:
    """Return the think tank whose join code this is, however it was typed."""
    return _think_tank_by(join_code=read_code(typed))


def think_tank_by_feedback_code(typed: str) -> ThinkTank | None:
    """Return the think tank whose feedback code this is, however it was typed."""
    return _think_tank_by(feedback_code=read_code(typed))


def _think_tank_by(**code: str) -> ThinkTank | None:
    if not any(code.values()):
        return None
    return ThinkTank.objects.select_related("programme", "region").filter(**code).first()


def free_code(model: type[Model], code: str) -> str:
    """Return the first code of its kind that no row of a model has: „2027”, then „2027-2”."""
    known = set(model.objects.filter(code__startswith=code).values_list("code", flat=True))
    codes = itertools.chain([code], (f"{code}-{number}" for number in itertools.count(2)))
    return next(code for code in codes if code not in known)


def device_by_token(token: str) -> Device | None:
    """Return the device that keeps this token, with its think tank, table and role."""
    related = ("think_tank__programme", "think_tank__region", "table", "role")
    return Device.objects.select_related(*related).filter(token_hash=hash_of(token)).first()
