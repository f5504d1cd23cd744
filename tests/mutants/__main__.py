"""Breaks each promise on purpose and expects its test to turn red: python -m tests.mutants [NAME…]

A mutant is a patch `tests/mutants/<NAME>.patch`: above the diff stand a sentence on the promise that it breaks and
one line `Test: <pytest node id>`. It is tried on a copy of the last commit, where that test must be green before.
"""

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GREEN, RED, IN_TROUBLE, DOES_NOT_APPLY = "green", "red", "in trouble", "does not apply"


@cache
def the_commit():
    """The tree of the last commit; others may commit meanwhile."""
    return subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True
    ).stdout


def outcome(test, mutant=None):
    """Run one test in a copy, with the mutant applied if one is named. Red is a test that fails, not one in trouble."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "-x", "-C", folder], input=the_commit(), check=True)
        if mutant and not applies(mutant, folder):
            return DOES_NOT_APPLY
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [*command, test], cwd=folder, capture_output=True, text=True, check=False
        )
        if run.returncode == 0:
            return GREEN
        return RED if f"FAILED {test}" in run.stdout else IN_TROUBLE


def applies(mutant, folder, *options):
    """Apply a mutant to a tree; with --check only whether it could be."""
    return (
        subprocess.run(["git", "apply", *options, mutant], cwd=folder, check=False).returncode == 0
    )


def named_by(mutant):
    """What its text names as the test that must turn red."""
    lines = mutant.read_text().splitlines()
    return [line.removeprefix("Test:").strip() for line in lines if line.startswith("Test:")]


@cache
def outcome_unbroken(test):
    return outcome(test)


def verdict(mutant):
    tests = named_by(mutant)
    if len(tests) != 1:
        return "names no single test"
    unbroken = outcome_unbroken(tests[0])
    if unbroken != GREEN:
        return f"{tests[0]} is {unbroken} unbroken"
    broken = outcome(tests[0], mutant)
    return "caught" if broken == RED else f"{tests[0]} is {broken}"


def main(names):
    mutants = sorted(Path(__file__).parent.glob("*.patch"))
    chosen = [mutant for mutant in mutants if not names or mutant.stem in names]
    verdicts = {mutant.stem: verdict(mutant) for mutant in chosen}
    for name, text in verdicts.items():
        print(f"{name}: {text}")
    caught = sum(text == "caught" for text in verdicts.values())
    print(f"mutants caught: {caught} of {len(chosen)}")
    sys.exit(not chosen or caught < len(chosen))


if __name__ == "__main__":
    main(sys.argv[1:])
