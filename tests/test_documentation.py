"""What the documentation names is in the repository."""

import re
from pathlib import Path

from django.urls import get_resolver

from portal.serving.logs import SECRET_PART

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROMISES = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
PROMISE = re.compile(r"\b[IT]\d{1,2}\b")
# A file, or a folder in backticks.
PATH = re.compile(
    r"(?<![\w./-])[\w.-]*[\w/-]*\w\.(?:py|html|css|js|md|toml|txt|in|po|sha256)\b|(?<=`)\w[\w/]*/(?=`)"
)
NOT_IN_THE_REPOSITORY = {"var/"}
OTHER_FOLDERS = ("docs", "fixtures", "locale", "static", "templates")
CODE = ("portal", "actionplans", "thinktanks", "stakeholders", "files", "language", "tests")


def test_readme_lists_the_addresses_that_logs_cut():
    cut = re.search(r"\(\?:(.*?)\)", SECRET_PART.pattern)[1].split("|")
    existing = [address for address in cut if any(f"{address}/" in route for route in _routes())]

    (listed,) = re.findall(r"Our logs cut the part of an address.*?\n\n", README, re.DOTALL)

    assert "join" in existing
    assert sorted(re.findall(r"`/([\w/]+)/`", listed)) == sorted(existing)


def test_every_promise_that_the_repository_names_is_explained():
    sources = [*_files("py"), *_files("toml"), *(ROOT / "docs").glob("*.md")]
    named = {number for path in sources for number in PROMISE.findall(path.read_text("utf-8"))}
    explained = re.findall(r"^\| ([IT]\d+) \|", PROMISES, re.MULTILINE)

    assert {"I4", "T1", "T48"} <= named
    assert sorted(named - set(explained)) == []
    assert len(explained) == len(set(explained))


def test_every_file_and_folder_that_the_documentation_names_exists():
    existing = [path for folder in (*CODE, *OTHER_FOLDERS) for path in (ROOT / folder).rglob("*")]
    existing += ROOT.glob("*")
    ends = "\n".join(f"/{path.relative_to(ROOT).as_posix()}" for path in existing) + "\n"
    sources = (README, *(path.read_text("utf-8") for path in ROOT.glob("docs/*.md")))
    named = {path for text in sources for path in PATH.findall(text)} - NOT_IN_THE_REPOSITORY

    assert {
        "manage.py",
        "actionplans/freeze.py",
        "operations/log.py",
        "queries/published/",
    } <= named
    assert sorted(path for path in named if f"/{path.rstrip('/')}\n" not in ends) == []


def test_every_part_of_a_page_says_what_it_needs():
    parts = {path: path.read_text(encoding="utf-8") for path in ROOT.glob("templates/**/_*.html")}

    assert len(parts) > 50
    assert [str(path) for path, text in parts.items() if not text.startswith("{% comment %}")] == []


def _files(kind: str) -> list[Path]:
    """Return the files of the code and of the tests whose name ends so."""
    return [path for folder in CODE for path in (ROOT / folder).rglob(f"*.{kind}")]


def _routes() -> list[str]:
    """Return the route of every address, as the settings of addresses write it."""
    found, resolvers = [], [(get_resolver(), "")]
    while resolvers:
        resolver, before = resolvers.pop()
        for pattern in resolver.url_patterns:
            route = f"{before}{pattern.pattern}"
            found.append(route)
            if hasattr(pattern, "url_patterns"):
                resolvers.append((pattern, route))
    return found
