"""Measure the seconds from a fresh clone to the first page of the demo: python -m tests.demo_time"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.support.checkout import unpack_last_commit

ALLOWED_SECONDS = 90
# A new clone has its own database, no secret, and nothing of an earlier installation.
NOT_INHERITED = {
    "DATABASE_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "VAR_DIR",
    "STATIC_ROOT",
}
NOT_INHERITED |= {"MAKEFLAGS", "MFLAGS"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def wait_for(address, demo):
    """Return True at the first good answer, False if the demo ends or takes more than three times as long as allowed."""
    give_up = time.monotonic() + 3 * ALLOWED_SECONDS
    while time.monotonic() < give_up and demo.poll() is None:
        if answers(address):
            return True
        with contextlib.suppress(subprocess.TimeoutExpired):
            demo.wait(0.2)
    return False


def measure(folder):
    """Clone into a folder and start the demo; return the seconds until its home page answers, or None."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    environment |= {"PORT": str(port), "PIP_NO_CACHE_DIR": "1"}
    folder.mkdir()
    unpack_last_commit(folder)
    start = time.monotonic()
    demo = subprocess.Popen(["make", "demo"], cwd=folder, env=environment, start_new_session=True)
    try:
        reached = wait_for(f"http://127.0.0.1:{port}/", demo)
        return time.monotonic() - start if reached else None
    finally:
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGTERM)
        demo.wait(30)


def main():
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(Path(folder) / "clone")
    if seconds is None:
        sys.exit("The demo did not start.")
    print(f"From a fresh clone to the home page: {seconds:.0f} s (allowed: {ALLOWED_SECONDS} s)")
    sys.exit(seconds > ALLOWED_SECONDS)


if __name__ == "__main__":
    main()
