"""A real server: the project's gunicorn with two workers on a free port.

Beside it: installations.py (its database and files), databases.py (PostgreSQL), browser.py (Chromium), proxy.py (a bad
network), outside.py (other processes). The fixtures are in conftest.py.
"""

import contextlib
import http.client
import itertools
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.support.servers.databases import ends_with_us, wait_until
from tests.support.servers.installations import ROOT, Failed

# Below those that the system gives to connections, and for each process that tests its own 120: nobody else takes a
# port between its choice and the start of its server.
PORTS = itertools.count(20_000 + os.getpid() % 100 * 120)


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Answer(NamedTuple):
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class NoAnswer(Exception):
    """Nothing came back: refused, cut off, or too late. Whether it was done nobody knows."""


def fetch(address, *, seconds=60, **request):
    """Whatever a server answers, with any status; refuses with NoAnswer when it does not."""
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, **request), timeout=seconds
        ) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as answer:
        return Answer(answer.status, answer.headers, answer.read())
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(str(error)) from error


class Server:
    """Serves one installation. Its address stays the same when it is stopped, killed and started again."""

    def __init__(self, installation, *, workers=2):
        self.installation, self.workers = installation, workers
        self.port, self.log = next(filter(is_free, PORTS)), installation.folder / "server.log"
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def logs(self):
        """All that it has written since its first start."""
        return self.log.read_text()

    def start(self):
        program = Path(sys.executable).parent / "gunicorn"
        command = [
            *ends_with_us("SIGTERM"),
            program,
            "--config",
            ROOT / "gunicorn.conf.py",
            "--access-logfile",
            "-",
        ]
        own = {"PORT": str(self.port), "WEB_CONCURRENCY": str(self.workers)}
        environment = self.installation.environment | own
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        self.wait_until_up()
        return self

    def wait_until_up(self):
        wait_until(self._answers, what="the server")

    def fetch(self, path, **request):
        return fetch(self.url + path, **request)

    def worker_processes(self):
        return psutil.Process(self.process.pid).children()

    def kill_workers(self):
        """SIGKILL for all workers at once; gunicorn starts new ones."""
        workers = self.worker_processes()
        for worker in workers:
            worker.kill()
        wait_until(lambda: not any(map(_is_alive, workers)), what="the end of the workers")

    def kill(self):
        """SIGKILL for everything, as when the power goes; `start` brings it back."""
        family = [psutil.Process(self.process.pid), *self.worker_processes()]
        for process in family:
            process.kill()
        self.process.wait(10)
        wait_until(lambda: not any(map(_is_alive, family)), what="the end of the server")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)

    def _answers(self):
        if self.process.poll() is not None:
            raise Failed(f"The server ended with {self.process.returncode}:\n{self.logs}")
        with contextlib.suppress(NoAnswer):
            return self.fetch("/healthz", seconds=10).status == 200


def _is_alive(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
