"""Test every promise at its full size and write docs/acceptance.md: python -m tests.acceptance [PYTEST OPTION…]

A test marked `acceptance` or `promise` records its figure with the fixture: figure("T1", "lost 0, doubled 0"). Without a
figure it counts as failed. With SEED=path the published result in that file is tested too. The mutants follow, see
tests/mutants. Options of pytest (-k offline) and MUTANTS="NAME…" choose a part, which the report then names.
"""

import datetime
import os
import shlex
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

from tests.support.checkout import git
from tests.support.prepared import ROOT

# Seconds for one test at full size, and until its process is ended.
LIMITS = ("-o", "timeout=7200", "-o", "faulthandler_timeout=7500")


def run_tests(options):
    """Return a row for every figure: promise, figure, outcome, test, seconds."""
    chosen = "acceptance or promise" + (" or seed" if os.environ.get("SEED") else "")
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        command = [sys.executable, "-m", "pytest", "-m", chosen, f"--junitxml={file.name}"]
        subprocess.run([*command, *LIMITS, *options], cwd=ROOT, check=False)
        cases = list(ElementTree.parse(file.name).iter("testcase"))
    return [row for case in cases for row in rows_of(case)]


def rows_of(case):
    failed = any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
    figures = [(row.get("name"), row.get("value")) for row in case.iter("property")]
    seconds = float(case.get("time", 0))
    return [
        (promise, figure, "kept" if not failed and figure else "broken", case.get("name"), seconds)
        for promise, figure in figures or [("?", "")]
    ]


def run_mutants():
    """Return whether every mutant was caught, and the report on all of them."""
    command = [sys.executable, "-m", "tests.mutants", *os.environ.get("MUTANTS", "").split()]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return run.returncode == 0, run.stdout


def report(rows, mutants, options):
    """Return the text of docs/acceptance.md."""
    now = datetime.datetime.now(datetime.UTC)
    commit = git("rev-parse", "--short=12", "HEAD").decode().strip()
    changed = " with changes not committed" if git("status", "--porcelain") else ""
    chosen = f", this part of it: `{shlex.join(options)}`" if options else ""
    lines = [
        "# What was promised and measured",
        "",
        f"{now:%Y-%m-%d %H:%M} UTC, commit {commit}{changed}, Python {sys.version.split()[0]}, "
        f"{os.cpu_count()} cores. Written by `make acceptance`{chosen}.",
        "",
        "The promises are in [promises.md](promises.md).",
        "",
        "| promise | figure | outcome | test | seconds |",
        "|---|---|---|---|---|",
    ]
    for promise, figure, result, test, seconds in sorted(rows, key=promise_number):
        figure = figure.replace("|", "\\|")
        lines.append(f"| {promise} | {figure} | {result} | `{test}` | {seconds:.1f} |")
    return "\n".join([*lines, "", "## Mutants", "", "```", mutants.rstrip(), "```", ""])


def promise_number(row):
    digits = "".join(filter(str.isdigit, row[0]))
    return int(digits or 0), row


def main():
    options = sys.argv[1:]
    rows = run_tests(options)
    caught, mutants = run_mutants()
    (ROOT / "docs" / "acceptance.md").write_text(report(rows, mutants, options))
    kept = sum(row[2] == "kept" for row in rows)
    print(f"promises kept: {kept} of {len(rows)}; all mutants caught: {'yes' if caught else 'no'}")
    sys.exit(not rows or kept < len(rows) or not caught)


if __name__ == "__main__":
    main()
