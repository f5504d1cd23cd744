"""Wait for a condition, and end processes and remove folders however the tests end."""

import contextlib
import fcntl
import shutil
import tempfile
import time
from pathlib import Path


class TookTooLong(AssertionError):
    """A condition did not become true in the time that it was given."""


def wait_until(condition, *, seconds=60, what="it"):
    """Call a condition until it returns something true, and return that; `what` is named when it takes too long."""
    give_up = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > give_up:
            raise TookTooLong(f"waited {seconds} s for {what}")
        time.sleep(0.01)
    return answer


def ends_with_us(signal_name):
    """Return the prefix of a command that gets a signal when the thread that starts it ends, however that ends."""
    return ["setpriv", "--pdeathsig", signal_name]


@contextlib.contextmanager
def own_folder(kind):
    """Make a temporary folder with a short path, and remove it afterwards.

    The process holds a lock in its folder. Folders of this kind without a lock, left by killed processes, are removed.
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
