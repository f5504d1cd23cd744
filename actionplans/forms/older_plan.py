"""Import an older consolidated plan from a text that is pasted or uploaded, checked, and selected from."""

from collections.abc import Mapping
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.older_plan_values import Choice, LeftOut, Offer, Section
from actionplans.forms.plan_source import PlanSourceForm
from actionplans.models import Plan, checksum
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.queries.imports.new_rows import batch_to_save
from actionplans.queries.imports.plan_import import PlanImport
from actionplans.queries.imports.plan_text import line_of, names, resolve
from actionplans.readers.lines import RefusedError, clean, decode
from actionplans.readers.messages import OFFERED, sentence_of
from actionplans.readers.plan_text import read_plan_text
from actionplans.readers.values import ReaderFinding
from files.gate import MAX_BYTES
from language.latvian import number
from language.numbers import whole_number
from stakeholders.forms import SentOnceField
from stakeholders.models import max_length_of
from thinktanks.models import Programme
from thinktanks.operations.guards import guard_not_archived

MAX_ROWS, MAX_CHARACTERS = 2000, 500_000  # in the browser
KEPT = (*SOURCE_FIELDS, "answers_published")  # what is sent with the text
HEADING = "heading-"  # and the line number of an unknown heading


class BatchForm(forms.Form):
    """An import that was saved."""

    batch = forms.UUIDField()


class PlanImportForm(PlanSourceForm):
    """Reads the text each time it is sent, since it is not kept; saves only what was shown and selected.

    Refuses: archived, what the reader refuses, too_many_rows, too_long, text_and_file, nothing, nothing_selected, and a
    bad source.
    """

    text = forms.CharField(label=gettext_lazy("Text of the plan"), required=False, strip=False)
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(".txt up to 500,000 characters. The file is not stored."),
    )
    answers_published = forms.BooleanField(
        label=gettext_lazy("The feedback in this text was published too, so it may be quoted"),
        required=False,
    )
    batch = SentOnceField(required=False)

    def __init__(self, *args, plan: Plan, may_fill: bool = False, **kwargs):
        super().__init__(*args, plan=plan, **kwargs)
        self.may_fill = may_fill
        self.reading: PlanImport | None = None
        typed = self.data.get("text", "")
        self.content = typed if len(typed) > MAX_CHARACTERS else clean(typed)

    @property
    def is_saving(self) -> bool:
        """Whether the user saves the text that was shown, and not another one."""
        return "save" in self.data and self.data.get("shown") == self.shown

    @property
    def shown(self) -> str:
        """The checksum of the text."""
        return checksum(self.content)

    def clean(self):
        self.check_source()
        if any(self.errors.get(name) for name in ("text", "file")):
            return self.cleaned_data
        guard_not_archived(self.plan.programme)
        try:
            self.reading = self._read(self._data())
        except RefusedError as refused:
            raise ValidationError(sentence_of(refused.finding), code=refused.finding.code) from None
        selected = self.selected if self.is_saving else None
        read = self.reading.plan(selected)
        chosen = [offer for offer in self.offers if offer.can_fill and offer.is_selected]
        texts = {offer.name: offer.text for offer in chosen}
        if self.is_saving and not (read.rows or read.feedback or self.has_new_source or texts):
            raise ValidationError(_("Select what to save."), code="nothing_selected")
        source = {name: self.cleaned_data.get(name) for name in KEPT}
        batch = batch_to_save(self.plan.pk, self.cleaned_data["batch"])
        return source | {"read": read, "batch": batch, "programme_texts": texts}

    @cached_property
    def selected(self) -> set[str]:
        """The handles of what is selected: as the user left it, at first all that is new."""
        if self.is_saving:
            return set(self.data.getlist("add"))
        bullets = {bullet.handle for bullet in self.reading.bullets if bullet.rows}
        return bullets | {answer.handle for answer in self.reading.answers if not answer.is_stored}

    @property
    def unlisted_warnings(self) -> list[str]:
        """The warnings about the whole text."""
        warnings = [warning for warning in self.reading.warnings if warning.source is None]
        return [sentence_of(warning) for warning in warnings]

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """The lines that are neither in the list nor offered, by the reason why nothing of them is taken."""
        rows = (*self.reading.bullets, *self.reading.answers)
        shown = {row.source for row in rows} | {row.heading.source for row in rows if row.heading}
        found: dict[str, list[ReaderFinding]] = {}
        for finding in self.reading.left_out:
            if finding.source not in shown:
                found.setdefault(finding.code, []).append(finding)
        return [LeftOut.of(code, findings) for code, findings in found.items()]

    @cached_property
    def offers(self) -> list[Offer]:
        """The texts of the lines that are not in the list and for which the programme has fields."""
        selected = self.data.getlist("offer") if self.is_saving else OFFERED
        return [
            Offer(name, text.text, text.lines, self._can_fill(name, text.text), name in selected)
            for name, text in self.reading.offers.items()
        ]

    def _can_fill(self, name: str, text: str) -> bool:
        field = f"{name}_lv"
        is_empty = not getattr(self.plan.programme, field)
        fits = len(text) <= max_length_of(Programme, field)
        return self.may_fill and is_empty and fits

    @property
    def left_out_count(self) -> int:
        """The number of these lines."""
        return sum(len(reason.lines) for reason in self.left_out)

    @property
    def found(self) -> dict[str, int]:
        """How much of the text is new, and how much is there already."""
        read = self.reading.plan()
        return {
            "actions": read.new_actions,
            "contributions": len(read.rows),
            "answers": len(read.feedback),
            "there": sum(warning.code == "already_there" for warning in self.reading.warnings),
        }

    @cached_property
    def joined(self) -> set[str]:
        """The sources at which two items seem joined."""
        warnings = self.reading.warnings
        return {warning.source for warning in warnings if warning.code == "joined_items"}

    def sections(self) -> list[Section]:
        """Return the text as it was read, heading by heading."""
        bullets = groupby(self.reading.bullets, lambda bullet: (bullet.heading, bullet.role))
        answers = groupby(self.reading.answers, lambda answer: (answer.heading, answer.question))
        return [
            Section(role, None, self._choice(heading, is_question=False), list(group), [])
            for (heading, role), group in bullets
        ] + [
            Section(None, question, self._choice(heading, is_question=True), [], list(group))
            for (heading, question), group in answers
        ]

    def _data(self) -> bytes | str:
        """Return what is to be read; refuses neither and both of text and file."""
        file = self.cleaned_data.get("file")
        if file and self.content.strip():
            raise ValidationError(
                _("Paste the text or choose a file, not both."), code="text_and_file"
            )
        if not file:
            if not self.content.strip():
                raise ValidationError(_("Paste the text or choose a file."), code="nothing")
            _refuse_length(self.content)
            return self.content
        if file.size > MAX_BYTES:
            raise RefusedError("too_large", size=file.size, limit=MAX_BYTES)
        data = file.read()
        text, _encoding = decode(data)
        _refuse_length(text)
        self.content = clean(text)
        return data

    def _read(self, data: bytes | str) -> PlanImport:
        text = read_plan_text(data, names())
        if text.errors:
            refused = text.errors[0]
            raise RefusedError(refused.code, **refused.params)
        count = len(text.rows) + len(text.feedback)
        if count > MAX_ROWS:
            raise RefusedError("too_many_rows", n=count, limit=MAX_ROWS)
        published = self.cleaned_data["answers_published"]
        return resolve(text, plan=self.plan, chosen=self._chosen(), answers_published=published)

    def _chosen(self) -> Mapping[int, str]:
        """Return the codes that the user chose for unknown headings, by line."""
        sent = {
            name.removeprefix(HEADING): code
            for name, code in self.data.items()
            if name.startswith(HEADING) and code
        }
        return {
            line: code
            for line, code in ((whole_number(line), code) for line, code in sent.items())
            if line is not None
        }

    def _choice(self, heading: ReaderFinding | None, *, is_question: bool) -> Choice | None:
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
        questions = self.plan.programme.questions.exclude(code="")
        return [(question.code, question.text) for question in questions]


def _refuse_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            _("The text is too long: %(count)s of %(limit)s characters."),
            code="too_long",
            params={"count": number(len(text)), "limit": number(MAX_CHARACTERS)},
        )
