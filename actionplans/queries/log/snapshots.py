"""Read what an event records of an item from the item's own row."""

import datetime
import uuid

from django.db import models

from actionplans.models import Action, Contribution, RegionalAction
from actionplans.models.action import ACTION_FIELDS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

ITEM_NAMES = {Contribution: "contribution", Action: "action", RegionalAction: "regional_action"}
ITEM_MODELS = {name: model for model, name in ITEM_NAMES.items()}

# The recorded columns of each item. Foreign keys are recorded as ids, dates in ISO form.
FIELDS = {
    "contribution": (
        "uuid",
        "think_tank",
        "table",
        "device",
        "author_role",
        "addressed_role",
        "place",
        "parent",
        "hidden",
        "late",
        "state",
        "reason",
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
    fields = FIELDS[ITEM_NAMES[type(item)]]
    values = {key: plain(getattr(item, item._meta.get_field(key).attname)) for key in fields}
    return values | {"version": item.version}
