"""A pasted list: its lines as rows to be ticked, and those that were ticked."""

import uuid
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplans.forms.capture import RoomForm
from actionplans.queries.capture.said import UNKNOWN, said_key
from actionplans.queries.imports.new_rows import SaidRow
from actionplans.readers.lines import RefusedError
from actionplans.readers.plan_text import split_lines
from language.clean_text import clean_text
from stakeholders.models import Role
from thinktanks.models import Table

MAX_ROWS = 2000  # in the browser


@dataclass
class PastedRow:
    """One line of what was pasted, with the choices that a person makes about it."""

    number: int
    text: str
    speaker: str
    addressed: str
    ticked: bool = True
    there: bool = False
    problem: str = ""


@dataclass
class Pasted:
    """A pasted list as shown before it is saved."""

    table: str
    batch: str = field(default_factory=lambda: str(uuid.uuid4()))
    rows: list[PastedRow] = field(default_factory=list)

    @classmethod
    def from_text(cls, text: str, *, pair: str, table: str, said: set[tuple]) -> "Pasted":
        """Lines, bullets and parts at „;” as rows; what the same speaker said already is not ticked.

        Refuses: empty, too_many_rows.
        """
        try:
            lines = split_lines(text)
        except RefusedError as refused:
            refuse_too_many(refused.finding.params["n"])
        if not lines:
            raise ValidationError(_("Write what was said."), code="empty")
        refuse_too_many(len(lines))
        speaker, _dot, addressed = pair.partition(".")
        pasted = cls(table=table)
        pasted.rows = [
            PastedRow(number, line, "" if speaker == UNKNOWN else speaker, addressed)
            for number, line in enumerate(lines, start=1)
        ]
        pasted.mark_there(said)
        for row in pasted.rows:
            row.ticked = not row.there
        return pasted

    def mark_there(self, said: set[tuple]) -> None:
        """Mark rows whose words the same speaker said at this table already, or further up in the list."""
        told = set(said)
        for row in self.rows:
            key = said_key(
                row.text,
                speaker=row.speaker,
                addressed=row.addressed,
                table=int(self.table) if self.table.isdecimal() else None,
            )
            row.there = key in told
            told.add(key)


def refuse_too_many(count: int) -> None:
    """Refuse more lines than a browser can show."""
    if count > MAX_ROWS:
        raise ValidationError(
            _("Too many lines: %(n)s. The limit is %(limit)s; divide the text."),
            code="too_many_rows",
            params={"n": count, "limit": MAX_ROWS},
        )


class ImportForm(RoomForm):
    """The ticked rows of a pasted list; each gets a UUID of what it says, so that sending twice stores once."""

    batch = forms.UUIDField()
    count = forms.IntegerField(min_value=0)

    def clean(self):
        values = self.cleaned_data
        table = values.pop("table", None)
        self.pasted = Pasted(table=str(table.number) if table else "")
        count = values.pop("count", 0)
        refuse_too_many(count)
        self.pasted = self._read(self.pasted.table, count)
        if "batch" in values:
            values["rows"] = self._said(values["batch"], table)
        return values

    def _read(self, table: str, count: int) -> Pasted:
        """The rows as the person left them."""
        ticked = set(self.data.getlist("add"))
        rows = [
            PastedRow(
                number,
                self.data.get(f"text-{number}", ""),
                self.data.get(f"from-{number}", ""),
                self.data.get(f"to-{number}", ""),
                ticked=str(number) in ticked,
            )
            for number in range(1, count + 1)
        ]
        return Pasted(table=table, batch=self.data.get("batch", ""), rows=rows)

    def _said(self, batch: uuid.UUID, table: Table | None) -> list[SaidRow]:
        speakers = {role.code: role for role in self.room.speakers}
        addressed = {role.code: role for role in self.room.addressed}
        said = []
        for row in self.pasted.rows:
            if not row.ticked or not row.text.strip():
                continue
            try:
                text = clean_text(row.text)
                roles = (_one_of(speakers, row.speaker), _one_of(addressed, row.addressed))
            except ValidationError as error:
                row.problem = error.messages[0]
                continue
            name = "\x1f".join((str(row.number), row.speaker, row.addressed, str(table), text))
            said.append(SaidRow(text, *roles, table=table, uuid=uuid.uuid5(batch, name)))
        if any(row.problem for row in self.pasted.rows):
            raise ValidationError(_("Nothing is saved yet. Look at the marked lines."), code="rows")
        if not said:
            raise ValidationError(_("Tick what to add"), code="nothing_ticked")
        return said


def _one_of(roles: dict[str, Role], code: str) -> Role | None:
    if code and code not in roles:
        raise ValidationError(_("Choose a role from the list."), code="invalid_choice")
    return roles.get(code)
