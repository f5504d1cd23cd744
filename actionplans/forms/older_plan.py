"""An older consolidated plan as text: pasted or from a file, checked, and what of it was ticked."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Plan, checksum
from actionplans.queries.imports.plan_text import (
    AnswerLine,
    Bullet,
    Reading,
    line_of,
    names,
    resolve,
)
from actionplans.readers.lines import MAX_BYTES, RefusedError, clean, decode
from actionplans.readers.messages import sentence_of
from actionplans.readers.plan_text import read_plan_text
from actionplans.readers.values import ReaderFinding
from stakeholders.models import Role
from thinktanks.models import Programme, Question

MAX_ROWS = 2000  # in the browser
HEADING = "heading-"  # and the line of a heading that is not known
AT_THEIR_LINE = {
    "joined_items",
    "unknown_heading",
    "no_role",
    "already_there",
}  # told at their place


@dataclass(frozen=True)
class Choice:
    """A heading that is not known, with what it may mean; `value` is what the person said."""

    name: str
    heading: str
    is_question: bool
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True)
class Section:
    """What stands under one heading of the text: bullets for a role, or answers to a question."""

    role: Role | None
    question: Question | None
    choice: Choice | None
    bullets: list[Bullet]
    answers: list[AnswerLine]

    @property
    def parts(self) -> int:
        """How many contributions the bullets hold."""
        return sum(len(one.parts) for one in self.bullets)


class BatchForm(forms.Form):
    """An import that was saved."""

    batch = forms.UUIDField()


class PlanImportForm(forms.Form):
    """Reads the text on every sending, since nothing of it is kept between; saves only what was shown and ticked."""

    text = forms.CharField(
        label=gettext_lazy("Text of the plan"),
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(".txt up to 10 MB. The file itself is not kept."),
    )
    batch = forms.UUIDField(required=False)

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.reading: Reading | None = None
        self.words = clean(self.data.get("text", ""))

    @property
    def is_saving(self) -> bool:
        """Whether the person saves what was shown, and not another text."""
        return "save" in self.data and self.data.get("shown") == self.shown

    @property
    def shown(self) -> str:
        """What tells one text from another."""
        return checksum(self.words)

    def clean(self):
        if self.errors:
            return self.cleaned_data
        if self.plan.programme.state == Programme.State.ARCHIVED:
            raise ValidationError(_("This programme is archived."), code="archived")
        try:
            self.reading = self._read(self._content())
        except RefusedError as refused:
            raise ValidationError(sentence_of(refused.finding), code=refused.finding.code) from None
        ticked = self.ticked if self.is_saving else None
        read = self.reading.plan(ticked)
        if self.is_saving and not (read.rows or read.feedback):
            raise ValidationError(_("Tick what to save."), code="nothing_ticked")
        return {"read": read, "batch": self.cleaned_data.get("batch") or uuid.uuid4()}

    @cached_property
    def ticked(self) -> set[str]:
        """What is ticked: as it was left, or all that is new."""
        if self.is_saving:
            return set(self.data.getlist("add"))
        found = {one.handle for one in self.reading.bullets if one.rows}
        return found | {one.handle for one in self.reading.answers if not one.is_there}

    @property
    def to_look_at(self) -> list[str]:
        """What was noticed about lines that stand nowhere in the list."""
        listed = {one.source for one in self.reading.answers if one.question is None}
        return [
            sentence_of(one)
            for one in self.reading.warnings
            if one.code not in AT_THEIR_LINE
            and not (one.code == "not_asked" and one.source in listed)
        ]

    @property
    def found(self) -> dict[str, int]:
        """How much of the text is new, and how much is there already."""
        read = self.reading.plan()
        actions = {(row.addressed_role, row.action) for row in read.rows if row.addressed_role}
        return {
            "actions": len(actions),
            "contributions": len(read.rows),
            "answers": len(read.feedback),
            "there": sum(one.code == "already_there" for one in self.reading.warnings),
        }

    @cached_property
    def joined(self) -> set[str]:
        """Places at which two items seem joined."""
        return {one.source for one in self.reading.warnings if one.code == "joined_items"}

    def sections(self) -> list[Section]:
        """The text as it was read, heading by heading."""
        found = []
        for (heading, role), group in groupby(
            self.reading.bullets, lambda one: (one.heading, one.role)
        ):
            found.append(Section(role, None, self._choice(heading, False), list(group), []))
        for (heading, question), group in groupby(
            self.reading.answers, lambda one: (one.heading, one.question)
        ):
            found.append(Section(None, question, self._choice(heading, True), [], list(group)))
        return found

    def _content(self) -> bytes | str:
        """What is to be read; refuses none and both."""
        file = self.cleaned_data.get("file")
        if file and self.words.strip():
            raise ValidationError(
                _("Paste the text or choose a file, not both."), code="text_and_file"
            )
        if not file:
            if not self.words.strip():
                raise ValidationError(_("Paste the text or choose a file."), code="nothing")
            return self.words
        if file.size > MAX_BYTES:
            raise RefusedError("too_large", size=file.size, limit=MAX_BYTES)
        data = file.read()
        self.words = clean(decode(data)[0])
        return data

    def _read(self, content: bytes | str) -> Reading:
        text = read_plan_text(content, names())
        if text.errors:
            refused = text.errors[0]
            raise RefusedError(refused.code, **refused.params)
        count = len(text.rows) + len(text.feedback)
        if count > MAX_ROWS:
            raise RefusedError("too_many_rows", n=count, limit=MAX_ROWS)
        return resolve(text, plan=self.plan, chosen=self._chosen())

    def _chosen(self) -> Mapping[int, str]:
        """What a person said of headings that are not known."""
        given = {
            name.removeprefix(HEADING): value
            for name, value in self.data.items()
            if name.startswith(HEADING)
        }
        return {
            int(line): code
            for line, code in given.items()
            if code and line.isdecimal() and len(line) < 9
        }

    def _choice(self, heading: ReaderFinding | None, is_question: bool) -> Choice | None:
        if heading is None:
            return None
        name = f"{HEADING}{line_of(heading.source)}"
        return Choice(
            name=name,
            heading=heading.params["heading"].rstrip(" :"),
            is_question=is_question,
            options=self._questions if is_question else self._roles,
            value=self.data.get(name, ""),
        )

    @cached_property
    def _roles(self) -> list[tuple[str, str]]:
        roles = self.plan.programme.addressed_roles.order_by("order")
        return [(role.code, capfirst(role.dative)) for role in roles]

    @cached_property
    def _questions(self) -> list[tuple[str, str]]:
        return [(one.code, one.text) for one in self.plan.programme.questions.all()]
