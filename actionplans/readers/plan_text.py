"""Read a consolidated plan from plain text.

Under a heading that names a role each bullet is an action, and its parts at „;” are contributions; under a question
each bullet is an answer. What is in doubt becomes a warning, never a guess.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from actionplans.readers.headings import Headings
from actionplans.readers.lines import Line, RefusedError, clean, decode, read_lines
from actionplans.readers.offers import find_offers
from actionplans.readers.parts import split_parts
from actionplans.readers.plan_lines import Item, PlanReader
from actionplans.readers.values import Names, PlanText, ReadAction, ReadAnswer, ReaderFinding, Row

MAX_ROWS = 10_000


def read_plan_text(data: bytes | str, names: Names) -> PlanText:
    """Return the rows, actions and feedback of a consolidated plan; the same data give the same result.

    Errors: `empty`, `not_text`, `too_large` (size, limit), `too_many_rows` (n, limit), `no_role_heading` (roles),
    `no_items`. Warnings: `encoding` (encoding), and those of `read_plan_lines`.
    """
    try:
        text, encoding = decode(data)
        lines = read_lines(text)
        if not lines and not clean(text).strip():
            raise RefusedError("empty")
        plan = read_plan_lines(lines, names)
    except RefusedError as refused:
        return PlanText(errors=(refused.finding,))
    if encoding == "cp1257":
        guessed = ReaderFinding(None, "encoding", {"encoding": "windows-1257"})
        return replace(plan, warnings=(guessed, *plan.warnings))
    return plan


def read_plan_lines(lines: Sequence[Line], names: Names) -> PlanText:
    """Return the plan that the lines make; another reader may have taken them from a document.

    Raises RefusedError as `read_plan_text` documents. Warnings, all with the line's number as `line`:
    `joined_items` (text): a line without a mark is taken for a bullet of its own; `above_headings` (text): it is above
    the first heading; `text_left_out` (text): a line of a paragraph that is no bullet; `no_words` (text): nothing but
    marks; `unknown_heading` (heading): what follows has no role or no question; `no_bullets`: the text has no mark at
    all, so each line is taken. A line is an item, a heading, or in a warning.
    """
    rules = [line for line in lines if line.mark == "rule"]
    lines = lines[: len(lines) - len(rules)]
    reader = PlanReader(lines, Headings(names))
    if not any(heading.kind == "role" for heading in reader.known if heading):
        raise RefusedError("no_role_heading", roles=tuple(names.roles))
    for index, line in enumerate(lines):
        reader.read_line(index, line)
    items = [(item, split_parts(item.text)) for item in reader.items]
    empty = {number for item, parts in items if not parts for number in item.numbers}
    items = [(item, parts) for item, parts in items if parts]
    if not items:
        raise RefusedError("no_items")
    count = sum(len(parts) if item.heading.kind == "role" else 1 for item, parts in items)
    if count > MAX_ROWS:
        raise RefusedError("too_many_rows", n=count, limit=MAX_ROWS)
    for line in [*(line for line in lines if line.number in empty), *rules]:
        reader.warn(line, "no_words")
    typed: dict[int, str] = {}
    for line in [*lines, *rules]:
        typed[line.number] = f"{typed.get(line.number, '')} {line.typed}".lstrip()
    return PlanText(
        *_sorted(items),
        lines=typed,
        headings=tuple(reader.headings),
        offers=find_offers(lines, reader.left_out, reader.headings[0]),
        warnings=tuple(sorted(reader.warnings, key=_line_of)),
    )


def _sorted(
    items: Sequence[tuple[Item, tuple[str, ...]]],
) -> tuple[tuple[Row, ...], tuple[ReadAction, ...], tuple[ReadAnswer, ...]]:
    """Return the items as rows, actions and answers; actions are numbered within their role."""
    rows: list[Row] = []
    actions: list[ReadAction] = []
    feedback: list[ReadAnswer] = []
    numbers: Counter[str | None] = Counter()
    for item, parts in items:
        source, code = f"line {item.number}", item.heading.code
        more = tuple(sorted({*item.numbers} - {item.number}))
        if item.heading.kind == "question":
            feedback.append(ReadAnswer(code, item.text, source, more))
            continue
        number = numbers[code] = numbers[code] + 1
        parent = item.parent and f"line {item.parent.number}"
        actions.append(ReadAction(code, number, item.text, source, parent, more))
        rows += (
            Row(part, addressed_role=code, source=source, parent=parent, action=number)
            for part in parts
        )
    return tuple(rows), tuple(actions), tuple(feedback)


def _line_of(warning: ReaderFinding) -> int:
    return warning.params.get("line", 0)
