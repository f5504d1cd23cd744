"""What was said: one contribution typed, the list of what was said, and what is done with one afterwards."""

import uuid
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.queries.capture.said import UNKNOWN, Cell, ContributionFilter
from stakeholders.models import Role
from thinktanks.models import Table

BIGGEST = 2**63 - 1


@dataclass(frozen=True)
class CaptureChoices:
    """Who may speak at a think tank, who may be addressed, and its tables."""

    speakers: list[Role]
    addressed: list[Role]
    tables: list[Table]

    @property
    def pairs(self) -> dict[str, tuple[Role | None, Role]]:
        """Every choice of the grid by its word."""
        return {
            Cell(speaker, asked, 0).value: (speaker, asked)
            for speaker in [*self.speakers, None]
            for asked in self.addressed
        }

    def pair_of(self, value: str) -> tuple[Role | None, Role | None]:
        """Both roles of a choice; neither where nothing that exists is chosen."""
        return self.pairs.get(value, (None, None))

    def table_of(self, number: str) -> Table | None:
        """A table by its number."""
        return {str(table.number): table for table in self.tables}.get(number)


class OneOfField(forms.Field):
    """One of `rows` by its word, or None."""

    default_error_messages = {"invalid_choice": gettext_lazy("Choose a role from the list.")}
    rows: dict

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if value not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[value]


class SimilarForm(forms.Form):
    """Words that somebody is typing: as many as an address may be long."""

    MOST_SIGNS = 400

    text = forms.CharField(max_length=MOST_SIGNS)


class WordsField(forms.Field):
    """Own words, passed on as they are: what is not to be kept of them is cut where they are written."""

    default_error_messages = {"required": gettext_lazy("Write what was said.")}

    def to_python(self, value):
        return value if isinstance(value, str) else ""


class RoomForm(forms.Form):
    """What is said is said at a table (or at none that is known)."""

    table = OneOfField(
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("There is no such table at this think tank.")
        },
    )

    def __init__(self, *args, room: CaptureChoices, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room
        self.fields["table"].rows = {str(table.number): table for table in room.tables}


class CaptureForm(RoomForm):
    """One contribution. Its UUID is made before it is sent, so that sending twice stores once.

    `whole` keeps line breaks inside it; otherwise several lines are several contributions.
    """

    text = WordsField()
    uuid = forms.UUIDField(required=False)
    pair = OneOfField(required=False)
    whole = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pair"].rows = self.room.pairs

    def clean(self):
        values = self.cleaned_data
        values["uuid"] = values.get("uuid") or uuid.uuid4()
        values["author_role"], values["addressed_role"] = values.pop("pair", None) or (None, None)
        self.is_whole = values.pop("whole")
        return values

    @property
    def has_several_lines(self) -> bool:
        """Whether this is rather a list, to be looked at line by line."""
        lines = [line for line in self.cleaned_data["text"].splitlines() if line.strip()]
        return not self.is_whole and len(lines) > 1


class ContributionFilterForm(forms.Form):
    """Which contributions to list; what makes no sense is as if not asked."""

    q = forms.CharField(required=False, max_length=100)
    only = forms.ChoiceField(required=False)
    before = forms.IntegerField(required=False, min_value=0, max_value=BIGGEST)

    def __init__(self, *args, room: CaptureChoices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["only"].choices = only_choices(room)

    @property
    def sieve(self) -> ContributionFilter:
        self.full_clean()
        values = self.cleaned_data
        return ContributionFilter(values.get("q", ""), values.get("only", ""), values.get("before"))


def only_choices(room: CaptureChoices) -> list:
    """What the list can be narrowed to, in groups."""
    unknown = _("not known")
    speakers = [(f"from.{role.code}", role.name) for role in room.speakers]
    addressed = [(f"to.{role.code}", role.dative) for role in room.addressed]
    tables = [(f"table.{one.number}", _("Table %(n)s") % {"n": one.number}) for one in room.tables]
    choices = [
        ("", _("All contributions")),
        (_("Who suggests?"), [*speakers, (f"from.{UNKNOWN}", unknown)]),
        (_("To whom?"), [*addressed, (f"to.{UNKNOWN}", unknown)]),
        (_("To look at"), [("late", _("Late ones")), ("hidden", _("Hidden ones"))]),
    ]
    return [*choices[:3], (_("Tables"), tables), choices[3]] if tables else choices


class SeenForm(forms.Form):
    """What is done with one contribution names the version that was shown."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class CorrectForm(SeenForm):
    text = forms.CharField(
        label=gettext_lazy("How it should read"),
        strip=False,
        widget=forms.Textarea(attrs={"class": "own-words", "rows": 3, "lang": "lv"}),
        error_messages={"required": gettext_lazy("Write what was said.")},
    )


class SplitContributionForm(SeenForm):
    parts = forms.CharField(
        label=gettext_lazy("Each part on a line of its own"),
        widget=forms.Textarea(attrs={"class": "own-words", "rows": 5, "lang": "lv"}),
        error_messages={"required": gettext_lazy("Divide it into two parts or more.")},
    )

    def clean_parts(self):
        return [line for line in self.cleaned_data["parts"].splitlines() if line.strip()]


class AssignRolesForm(SeenForm):
    author_role = OneOfField(required=False)
    addressed_role = OneOfField(required=False)

    def __init__(self, *args, speakers: list[Role], addressed: list[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.speakers, self.addressed = speakers, addressed
        self.fields["author_role"].rows = {role.code: role for role in speakers}
        self.fields["addressed_role"].rows = {role.code: role for role in addressed}


class UndoneForm(forms.Form):
    """What is to be undone: one change of the plan, or all of one pasted list."""

    seq = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    batch = forms.UUIDField(required=False)

    def clean(self):
        if self.errors or not any(self.cleaned_data.values()):
            raise ValidationError(_("There is no such change."), code="no_event")
        return self.cleaned_data
