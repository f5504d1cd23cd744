"""Read what an event records of an item from the item's own row."""

import datetime
import uuid

from django.db import models

from actionplans.models import Action, Contribution, RegionalAction
from actionplans.models.action import ACTION_FIELDS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

RECORDED_NAMES = {Contribution: "contribution", Action: "action", RegionalAction: "regional_action"}
RECORDED_MODELS = {name: model for model, name in RECORDED_NAMES.items()}

# The recorded columns of each item. Foreign keys are recorded as ids, dates in ISO form.
FIELDS = {
    "contribution": (
        "uuid",
        "think_tank",
        "table",
        "device",
        "author_role",
        "addressed_role",
        "municipality",
        "parent",
        "hidden",
        "late",
        "typed_up",
        "state",
        "reason",
        "original_withheld",
        *CONTRIBUTION_TEXTS,
    ),
    "action": (
        *ACTION_FIELDS,
        "rank",
        "dissolved",
        "merged_into",
    ),
    "regional_action": ("action", "state", "reason", "reason_note"),
}

# Keys of events that are not the field's name: events are never changed, so a renamed field keeps its first key.
KEYS = {"municipality": "place"}
NAMES = {key: name for name, key in KEYS.items()}


def key_of(name: str) -> str:
    """Return the key under which events record a field."""
    return KEYS.get(name, name)


def field_of(item: models.Model, key: str) -> models.Field:
    """Return the field that events record under a key; the field's own name is understood too."""
    return item._meta.get_field(NAMES.get(key, key))


def plain(value: object) -> object:
    """Return a field's value as an event records it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def fields_of(item: models.Model) -> dict:
    """Return the recorded columns of an item and its version; placement, support and links are in related tables."""
    names = FIELDS[RECORDED_NAMES[type(item)]]
    values = {key_of(name): plain(getattr(item, field_of(item, name).attname)) for name in names}
    return values | {"version": item.version}
