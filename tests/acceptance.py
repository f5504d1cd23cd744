"""Test every promise at its full size and write docs/acceptance.md: python -m tests.acceptance [PYTEST OPTION…]

A test marked `acceptance` or `promise` records its figure with the fixture: figure("T1", "lost 0, doubled 0"). Without a
figure it counts as failed. With SEED=path the published result in that file is tested too. The mutants follow, see
tests/mutants. Options of pytest (-k offline) and MUTANTS="NAME…" choose a part; what docs/acceptance.md says of the rest
stays, with the commit at which it was measured.
"""

import os
import subprocess
import sys
import tempfile
from typing import NamedTuple
from xml.etree import ElementTree

from tests.support.checkout import git
from tests.support.prepared import ROOT

REPORT = ROOT / "docs" / "acceptance.md"
BAR = r"\|"
# Seconds for one test at full size, and until its process is ended.
LIMITS = ("-o", "timeout=7200", "-o", "faulthandler_timeout=7500")


class Figure(NamedTuple):
    """What one test measured of one promise, in how many seconds, at which commit."""

    promise: str
    text: str
    outcome: str
    test: str
    seconds: str
    commit: str


class Mutant(NamedTuple):
    """Whether a mutant was caught, at which commit."""

    name: str
    outcome: str
    commit: str


def run_tests(options, commit):
    """Return the figures of the chosen tests."""
    chosen = "acceptance or promise" + (" or seed" if os.environ.get("SEED") else "")
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        command = [sys.executable, "-m", "pytest", "-m", chosen, f"--junitxml={file.name}"]
        subprocess.run([*command, *LIMITS, *options], cwd=ROOT, check=False)
        cases = list(ElementTree.parse(file.name).iter("testcase"))
    return [figure for case in cases for figure in figures_of(case, commit)]


def figures_of(case, commit):
    """Return the figures in the report of a test; a test without one is broken."""
    failed = any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
    properties = [(row.get("name"), row.get("value")) for row in case.iter("property")]
    test, seconds = case.get("name"), f"{float(case.get('time', 0)):.1f}"
    return [
        Figure(promise, text, "kept" if not failed and text else "broken", test, seconds, commit)
        for promise, text in properties or [("?", "")]
    ]


def run_mutants(names, commit):
    """Return the outcome of each chosen mutant."""
    command = [sys.executable, "-m", "tests.mutants", *names]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return [Mutant(*line.split(": ", 1), commit) for line in run.stdout.splitlines()[:-1]]


def report(figures, mutants):
    """Return the text of docs/acceptance.md."""
    return "\n".join(
        [
            "# What was promised and measured",
            "",
            f"Written by `make acceptance`, last on Python {sys.version.split()[0]}, {os.cpu_count()} cores. "
            "The promises are in [promises.md](promises.md).",
            "",
            *table(
                "promise | figure | outcome | test | seconds | commit", sorted(figures, key=order)
            ),
            "",
            "## Mutants",
            "",
            *table("mutant | outcome | commit", sorted(mutants)),
            "",
        ]
    )


def table(head, rows):
    """Return the lines of a table in Markdown."""
    lines = [f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |" for row in rows]
    return [f"| {head} |", f"|{'---|' * len(head.split(' | '))}", *lines]


def rows_in(text, kind):
    """Return the rows of one kind, Figure or Mutant, in the text of docs/acceptance.md."""
    rows = (line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("| "))
    cells = ([cell.replace(BAR, "|") for cell in row] for row in rows)
    return [kind(*row) for row in cells if len(row) == len(kind._fields) and row[-1] != "commit"]


def order(figure):
    """Return the key that sorts figures by the numbers of their promises."""
    digits = "".join(filter(str.isdigit, figure.promise))
    return int(digits or 0), figure


def commit_of():
    """Return the last commit, with a mark if something is not committed."""
    commit = git("rev-parse", "--short=12", "HEAD").decode().strip()
    changed = git("status", "--porcelain", "--", ".", f":!{REPORT.relative_to(ROOT)}")
    return commit + (" and changes" if changed else "")


def main():
    options, names, commit = sys.argv[1:], os.environ.get("MUTANTS", "").split(), commit_of()
    figures = run_tests(options, commit)
    mutants = run_mutants(names, commit)
    before = REPORT.read_text()
    tests, tried = {figure.test for figure in figures}, {mutant.name for mutant in mutants}
    rest = [row for row in rows_in(before, Figure) if options and row.test not in tests]
    untried = [row for row in rows_in(before, Mutant) if names and row.name not in tried]
    REPORT.write_text(report(figures + rest, mutants + untried))
    kept = sum(figure.outcome == "kept" for figure in figures)
    caught = sum(mutant.outcome == "caught" for mutant in mutants)
    print(f"promises kept: {kept} of {len(figures)}; mutants caught: {caught} of {len(mutants)}")
    sys.exit(not figures or kept < len(figures) or not mutants or caught < len(mutants))


if __name__ == "__main__":
    main()
