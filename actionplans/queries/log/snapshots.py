"""What an event tells of an item, read from the item's own row."""

import datetime
import uuid

from django.db import models

from actionplans.models import Action, Contribution, RegionalAction
from actionplans.models.action import ACTION_FIELDS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

ITEM_NAMES = {Contribution: "contribution", Action: "action", RegionalAction: "regional_action"}

# Foreign keys are told by number, dates in ISO form.
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
    """A field's value as an event tells it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def fields_of(item: models.Model) -> dict:
    """The told fields of an item and its version (not what is kept beside it: placement, support, links)."""
    name = ITEM_NAMES[type(item)]
    told = {key: plain(getattr(item, item._meta.get_field(key).attname)) for key in FIELDS[name]}
    return told | {"version": item.version}
