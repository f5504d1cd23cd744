"""Capture one contribution, filter the list of those captured, and undo a capture."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplans.forms.fields import LookupField, RawTextField, TableField
from actionplans.queries.capture.said import UNKNOWN, Cell, ContributionFilter
from language.numbers import LARGEST_PK
from stakeholders.forms import LenientUUIDField, NumberField, SentOnceField
from stakeholders.models import Role
from thinktanks.models import Table, ThinkTank
from thinktanks.queries.programmes import roles_of


@dataclass(frozen=True)
class CaptureChoices:
    """Who may speak at a think tank, who may be addressed, and its tables."""

    speakers: list[Role]
    addressed: list[Role]
    tables: list[Table]

    @property
    def pairs(self) -> dict[str, tuple[Role | None, Role]]:
        """Every choice of the grid, by its value."""
        return {
            Cell(speaker, addressed, 0).value: (speaker, addressed)
            for speaker in [*self.speakers, None]
            for addressed in self.addressed
        }

    def pair_of(self, value: str) -> tuple[Role | None, Role | None]:
        """Return both roles of a choice; neither where there is no such choice."""
        return self.pairs.get(value, (None, None))

    @property
    def tables_by_number(self) -> dict[str, Table]:
        """The tables by their numbers, as forms send them."""
        return {str(table.number): table for table in self.tables}


def choices_at(think_tank: ThinkTank) -> CaptureChoices:
    """Return what can be chosen when a contribution is captured at a think tank."""
    speakers, addressed = roles_of(think_tank.programme)
    return CaptureChoices(speakers, addressed, list(think_tank.tables.all()))


class SimilarForm(forms.Form):
    """A text that somebody is typing, no longer than fits into an address."""

    MAX_LENGTH = 400

    text = forms.CharField(max_length=MAX_LENGTH)


class TableForm(forms.Form):
    """Contributions from one table, or from none that is known."""

    table = TableField(required=False)

    def __init__(self, *args, choices: CaptureChoices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["table"].rows = choices.tables_by_number


class CaptureForm(TableForm):
    """One contribution. `whole` keeps its line breaks; otherwise several lines are several contributions."""

    text = RawTextField()
    uuid = SentOnceField(required=False)
    pair = LookupField(required=False)
    whole = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pair"].rows = self.choices.pairs

    def clean(self):
        values = self.cleaned_data
        values["author_role"], values["addressed_role"] = values.pop("pair", None) or (None, None)
        self.is_whole = values.pop("whole")
        return values

    @property
    def has_several_lines(self) -> bool:
        """Whether the text is a list, to be checked line by line before it is saved."""
        lines = [line for line in self.cleaned_data["text"].splitlines() if line.strip()]
        return not self.is_whole and len(lines) > 1


class ContributionFilterForm(forms.Form):
    """Which contributions to list; invalid values are ignored.

    `batch` is an imported list that was just saved.
    """

    q = forms.CharField(required=False, max_length=100)
    only = forms.ChoiceField(required=False)
    before = NumberField(required=False, min_value=0, max_value=LARGEST_PK)
    batch = LenientUUIDField(required=False)

    def __init__(self, *args, choices: CaptureChoices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["only"].choices = _only_choices(choices)
        self.full_clean()

    @property
    def filter(self) -> ContributionFilter:
        """The filter that was asked for."""
        values = self.cleaned_data
        return ContributionFilter(values.get("q", ""), values.get("only", ""), values.get("before"))


def _only_choices(choices: CaptureChoices) -> list:
    """Return what the list can be narrowed to, in groups."""
    unknown = _("not known")
    speakers = [(f"from.{role.code}", role.name) for role in choices.speakers]
    addressed = [(f"to.{role.code}", role.dative) for role in choices.addressed]
    tables = [
        (f"table.{table.number}", _("Table %(n)s") % {"n": table.number})
        for table in choices.tables
    ]
    return [
        ("", _("All contributions")),
        (_("Who suggests?"), [*speakers, (f"from.{UNKNOWN}", unknown)]),
        (_("To whom?"), [*addressed, (f"to.{UNKNOWN}", unknown)]),
        *([(_("Tables"), tables)] if tables else []),
        (
            _("To review"),
            [("late", _("Late contributions")), ("hidden", _("Hidden contributions"))],
        ),
    ]


class CaptureUndoForm(forms.Form):
    """Undo one change of the plan, or all of one pasted list."""

    seq = NumberField(required=False, min_value=1)
    batch = forms.UUIDField(required=False)

    def clean(self):
        if self.errors or not any(self.cleaned_data.values()):
            raise ValidationError(_("There is no such change."), code="no_event")
        return self.cleaned_data
