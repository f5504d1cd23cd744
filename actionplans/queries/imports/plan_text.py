"""Turn what a reader found in a text into what can be written: codes become roles and questions of a programme."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from django.core.exceptions import ValidationError

from actionplans.models import Plan
from actionplans.queries.imports.new_rows import ImportRow, answers_to_add, count_kept, rows_to_add
from actionplans.queries.imports.plan_import import AnswerLine, Bullet, Part, PlanImport
from actionplans.readers.plan_lines import shortened
from actionplans.readers.values import Names, PlanText, ReadAction, ReadAnswer, ReaderFinding
from language.clean_text import clean_text
from stakeholders.models import Role
from stakeholders.role_names import spellings

# By the line of a heading that is not known, the code that a person chose for it.
Chosen = Mapping[int, str]


@cache
def names() -> Names:
    """Return the spellings by which files name roles and questions (fixtures/role_names.json)."""
    return Names(**spellings())


def resolve(
    text: PlanText, *, plan: Plan, chosen: Chosen | None = None, answers_published: bool = False
) -> PlanImport:
    """Return what of a text can be written into a plan, and warnings about the rest, in the order of the lines.

    Adds to the reader's warnings, each with `line` and `text`: `not_addressed` (a role that the programme does not
    address), `not_asked` (a question that it does not have), `too_long`, `no_words`, all left out; `no_role` (waits on
    the board); `already_there`; `empty_heading` (nothing is taken under it). A line that is neither taken nor a heading
    of what is taken has a warning. `answers_kept` is of the whole text. `chosen` has the codes of headings that the reader does not know.
    """
    if text.errors:
        return PlanImport(warnings=text.warnings, errors=text.errors)
    headings = _unknown_headings(text)
    text = _with_chosen(text, headings, chosen or {})
    findings = list(text.warnings)
    bullets = _mark_stored(_bullets(text, headings, plan, findings), text, plan, findings)
    answers = _answers(text, headings, plan, findings)
    stored = [(line.question, line.text, line.source) for line in answers if line.is_stored]
    if answers_published and (kept := count_kept(stored, plan=plan)):
        findings.append(ReaderFinding(None, "answers_kept", {"n": kept}))
    findings += _empty_headings(text, bullets, answers, findings)
    return PlanImport(
        bullets=tuple(bullets),
        answers=tuple(answers),
        warnings=tuple(sorted(findings, key=lambda finding: line_of(finding.source))),
        offers=text.offers,
    )


def line_of(source: str | None) -> int:
    """Return the number of a source line; 0 for what concerns the whole text."""
    return int(source.removeprefix("line ")) if source else 0


def _empty_headings(
    text: PlanText, bullets: list[Bullet], answers: list[AnswerLine], findings: list[ReaderFinding]
) -> list[ReaderFinding]:
    """Return a finding for each heading under which nothing is taken and that has none yet."""
    taken = [line_of(bullet.source) for bullet in bullets]
    taken += [line_of(answer.source) for answer in answers if answer.question]
    used = {text.headings[bisect_right(text.headings, line) - 1] for line in taken}
    named = {line_of(finding.source) for finding in findings}
    return [
        _finding("empty_heading", f"line {number}", text.lines[number])
        for number in text.headings
        if number not in used | named
    ]


def _unknown_headings(text: PlanText) -> dict[str, ReaderFinding]:
    """Return the heading above each item without role or question, by the source of the item."""
    headings = [warning for warning in text.warnings if warning.code == "unknown_heading"]
    found = {}
    sources = [action.source for action in text.actions if action.addressed_role is None]
    sources += [answer.source for answer in text.feedback if answer.question is None]
    for source in sources:
        above = [heading for heading in headings if line_of(heading.source) <= line_of(source)]
        if above:
            found[source] = above[-1]
    return found


def _with_chosen(text: PlanText, headings: Mapping[str, ReaderFinding], chosen: Chosen) -> PlanText:
    """Apply the codes that a person chose for headings; bullets are numbered within their role again."""

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
    """Return the bullets that can be written; adds a finding for each that cannot."""
    roles = {role.code: role for role in plan.programme.addressed_roles.all()}
    parts: dict[tuple, list[str]] = {}
    for row in text.rows:
        parts.setdefault((row.addressed_role, row.action), []).append(row.text)
    bullets = []
    for index, action in enumerate(text.actions):
        texts = parts.get((action.addressed_role, action.number), [])
        role = roles.get(action.addressed_role)
        refused = _refusal(action, texts, roles)
        if refused:
            findings += _findings(refused, action, action.wording, text)
            continue
        if role is None:
            findings.append(_finding("no_role", action.source, action.wording))
        bullet = Bullet(
            handle=f"a{index}",
            role=role,
            number=action.number if role else None,
            wording=_clean(action.wording)[0],
            source=action.source,
            parent=action.parent,
            parts=(),
            heading=headings.get(action.source),
        )
        bullets.append(replace(bullet, parts=_parts(bullet, texts)))
    return bullets


def _parts(bullet: Bullet, texts: list[str]) -> tuple[Part, ...]:
    """Return the contributions of a bullet, without empty ones."""
    row = ImportRow(
        "",
        addressed_role=bullet.role,
        source=bullet.source,
        action=bullet.number,
        parent=bullet.parent,
    )
    cleaned = [_clean(text)[0] for text in texts]
    return tuple(Part(replace(row, text=text), is_stored=False) for text in cleaned if text)


def _refusal(action: ReadAction, texts: list[str], roles: Mapping[str, Role]) -> str:
    """Return the code of the reason why a bullet cannot be written; empty if it can."""
    if action.addressed_role is not None and action.addressed_role not in roles:
        return "not_addressed"
    # A bullet that becomes no action keeps no wording of its own.
    kept = texts if action.addressed_role is None else [action.wording]
    cleaned = [_clean(typed) for typed in kept]
    if not any(body or code for body, code in cleaned):
        return "no_words"
    return next((code for _body, code in cleaned if code), "")


def _mark_stored(
    bullets: list[Bullet], text: PlanText, plan: Plan, findings: list[ReaderFinding]
) -> list[Bullet]:
    """Return the bullets, each part with whether it is stored already."""
    rows = [part.row for bullet in bullets for part in bullet.parts]
    new = {id(row) for _uuid, row in rows_to_add(rows, scope=plan)}
    for row in rows:
        if id(row) not in new:
            findings.append(_finding("already_there", row.source, row.text))
    marked = [
        replace(
            bullet,
            parts=tuple(replace(part, is_stored=id(part.row) not in new) for part in bullet.parts),
        )
        for bullet in bullets
    ]
    stored = {bullet.handle for bullet in marked if bullet.is_stored}
    for index, action in enumerate(text.actions):
        if f"a{index}" in stored:
            findings += _more_findings("already_there", action, text)
    return marked


def _answers(
    text: PlanText, headings: Mapping[str, ReaderFinding], plan: Plan, findings: list[ReaderFinding]
) -> list[AnswerLine]:
    """Return the answers that can be written, each with whether it is stored already."""
    asked = plan.programme.questions.exclude(code="")
    questions = {question.code: question for question in asked}
    lines = []
    for index, answer in enumerate(text.feedback):
        body, refused = _clean(answer.text)
        question = questions.get(answer.question)
        heading = headings.get(answer.source)
        if question is None or not body:
            code = "not_asked" if body else refused or "no_words"
            findings += _findings(code, answer, answer.text, text)
        if body and (question or heading):
            lines.append(AnswerLine(f"f{index}", question, body, answer.source, False, heading))
    given = {line.handle: line.said for line in lines if line.said}
    new = {id(answer) for _uuid, answer in answers_to_add(list(given.values()), plan=plan)}
    stored = {handle for handle, answer in given.items() if id(answer) not in new}
    for index, answer in enumerate(text.feedback):
        if f"f{index}" in stored:
            findings += _findings("already_there", answer, answer.text, text)
    return [replace(line, is_stored=line.handle in stored) for line in lines]


def _clean(text: str) -> tuple[str, str]:
    """Return the text as it would be stored, and the code of the reason if it would not be."""
    try:
        return clean_text(text), ""
    except ValidationError as error:
        return "", error.code


def _findings(
    code: str, item: ReadAction | ReadAnswer, typed: str, text: PlanText
) -> list[ReaderFinding]:
    """Return one finding for each line of a bullet of which nothing is taken."""
    return [_finding(code, item.source, typed), *_more_findings(code, item, text)]


def _more_findings(code: str, item: ReadAction | ReadAnswer, text: PlanText) -> list[ReaderFinding]:
    """Return one finding for each line that continues a bullet of which nothing is taken."""
    return [_finding(code, f"line {number}", text.lines[number]) for number in item.more]


def _finding(code: str, source: str, text: str) -> ReaderFinding:
    return ReaderFinding(source, code, {"line": line_of(source), "text": shortened(text)})
