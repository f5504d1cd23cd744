"""A real server: the project's gunicorn with two workers on a free port."""

import contextlib
import http.client
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

from tests.support import evidence
from tests.support.prepared import ROOT
from tests.support.processes import ends_with_us, wait_until
from tests.support.servers.installations import Failed


class Answer(NamedTuple):
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class NoAnswer(Exception):
    """There was no answer: refused, interrupted or too late. The request may have been carried out."""


def fetch(address, *, seconds=60, **request):
    """Return the answer of a server, whatever its status; raise NoAnswer when there is none."""
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
    """Serves an installation. Its address stays the same when it is stopped, killed and started again.

    It holds its port by a bound socket that does not listen; gunicorn listens on the same port by --reuse-port.
    """

    listen = ("--reuse-port",)

    def __init__(self, installation, *, workers=2):
        self.installation, self.workers = installation, workers
        self.log, self.process = installation.folder / "server.log", None
        self._port_holder = socket.socket()
        self._port_holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self._port_holder.bind(("127.0.0.1", 0))
        self.port = self._port_holder.getsockname()[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def logs(self):
        """Return everything that it has written since its first start."""
        return self.log.read_text()

    def evidence(self):
        return {"server": self.logs}

    def start(self):
        gunicorn = [Path(sys.executable).parent / "gunicorn", "--config", ROOT / "gunicorn.conf.py"]
        options = ["--access-logfile", "-", *self.listen]
        own = {"PORT": str(self.port), "WEB_CONCURRENCY": str(self.workers)}
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*ends_with_us("SIGTERM"), *gunicorn, *options],
                cwd=ROOT,
                env=self.installation.environment | own,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        evidence.begin(self)
        self.wait_until_up()
        return self

    def wait_until_up(self):
        wait_until(self._answers, what="the server")

    def fetch(self, path, **request):
        return fetch(self.url + path, **request)

    def worker_processes(self):
        return psutil.Process(self.process.pid).children()

    def kill_workers(self):
        """Send SIGKILL to all workers; gunicorn starts new ones."""
        workers = self.worker_processes()
        for worker in workers:
            worker.kill()
        wait_until(lambda: not any(map(_is_alive, workers)), what="the end of the workers")

    def kill(self):
        """Send SIGKILL to all processes, as in a power failure; `start` starts it again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)
        wait_until(lambda: not self._group(), what="the end of the server")

    def stop(self):
        """End the server and release its port."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(40)
        if self._group():
            self.kill()
        self._port_holder.close()
        evidence.end(self)

    def _group(self):
        """Return the running processes: the master, and workers even after its end."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process):
        with contextlib.suppress(ProcessLookupError, psutil.NoSuchProcess):
            return os.getpgid(process.pid) == self.process.pid and _is_alive(process)

    def _answers(self):
        if self.process.poll() is not None:
            raise Failed(f"The server ended with {self.process.returncode}:\n{self.logs}")
        with contextlib.suppress(NoAnswer):
            return self.fetch("/healthz", seconds=10).status == 200


def _is_alive(process):
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
