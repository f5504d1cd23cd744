"""Import a pasted list: its lines as rows to select and correct, then the selected rows."""

import uuid
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplans.forms.capture import TableForm
from actionplans.forms.fields import LookupField, RawTextField, TableField
from actionplans.operations.capture import guard_open
from actionplans.queries.capture.said import UNKNOWN, captured_keys, duplicate_key
from actionplans.queries.imports.new_rows import ImportRow, batch_to_save
from actionplans.readers.lines import RefusedError
from actionplans.readers.parts import split_lines
from language.clean_text import clean_text
from language.numbers import whole_number
from stakeholders.forms import LenientUUIDField, NumberField
from stakeholders.models import Role
from thinktanks.models import Table, ThinkTank

MAX_ROWS = 2000  # in the browser


@dataclass
class PastedRow:
    """One line of the pasted text, with what the user chose for it; roles are codes, "" where not known."""

    number: int
    text: str
    speaker: str
    addressed: str
    selected: bool = True
    is_repeat: bool = False
    problem: str = ""


@dataclass
class PastedList:
    """A pasted list as shown before it is saved; `table` is a number, "" where not known."""

    table: str
    batch: str
    rows: list[PastedRow] = field(default_factory=list)

    def mark_repeats(self, known: set[tuple]) -> None:
        """Mark rows that the same speaker said at this table already, or that repeat a row above."""
        known = set(known)
        for row in self.rows:
            key = duplicate_key(
                row.text,
                speaker=row.speaker,
                addressed=row.addressed,
                table=whole_number(self.table),
            )
            row.is_repeat = key in known
            known.add(key)


class PasteForm(TableForm):
    """Lines, bullets and parts at „;” of a pasted text as rows; all but the repeats are selected.

    `list` is the UUID under which the rows will be saved; by it the browser knows later that they are.
    Refuses: archived, cancelled, not_open, empty, too_many_rows.
    """

    text = RawTextField()
    pair = LookupField(required=False)
    list = LenientUUIDField(required=False)

    def __init__(self, *args, think_tank: ThinkTank, **kwargs):
        super().__init__(*args, **kwargs)
        self.think_tank = think_tank
        self.fields["pair"].rows = self.choices.pairs

    def clean(self):
        if not self.errors:
            guard_open(self.think_tank, sender=None)
            self.pasted = self._read(_lines_of(self.cleaned_data["text"]))
        return self.cleaned_data

    def _read(self, lines) -> PastedList:
        speaker, _dot, addressed = self.data.get("pair", "").partition(".")
        speaker = "" if speaker == UNKNOWN else speaker
        batch = self.cleaned_data["list"] or uuid.uuid4()
        pasted = PastedList(table=self.data.get("table", ""), batch=str(batch))
        pasted.rows = [
            PastedRow(number, line, speaker, addressed)
            for number, line in enumerate(lines, start=1)
        ]
        pasted.mark_repeats(captured_keys(self.think_tank))
        for row in pasted.rows:
            row.selected = not row.is_repeat
        return pasted


def _lines_of(text: str):
    try:
        lines = split_lines(text)
    except RefusedError as refused:
        _refuse_too_many(refused.finding.params["n"])
    if not lines:
        raise ValidationError(_("Enter the contribution."), code="empty")
    _refuse_too_many(len(lines))
    return lines


def _refuse_too_many(count: int) -> None:
    if count > MAX_ROWS:
        raise ValidationError(
            _("Too many lines: %(n)s. The limit is %(limit)s; split the text."),
            code="too_many_rows",
            params={"n": count, "limit": MAX_ROWS},
        )


class ImportForm(TableForm):
    """The selected rows of a pasted list; each gets a UUID of its content, so that sending twice stores once.

    Refuses: too_many_rows, rows (some have a problem of their own), nothing_selected.
    """

    table = TableField(required=False, widget=forms.HiddenInput)
    batch = forms.UUIDField(widget=forms.HiddenInput)
    count = NumberField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, think_tank: ThinkTank, **kwargs):
        super().__init__(*args, **kwargs)
        self.think_tank = think_tank

    def clean_batch(self):
        return batch_to_save(self.think_tank.plan_id, self.cleaned_data["batch"])

    def clean(self):
        values = self.cleaned_data
        table = values.pop("table", None)
        count = values.pop("count", 0)
        self.pasted = self._read(str(table.number) if table else "", count)
        _refuse_too_many(count)
        if not self.errors:
            values["rows"] = self._selected_rows(values["batch"], table)
        return values

    def _read(self, table: str, count: int) -> PastedList:
        """Return the rows as the user left them."""
        selected = set(self.data.getlist("add"))
        rows = [
            PastedRow(
                number,
                self.data.get(f"text-{number}", ""),
                self.data.get(f"from-{number}", ""),
                self.data.get(f"to-{number}", ""),
                selected=str(number) in selected,
            )
            for number in range(1, count + 1 if count <= MAX_ROWS else 1)
        ]
        return PastedList(table=table, batch=self.data.get("batch", ""), rows=rows)

    def _selected_rows(self, batch: uuid.UUID, table: Table | None) -> list[ImportRow]:
        speakers = {role.code: role for role in self.choices.speakers}
        addressed = {role.code: role for role in self.choices.addressed}
        rows = []
        for row in self.pasted.rows:
            if not row.selected or not row.text.strip():
                continue
            try:
                text = clean_text(row.text, missing=_("Enter the contribution."))
                roles = (_role(speakers, row.speaker), _role(addressed, row.addressed))
            except ValidationError as error:
                row.problem = error.messages[0]
                continue
            content = "\x1f".join((str(row.number), row.speaker, row.addressed, str(table), text))
            rows.append(ImportRow(text, *roles, table=table, uuid=uuid.uuid5(batch, content)))
        if any(row.problem for row in self.pasted.rows):
            raise ValidationError(_("Nothing is saved yet. Check the marked lines."), code="rows")
        if not rows:
            raise ValidationError(
                _("Nothing is saved yet. Select at least one line."), code="nothing_selected"
            )
        return rows


def _role(roles: dict[str, Role], code: str) -> Role | None:
    if code and code not in roles:
        raise ValidationError(_("Choose a role from the list."), code="invalid_choice")
    return roles.get(code)
