"""From what a reader found in a text to what can be written: codes become rows of one programme."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError

from actionplans.models import Plan
from actionplans.queries.imports.new_rows import (
    ReadPlan,
    SaidAnswer,
    SaidRow,
    answers_not_there_yet,
    not_there_yet,
)
from actionplans.readers.values import Names, PlanText, ReadAction, ReaderFinding
from language.clean_text import clean_text
from stakeholders.models import Role
from thinktanks.models import Question

SHOWN = 80  # characters of a text that a finding repeats
Chosen = Mapping[
    int, str
]  # the line of a heading that is not known: the code that a person gave it


@dataclass(frozen=True)
class Part:
    """One contribution of a bullet; `is_there`: kept already, or said further up in the text."""

    row: SaidRow
    is_there: bool


@dataclass(frozen=True)
class Bullet:
    """One bullet under a role; without a role its parts would wait on the board. `handle` names it in a form."""

    handle: str
    role: Role | None
    number: int | None
    wording: str
    source: str
    parent: str | None  # the source of the bullet above it in a nested list
    parts: tuple[Part, ...]
    heading: ReaderFinding | None  # the heading above it, where that is not known

    @property
    def rows(self) -> tuple[SaidRow, ...]:
        """What of it would be written."""
        return tuple(part.row for part in self.parts if not part.is_there)


@dataclass(frozen=True)
class AnswerLine:
    """One bullet of feedback; without a question it is left out, unless a person names one."""

    handle: str
    question: Question | None
    words: str
    source: str
    is_there: bool
    heading: ReaderFinding | None  # the heading above it, where that is not known

    @property
    def said(self) -> SaidAnswer | None:
        """What of it would be written."""
        if self.question is None or self.is_there:
            return None
        return self.question, self.words, self.source


@dataclass(frozen=True)
class Reading:
    """A text as it was read for one plan; with errors there is nothing else."""

    bullets: tuple[Bullet, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    warnings: tuple[ReaderFinding, ...] = ()
    errors: tuple[ReaderFinding, ...] = ()

    def plan(self, ticked: Collection[str] | None = None) -> ReadPlan:
        """What would be written: all that is not there yet, or what of it is ticked."""
        bullets = [one for one in self.bullets if ticked is None or one.handle in ticked]
        answers = [one for one in self.answers if ticked is None or one.handle in ticked]
        return ReadPlan(
            actions=tuple((one.role, one.number, one.wording) for one in bullets if one.role),
            rows=tuple(row for one in bullets for row in one.rows),
            feedback=tuple(one.said for one in answers if one.said),
        )


@cache
def names() -> Names:
    """The spellings by which files name roles and questions (fixtures/role_names.json)."""
    file = settings.BASE_DIR / "fixtures" / "role_names.json"
    return Names(**json.loads(file.read_text(encoding="utf-8")))


def resolve(text: PlanText, *, plan: Plan, chosen: Chosen | None = None) -> Reading:
    """What of a text can be written into a plan, and warnings about the rest, in the order of the lines.

    Beside the reader's warnings, each with `line` and `text`: `not_addressed` (a role of which the programme asks
    nothing), `not_asked` (a question that it does not have), `too_long`, all left out; `no_role` (waits on the board);
    `already_there`. `chosen` says what headings mean that the reader does not know.
    """
    if text.errors:
        return Reading(warnings=text.warnings, errors=text.errors)
    headings = _unknown_headings(text)
    text = _with_chosen(text, headings, chosen or {})
    findings = list(text.warnings)
    bullets = _mark_there(_bullets(text, headings, plan, findings), plan, findings)
    answers = _answers(text, headings, plan, findings)
    return Reading(
        bullets=tuple(bullets),
        answers=tuple(answers),
        warnings=tuple(sorted(findings, key=lambda one: line_of(one.source))),
    )


def line_of(source: str | None) -> int:
    """The number of a line as a reader names it; what is said of a whole text comes first."""
    return int(source.removeprefix("line ")) if source else 0


def _unknown_headings(text: PlanText) -> dict[str, ReaderFinding]:
    """For the source of each item without role or question: the heading that it stands under."""
    headings = [one for one in text.warnings if one.code == "unknown_heading"]
    found = {}
    sources = [one.source for one in text.actions if one.addressed_role is None]
    sources += [one.source for one in text.feedback if one.question is None]
    for source in sources:
        above = [one for one in headings if line_of(one.source) <= line_of(source)]
        if above:
            found[source] = above[-1]
    return found


def _with_chosen(text: PlanText, headings: Mapping[str, ReaderFinding], chosen: Chosen) -> PlanText:
    """The text with the codes that a person gave to headings; bullets are numbered within their role again."""

    def code_of(code: str | None, source: str) -> str | None:
        heading = headings.get(source)
        return chosen.get(line_of(heading.source)) if code is None and heading else code

    numbers: Counter[str | None] = Counter()
    moved = {}
    actions = []
    for action in text.actions:
        code = code_of(action.addressed_role, action.source)
        numbers[code] += 1
        moved[action.addressed_role, action.number] = (code, numbers[code])
        actions.append(replace(action, addressed_role=code, number=numbers[code]))
    rows = []
    for row in text.rows:
        code, number = moved[row.addressed_role, row.action]
        rows.append(replace(row, addressed_role=code, action=number))
    feedback = [
        replace(answer, question=code_of(answer.question, answer.source))
        for answer in text.feedback
    ]
    return replace(text, actions=tuple(actions), rows=tuple(rows), feedback=tuple(feedback))


def _bullets(
    text: PlanText, headings: Mapping[str, ReaderFinding], plan: Plan, findings: list[ReaderFinding]
) -> list[Bullet]:
    """Bullets that can be written; the findings get a line for each that cannot."""
    roles = {role.code: role for role in plan.programme.addressed_roles.all()}
    parts: dict[tuple, list[str]] = {}
    for row in text.rows:
        parts.setdefault((row.addressed_role, row.action), []).append(row.text)
    bullets = []
    for place, action in enumerate(text.actions):
        said = parts.get((action.addressed_role, action.number), [])
        role = roles.get(action.addressed_role)
        refused = _refusal(action, said, roles)
        if refused or role is None:
            findings.append(_finding(refused or "no_role", action.source, action.wording))
        if refused:
            continue
        bullet = Bullet(
            handle=f"a{place}",
            role=role,
            number=action.number if role else None,
            wording=_clean(action.wording)[0],
            source=action.source,
            parent=action.parent,
            parts=(),
            heading=headings.get(action.source),
        )
        bullets.append(replace(bullet, parts=_parts(bullet, said)))
    return [bullet for bullet in bullets if bullet.parts]


def _parts(bullet: Bullet, said: list[str]) -> tuple[Part, ...]:
    """The contributions of a bullet, those of which nothing can be seen left out."""
    row = SaidRow(
        "",
        addressed_role=bullet.role,
        source=bullet.source,
        action=bullet.number,
        parent=bullet.parent,
    )
    words = [_clean(one)[0] for one in said]
    return tuple(Part(replace(row, text=one), is_there=False) for one in words if one)


def _refusal(action: ReadAction, said: list[str], roles: Mapping[str, Role]) -> str:
    """Why a bullet cannot be written, as a code; empty where it can."""
    if action.addressed_role is not None and action.addressed_role not in roles:
        return "not_addressed"
    # A bullet that becomes no action keeps no wording of its own.
    kept = said if action.addressed_role is None else [action.wording]
    return next((code for _words, code in map(_clean, kept) if code == "too_long"), "")


def _mark_there(bullets: list[Bullet], plan: Plan, findings: list[ReaderFinding]) -> list[Bullet]:
    """The same bullets, telling which of their parts are not new."""
    rows = [part.row for bullet in bullets for part in bullet.parts]
    fresh = {id(row) for _uuid, row in not_there_yet(rows, scope=plan)}
    for row in rows:
        if id(row) not in fresh:
            findings.append(_finding("already_there", row.source, row.text))
    return [
        replace(
            bullet,
            parts=tuple(replace(part, is_there=id(part.row) not in fresh) for part in bullet.parts),
        )
        for bullet in bullets
    ]


def _answers(
    text: PlanText, headings: Mapping[str, ReaderFinding], plan: Plan, findings: list[ReaderFinding]
) -> list[AnswerLine]:
    """Answers that can be written, telling which of them are not new."""
    questions = {question.code: question for question in plan.programme.questions.all()}
    lines = []
    for place, answer in enumerate(text.feedback):
        words, refused = _clean(answer.text)
        question = questions.get(answer.question)
        heading = headings.get(answer.source)
        if refused == "empty":
            continue
        if refused or question is None:
            findings.append(_finding(refused or "not_asked", answer.source, answer.text))
        if words and (question or heading):
            lines.append(AnswerLine(f"f{place}", question, words, answer.source, False, heading))
    named = {one.handle: one.said for one in lines if one.said}
    fresh = {id(said) for _uuid, said in answers_not_there_yet(list(named.values()), plan=plan)}
    there = {handle for handle, said in named.items() if id(said) not in fresh}
    lines = [replace(one, is_there=one.handle in there) for one in lines]
    findings += [_finding("already_there", one.source, one.words) for one in lines if one.is_there]
    return lines


def _clean(text: str) -> tuple[str, str]:
    """The words as they would be kept, or the code why not."""
    try:
        return clean_text(text), ""
    except ValidationError as error:
        return "", error.code


def _finding(code: str, source: str, text: str) -> ReaderFinding:
    short = text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
    return ReaderFinding(source, code, {"line": line_of(source), "text": short})
