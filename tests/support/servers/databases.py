"""A throwaway PostgreSQL cluster: python -m tests.support.servers.databases COMMAND… runs a command on a database in one.

It listens only on a socket in a temporary folder and writes like a real one (fsync, synchronous_commit). It ends with
the process that started it, however that one ends. A command that runs in it finds it by TEST_CLUSTER.
"""

import contextlib
import os
import pwd
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2

from tests.support import evidence
from tests.support.processes import ends_with_us, own_folder, wait_until

OWNER = "domnica"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_connections": "200",
    # Two clusters and two browsers must fit into a small machine, whose /tmp may be in memory.
    "shared_buffers": "32MB",
    "max_wal_size": "128MB",
    "min_wal_size": "32MB",
}


class Cluster:
    """A PostgreSQL server, found by the folder of its socket. Its role owns the databases and is not a superuser."""

    def __init__(self, folder):
        self.folder, self.log = Path(folder), Path(folder, "log")

    def evidence(self):
        return {"PostgreSQL": self.log.read_text()}

    def url(self, name):
        return f"postgres://{OWNER}@/{self.folder}/{name}"

    def create(self, name, template="template1"):
        """Make an empty database, or a copy of one that nobody is connected to; return its URL."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name):
        # Only the superuser may end an autovacuum worker that is connected to it.
        self.execute(f'DROP DATABASE "{name}" WITH (FORCE)', user="postgres")

    def has(self, name):
        return bool(self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def execute(self, statement, *, user=OWNER):
        """Execute a statement and return its rows, if it has any."""
        with contextlib.closing(
            psycopg2.connect(host=str(self.folder), user=user, dbname="postgres")
        ) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def run(self, program, *arguments):
        """Run a client program of PostgreSQL as the owner."""
        options = ["--host", str(self.folder), "--username", OWNER]
        subprocess.run([_program(program), *options, *arguments], check=True)


@contextlib.contextmanager
def running_cluster():
    """Return the cluster that this process runs in, or else start one."""
    if folder := os.environ.get("TEST_CLUSTER"):
        cluster = Cluster(folder)
        with evidence.of(cluster):
            yield cluster
        return
    with own_folder("postgresql") as folder, _started(folder) as server:
        cluster = Cluster(folder)
        wait_until(lambda: _is_up(cluster, server), what="PostgreSQL")
        cluster.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB", user="postgres")
        with evidence.of(cluster):
            yield cluster


@contextlib.contextmanager
def _started(folder):
    if os.getuid() == 0:
        os.chown(folder, _account().pw_uid, _account().pw_gid)
    data = folder / "data"
    with (folder / "log").open("w") as output:
        _start("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8",
               "--locale=C.UTF-8", f"--pgdata={data}", output=output).wait()  # fmt: skip
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        server = _start("postgres", "-D", str(data), "-k", str(folder), *settings, output=output)
    try:
        yield server
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(120)


def _is_up(cluster, server):
    if server.poll() is not None:
        raise AssertionError(f"PostgreSQL did not start:\n{cluster.log.read_text()}")
    with contextlib.suppress(psycopg2.OperationalError):
        return cluster.execute("SELECT 1", user="postgres")


def _account():
    """Return the account for the servers, since PostgreSQL refuses to run as root."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def _program(name):
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    if not folders:
        raise AssertionError("PostgreSQL is not installed: tests/prepare.sh names what is missing")
    return str(folders[-1] / name)


def _start(program, *arguments, output):
    """Start a server program of PostgreSQL, which gets SIGQUIT when this process dies."""
    other = ["--reuid", str(_account().pw_uid), "--regid", str(_account().pw_gid), "--clear-groups"]
    change = [*ends_with_us("SIGQUIT"), *(other if os.getuid() == 0 else ())]
    command = [*change, _program(program), *arguments]
    return subprocess.Popen(command, cwd="/", stdout=output, stderr=output, start_new_session=True)


def main(command):
    with running_cluster() as cluster:
        own = {"DATABASE_URL": cluster.create("portal"), "TEST_CLUSTER": str(cluster.folder)}
        sys.exit(subprocess.run(command, env=os.environ | own, check=False).returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
