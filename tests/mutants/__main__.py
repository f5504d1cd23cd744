"""Break every promise on purpose and expect its test to turn red: python -m tests.mutants [NAME…]

A mutant is a file `tests/mutants/<NAME>.toml`: the promise that it breaks, the pytest node id of the test that must
notice, and the replacements (file, old snippet, new snippet). It is applied to a copy of the last commit, where that
test must be green without it.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from functools import cache
from pathlib import Path

from tests.support.checkout import unpack_last_commit
from tests.support.prepared import FOLDER, ROOT

MUTANTS = sorted(Path(__file__).parent.glob("*.toml"))
GREEN, RED, IN_TROUBLE, DOES_NOT_APPLY = "green", "red", "in trouble", "does not apply"


class DoesNotApply(Exception):
    """The code changed, so that an old snippet is not there exactly once."""


def broken_files(mutant, folder):
    """Return the files in a folder that a mutant changes, with their new text.

    White space in an old snippet matches any white space. Raises DoesNotApply unless it is there exactly once.
    """
    texts = {}
    for change in tomllib.loads(mutant.read_text())["replace"]:
        file = Path(folder, change["file"])
        text = texts.get(file) or file.read_text()
        pattern = r"\s+".join(map(re.escape, change["old"].split()))
        found = re.findall(pattern, text)
        if len(found) != 1:
            raise DoesNotApply(
                f"Renew the snippet in {mutant.name}: {change['file']} contains it {len(found)} times"
                f" instead of once:\n{change['old']}"
            )
        texts[file] = text.replace(found[0], change["new"].strip())
    return texts


def share_prepared_files(folder):
    """Let the copy in a folder use var/tests of this checkout.

    The names of its files contain the checksum of their sources, so no other copy uses those of a mutant.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    link = folder / FOLDER.relative_to(ROOT)
    link.parent.mkdir()
    link.symlink_to(FOLDER)


def outcome(test, mutant=None):
    """Run one test in a copy of the last commit, with a mutant applied to it; return its outcome.

    RED is a test that fails; IN_TROUBLE is any other error.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unpack_last_commit(folder)
        share_prepared_files(folder)
        try:
            for file, text in broken_files(mutant, folder).items() if mutant else ():
                file.write_text(text)
        except DoesNotApply:
            return DOES_NOT_APPLY
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [*command, test], cwd=folder, capture_output=True, text=True, check=False
        )
        if run.returncode == 0:
            return GREEN
        return RED if f"FAILED {test}" in run.stdout else IN_TROUBLE


@cache
def outcome_without_mutant(test):
    return outcome(test)


def verdict(mutant):
    """Return "caught", or why the mutant is not."""
    test = tomllib.loads(mutant.read_text())["test"]
    before = outcome_without_mutant(test)
    if before != GREEN:
        return f"{test} is {before} without the mutant"
    after = outcome(test, mutant)
    return "caught" if after == RED else f"{test} is {after}"


def main(names):
    chosen = [mutant for mutant in MUTANTS if not names or mutant.stem in names]
    caught = 0
    for mutant in chosen:
        text = verdict(mutant)
        print(f"{mutant.stem}: {text}", flush=True)
        caught += text == "caught"
    print(f"mutants caught: {caught} of {len(chosen)}")
    sys.exit(not chosen or caught < len(chosen))


if __name__ == "__main__":
    main(sys.argv[1:])
