"""Git commands on this checkout, which may belong to another user."""

import subprocess

from tests.support.prepared import ROOT


def git(*arguments):
    """Return what a git command prints, as bytes."""
    command = ["git", "-c", f"safe.directory={ROOT}", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
