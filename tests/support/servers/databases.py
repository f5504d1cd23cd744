"""A throwaway PostgreSQL cluster: python -m tests.support.servers.databases COMMAND… runs a command with DATABASE_URL pointing there.

It listens on a socket in a temporary folder only and writes like a real one (fsync, synchronous_commit). It ends with
the process that started it, however that one ends.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg2

PREFIX = "domnica-postgresql-"
OWNER = "domnica"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_connections": "200",
    # Two clusters beside two browsers must fit into a small machine, whose /tmp may be in memory.
    "shared_buffers": "32MB",
    "max_wal_size": "128MB",
    "min_wal_size": "32MB",
}


def wait_until(condition, *, seconds=60, what="it"):
    """Return the first true answer of a condition; fails loudly when none comes."""
    give_up = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > give_up:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.01)
    return answer


def ends_with_us(signal_name):
    """What to write before a command that must not outlive the thread that starts it, however that ends."""
    return ["setpriv", "--pdeathsig", signal_name]


class Cluster:
    """A PostgreSQL server with one role, which owns what it makes and is no superuser."""

    def __enter__(self):
        remove_what_was_left()
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        (self.folder / "started_by").write_text(str(os.getpid()))
        if os.getuid() == 0:
            os.chown(self.folder, _account().pw_uid, _account().pw_gid)
        data, self.log = self.folder / "data", self.folder / "log"
        with self.log.open("w") as output:
            _run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8",
                 "--locale=C.UTF-8", f"--pgdata={data}", output=output).wait()  # fmt: skip
            settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
            self.server = _run(
                "postgres", "-D", str(data), "-k", str(self.folder), *settings, output=output
            )
        wait_until(self._is_up, what="PostgreSQL")
        self.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB", user="postgres")
        return self

    def __exit__(self, *error):
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait(30)
        shutil.rmtree(self.folder)

    def url(self, name):
        return f"postgres://{OWNER}@/{self.folder}/{name}"

    def create(self, name, template="template1"):
        """An empty database, or a copy of another that nobody is connected to; returns its address."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name):
        # As the superuser: an autovacuum worker in it belongs to nobody else.
        self.execute(f'DROP DATABASE "{name}" WITH (FORCE)', user="postgres")

    def execute(self, statement, *, user=OWNER):
        with contextlib.closing(
            psycopg2.connect(host=str(self.folder), user=user, dbname="postgres")
        ) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)

    def _is_up(self):
        if self.server.poll() is not None:
            raise AssertionError(f"PostgreSQL did not start:\n{self.log.read_text()}")
        with contextlib.suppress(psycopg2.OperationalError):
            self.execute("SELECT 1", user="postgres")
            return True


def _account():
    """PostgreSQL refuses to run as root."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def _run(program, *arguments, output):
    """Start a program of PostgreSQL, which gets SIGQUIT when this process dies."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    if not folders:
        raise AssertionError("PostgreSQL is not installed: tests/prepare.sh says what is missing")
    other = ["--reuid", str(_account().pw_uid), "--regid", str(_account().pw_gid), "--clear-groups"]
    change = [*ends_with_us("SIGQUIT"), *(other if os.getuid() == 0 else ())]
    command = [*change, str(folders[-1] / program), *arguments]
    return subprocess.Popen(command, cwd="/", stdout=output, stderr=output, start_new_session=True)


def remove_what_was_left():
    """Remove clusters whose process died before it could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(FileNotFoundError, ValueError):
            if not psutil.pid_exists(int((folder / "started_by").read_text())):
                shutil.rmtree(folder, ignore_errors=True)


def main(command):
    with Cluster() as cluster:
        environment = os.environ | {"DATABASE_URL": cluster.create("portal")}
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
