"""What somebody at the think tank sends from the own phone, by a page or by its script."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.capture import CaptureChoices, OneOfField, WordsField
from stakeholders.forms import SentOnceField

BIGGEST_SEQ = 2**31 - 1
CHOICES = ("author_role", "addressed_role", "table")


class ParticipantForm(forms.Form):
    """One contribution typed on the own phone; from where it comes is known of the device."""

    text = WordsField()
    addressed_role = OneOfField(
        error_messages={"required": gettext_lazy("Choose who should do it.")}
    )
    uuid = SentOnceField(required=False)

    def __init__(self, *args, room: CaptureChoices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressed_role"].rows = {role.code: role for role in room.addressed}


class SentForm(forms.Form):
    """One entry of a batch that a script sends; `seat` is the device's table and role, for where it names none."""

    text = WordsField(required=False)
    author_role = OneOfField(required=False)
    addressed_role = OneOfField(required=False)
    table = OneOfField(
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("There is no such table at this think tank.")
        },
    )

    def __init__(self, entry: dict, *, room: CaptureChoices, seat: dict):
        choices = {name: _plain(entry[name]) for name in CHOICES if name in entry}
        super().__init__(seat | choices | {"text": entry.get("text")})
        self.fields["author_role"].rows = {role.code: role for role in room.speakers}
        self.fields["addressed_role"].rows = {role.code: role for role in room.addressed}
        self.fields["table"].rows = {str(table.number): table for table in room.tables}
        self.more = {"uuid": uuid_of(entry), "client_seq": _order_of(entry)}

    def clean(self):
        return self.cleaned_data | self.more

    @property
    def refusal(self) -> ValidationError:
        """The first thing that is wrong."""
        return next(iter(self.errors.as_data().values()))[0]


def _plain(value: object) -> str:
    """What JSON says as a form would say it; lists and the like are no choice that there is."""
    return "" if value is None else str(value) if isinstance(value, str | int) else "?"


def _order_of(entry: dict) -> int:
    """Its place among what the device wrote: a hint, so what makes no sense is no reason to refuse the words."""
    told = entry.get("client_seq")
    return told if isinstance(told, int) and 0 <= told <= BIGGEST_SEQ else 0


def uuid_of(entry: object) -> uuid.UUID:
    """The UUID of an entry of a batch; refuses an entry that has none, since nothing could be said of it."""
    try:
        return uuid.UUID(entry["uuid"])
    except (TypeError, KeyError, ValueError, AttributeError):
        raise ValidationError(_("This entry cannot be read."), code="unreadable") from None
