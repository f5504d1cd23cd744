"""Rules between files that no other check covers: templates, events and operations."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("stakeholders", "thinktanks", "actionplans", "portal")
EVENT_KIND = re.compile(
    r'"((?:plan|contribution|item|actions?|regional_actions|version|text|batch)\.[a-z_]+)"'
)


def test_templates_include_and_extend_only_those_of_lower_apps():
    upward = []
    for page in (ROOT / "templates").rglob("*.html"):
        app = page.relative_to(ROOT / "templates").parts[0]
        if app not in APPS:
            continue
        for target in re.findall(r'{% (?:include|extends) "([a-z]+)/', page.read_text()):
            if target in APPS and APPS.index(target) > APPS.index(app):
                upward.append((page.name, target))

    assert upward == []


def test_templates_have_no_unescaped_text():
    found = [
        page.name
        for page in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|safe\b|autoescape off", page.read_text())
    ]

    assert found == []


@pytest.mark.parametrize("kind", ["operations", "queries", "permissions", "readers", "documents"])
def test_every_public_function_has_a_docstring(kind):
    functions = [
        (source, function)
        for app in APPS
        for source in (*ROOT.glob(f"{app}/**/{kind}.py"), *ROOT.glob(f"{app}/**/{kind}/**/*.py"))
        for function in ast.parse(source.read_text()).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
    ]

    assert functions
    assert [
        f"{source.relative_to(ROOT)}: {function.name}"
        for source, function in functions
        if not ast.get_docstring(function)
    ] == []


def test_every_kind_of_event_is_in_the_glossary():
    sources = (ROOT / "actionplans" / "operations").rglob("*.py")
    kinds = {kind for source in sources for kind in EVENT_KIND.findall(source.read_text())}

    glossary = (ROOT / "docs" / "domain.md").read_text()
    assert "plan.published" in kinds
    assert sorted(kind for kind in kinds if f"`{kind}`" not in glossary) == []


def test_every_operation_is_in_the_glossary():
    glossary = set(re.findall(r"\w+", (ROOT / "docs" / "domain.md").read_text()))
    operations = {
        function.name
        for app in APPS
        for source in (*ROOT.glob(f"{app}/operations.py"), *ROOT.glob(f"{app}/operations/**/*.py"))
        for function in ast.parse(source.read_text()).body
        if isinstance(function, ast.FunctionDef) and _is_operation(function)
    }

    assert "publish_plan" in operations
    assert sorted(operations - glossary) == []


def _is_operation(function: ast.FunctionDef) -> bool:
    """Whether a function is public and has the argument `by`."""
    return function.name[0] != "_" and "by" in [arg.arg for arg in function.args.kwonlyargs]
