"""Read one entry of the batches that the script of the capture pages sends."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from actionplans.forms.capture import CaptureChoices
from actionplans.forms.fields import LookupField, RawTextField, TableField
from stakeholders.forms import LenientUUIDField

MAX_SEQ = 2**31 - 1
CHOICES = ("author_role", "addressed_role", "table")


class EntryForm(forms.Form):
    """One entry with a UUID; `seat` is the device's table and role, for what the entry does not name."""

    text = RawTextField(required=False)
    author_role = LookupField(required=False)
    addressed_role = LookupField(required=False)
    table = TableField(required=False)

    def __init__(self, entry: dict, *, choices: CaptureChoices, seat: dict):
        chosen = {name: _form_value(entry[name]) for name in CHOICES if name in entry}
        super().__init__(seat | chosen | {"text": entry.get("text")})
        self.fields["author_role"].rows = {role.code: role for role in choices.speakers}
        self.fields["addressed_role"].rows = {role.code: role for role in choices.addressed}
        self.fields["table"].rows = choices.tables_by_number
        self.more = {"uuid": entry_uuid(entry), "client_seq": _client_seq(entry)}

    def clean(self):
        return self.cleaned_data | self.more

    @property
    def first_error(self) -> ValidationError:
        """The first of the errors."""
        return next(iter(self.errors.as_data().values()))[0]


def entry_uuid(entry: object) -> uuid.UUID | None:
    """Return the UUID of an entry; None where it has none, or is not an object."""
    return LenientUUIDField().clean(entry.get("uuid") if isinstance(entry, dict) else None)


def _form_value(value: object) -> str:
    """Return a JSON value as a form would send it; "?", which is no choice, for lists and the like."""
    return "" if value is None else str(value) if isinstance(value, str | int) else "?"


def _client_seq(entry: dict) -> int:
    """Return the entry's position among what the device wrote: a hint, so a wrong one is no reason to refuse."""
    position = entry.get("client_seq")
    return position if isinstance(position, int) and 0 <= position <= MAX_SEQ else 0
