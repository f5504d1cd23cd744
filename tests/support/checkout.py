"""Git commands on this checkout, which may belong to another user."""

import subprocess
from functools import cache

from tests.support.prepared import ROOT


def git(*arguments):
    """Return what a git command prints, as bytes."""
    command = ["git", "-c", f"safe.directory={ROOT}", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout


@cache
def last_commit():
    """Return the files of the last commit as a tar archive, the same although others may commit meanwhile."""
    return git("archive", "HEAD")


def unpack_last_commit(folder):
    """Write the files of the last commit into a folder. Unlike a clone, it works whoever owns this checkout."""
    subprocess.run(["tar", "-x", "-C", folder], input=last_commit(), check=True)
