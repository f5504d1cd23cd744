"""Files that are made once and then only read, by this run and later ones, until their sources change.

They are in var/tests; their names begin with the checksum of their sources.
"""

import contextlib
import fcntl
import hashlib
import shutil
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "tests"
KEPT = 24 * 60 * 60  # s


def prepared(name, sources, make):
    """Return the file or folder that `make(path)` made from these sources (patterns of files below ROOT).

    If several processes ask at the same time, one makes it and the others wait.
    """
    path = FOLDER / f"{_checksum(sources)}-{name}"
    with locked(name):
        if not path.exists():
            _remove_old(name)
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                made = Path(folder, name)
                make(made)
                made.rename(path)
    return path


@contextlib.contextmanager
def locked(name):
    """Hold a lock that only one process of this checkout can hold."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _checksum(sources):
    checksum = hashlib.sha256()
    files = sorted({file for pattern in sources for file in ROOT.glob(pattern) if file.is_file()})
    for file in files:
        checksum.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return checksum.hexdigest()[:16]


def _remove_old(name):
    """Remove files made from other sources more than a day ago; another run may still read newer ones."""
    for path in FOLDER.glob(f"*-{name}"):
        if path.stat().st_mtime < time.time() - KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
