"""What every module that starts processes needs: waiting, and leaving nothing behind."""

import contextlib
import fcntl
import shutil
import tempfile
import time
from pathlib import Path


class TookTooLong(AssertionError):
    """A condition did not become true in the time that it was given."""


def wait_until(condition, *, seconds=60, what="it"):
    """Return the first true answer of a condition."""
    give_up = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > give_up:
            raise TookTooLong(f"waited {seconds} s in vain for {what}")
        time.sleep(0.01)
    return answer


def ends_with_us(signal_name):
    """What to write before a command that must not outlive the thread that starts it, however that ends."""
    return ["setpriv", "--pdeathsig", signal_name]


@contextlib.contextmanager
def own_folder(kind):
    """A temporary folder with a short path, removed in the end or, after a kill, by the next process that wants one.

    While a process lives, it holds a lock in its folder.
    """
    prefix = f"domnica-{kind}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with contextlib.suppress(OSError), (left / "in_use").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    with (folder / "new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / "new").rename(folder / "in_use")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
