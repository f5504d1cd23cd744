"""Comments, documentation, English texts and names use plain words; a short list is refused."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.test_catalogues import OWN, read_catalogue

ROOT = Path(__file__).parent.parent
CODE = ("portal", "actionplans", "thinktanks", "stakeholders", "files", "language", "tests")

# Refused in comments, documentation and English texts; the right side says what to write instead.
WORDS = {
    r"told|tells?|telling": "shows, names, records, informs",
    r"stands|lies": "is",
    r"beside": "next to, in addition to",
    r"anew|whence": "again, from where",
    r"mend(s|ed|ing)?": "correct, fix",
    r"tick(s|ed|ing)?": "select, check box",
    r"(come|comes|came|coming) to be": "is created",
    r"doors?|sieves?|pace|fates?": "page, filter, rate limit, outcome",
    r"(its|their|old|new|same|by) sums?": "checksum",
    r"(a|one|each|every|two|three|\d+) signs?(?! (in|out|up)\b)": "character",
}
# Refused as a part of a name in the code.
NAME_PARTS = {
    r"told|tells?|telling|keeping": "message, line, sentence, drafts",
    r"beside|anew|whence|mend(s|ed)?": "related, again, corrected",
    r"tick(s|ed|ing)?": "selected, check",
    r"doors?|sieves?|pace": "audience, filter, rate_limit",
}
# Refused as a variable or an argument: the noun says more.
VARIABLES = {"one", "many", "each", "said", "fresh", "around"}
# Refused as a class of the styles.
CLASSES = {"slot", "pile", "two", "tool", "route", "n", "r-non"}

COMMENT = {
    ".js": re.compile(r"(?<![:\w])//.*|/\*.*?\*/", re.DOTALL | re.MULTILINE),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".html": re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL),
}
JS_NAME = re.compile(r"\b(?:function|const|let|class) (\w+)")
CSS_CLASS = re.compile(r"\.([a-z][\w-]*)")


def test_comments_and_docstrings_use_plain_words():
    findings = [
        finding
        for path in (*_python(), *_styles_and_scripts(), *_files("templates", "html"))
        for text in _comments(path)
        for finding in _refused(path, text)
    ]

    assert findings == []


def test_documentation_uses_plain_words():
    generated = ROOT / "docs" / "acceptance.md"

    findings = [
        finding
        for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
        if path != generated
        for finding in _refused(path, path.read_text(encoding="utf-8"))
    ]

    assert findings == []


def test_english_texts_for_people_use_plain_words():
    findings = [
        finding
        for entry in read_catalogue(ROOT / OWN)
        for finding in _refused(ROOT / OWN, f"{entry.message} {entry.plural or ''}")
    ]

    assert findings == []


def test_names_in_the_code_are_plain_words():
    parts = re.compile(rf"(?:^|_|-)({'|'.join(NAME_PARTS)})(?=_|-|$)", re.IGNORECASE)

    findings = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (*_python(), *_styles_and_scripts())
        for name in sorted({path.stem, *_names(path)})
        if parts.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name))
    ]

    assert findings == []


def test_variables_are_nouns():
    findings = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _python()
        for name in sorted(VARIABLES.intersection(_python_variables(path)))
    ]

    assert findings == []


def test_classes_of_styles_say_what_they_are_for():
    findings = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _files("static", "css")
        for name in sorted(CLASSES.intersection(_names(path)))
    ]

    assert findings == []


def _refused(path: Path, text: str) -> Iterator[str]:
    for words, instead in WORDS.items():
        for found in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
            excerpt = text[max(0, found.start() - 40) : found.end() + 30].replace("\n", " ")
            yield f"{path.relative_to(ROOT)}: “{excerpt}”: {instead}"


def _python() -> list[Path]:
    return [
        path for folder in CODE for path in _files(folder, "py") if "migrations" not in path.parts
    ]


def _styles_and_scripts() -> list[Path]:
    return [*_files("static", "js"), *_files("static", "css")]


def _files(folder: str, kind: str) -> list[Path]:
    """Return the files of a folder, without what libraries brought."""
    return [path for path in (ROOT / folder).rglob(f"*.{kind}") if "vendor" not in path.parts]


def _comments(path: Path) -> Iterator[str]:
    """Yield comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from (found[0] for found in COMMENT[path.suffix].finditer(text))
        return
    yield from re.findall(r"(?:^|\s)# .*", text)
    for node in _nodes(path):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def _names(path: Path) -> Iterator[str]:
    """Yield the names that a file defines."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _python_variables(path)
        for node in _nodes(path):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                yield node.name
    elif path.suffix == ".js":
        yield from JS_NAME.findall(text)
    else:
        yield from CSS_CLASS.findall(COMMENT[".css"].sub("", text))


def _python_variables(path: Path) -> Iterator[str]:
    for node in _nodes(path):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
