"""The size of files, functions and folders, and how much of the code is tests."""

import ast
import re
from collections import Counter
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
APPS = ("portal", "actionplans", "thinktanks", "stakeholders", "files", "language")
MAX_LINES, MAX_MEDIAN = 250, 80
MAX_FUNCTION, MAX_MEDIAN_FUNCTION = 40, 6
MAX_MODULES = 18
MIN_TESTS_PER_SOURCE = 1.3
# A function of JavaScript that returns no promise.
FUNCTION = re.compile(r"\s*\([^)]*\) =>(?!\s*new Promise)")


def test_files_are_short():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _modules()}

    assert {str(path): count for path, count in lines.items() if count > MAX_LINES} == {}


def test_source_files_have_a_short_median():
    lines = [len(path.read_text(encoding="utf-8").splitlines()) for path in _modules(*APPS)]

    assert median(count for count in lines if count) <= MAX_MEDIAN


def test_functions_are_short():
    functions = [function for path in _modules(*APPS) for function in _functions(path)]

    assert [name for lines, name in functions if lines > MAX_FUNCTION] == []
    assert median(lines for lines, _name in functions) <= MAX_MEDIAN_FUNCTION


def test_folders_have_few_modules():
    folders = Counter(path.parent for path in _modules() if path.name != "__init__.py")

    assert {str(folder): count for folder, count in folders.items() if count > MAX_MODULES} == {}


def test_tests_have_more_lines_than_the_source():
    source = sum(_code_lines(path) for path in _modules(*APPS))
    tests = sum(_code_lines(path) for path in _modules("tests"))

    assert tests / source >= MIN_TESTS_PER_SOURCE


def test_tests_wait_for_functions_only():
    """The Content Security Policy refuses to evaluate an expression again, and a promise counts as true at once."""
    calls = [call for path in _modules("tests") for call in _waits_for_no_function(path)]

    assert calls == []


def _modules(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders or (*APPS, "tests")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


def _functions(path: Path) -> list[tuple[int, str]]:
    return [
        (node.end_lineno - node.lineno + 1, f"{path}:{node.name}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


def _waits_for_no_function(path: Path) -> list[str]:
    """Return the places that call `wait_for_function` with anything but a function or the name of one in the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    scripts = [
        (node.lineno, constants.get(getattr(script, "id", None), script))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "wait_for_function"
        for script in node.args[:1] or [None]
    ]
    return [
        f"{path}:{line}"
        for line, script in scripts
        if not (isinstance(script, ast.Constant) and FUNCTION.match(script.value))
    ]


def _code_lines(path: Path) -> int:
    """Return the number of lines that are neither blank nor a comment alone."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return sum(bool(line) and not line.startswith("#") for line in lines)
