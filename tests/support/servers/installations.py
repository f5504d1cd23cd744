"""Separate portals with a folder and a migrated database of their own, which is copied from a template.

A test calls functions in the process of an installation (`call`, see child_process.py), so that they commit and do not
touch the database of the test. `python -m tests.support.servers.installations` makes the files that all share.
"""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
from functools import cache, cached_property
from pathlib import Path

from tests.support.prepared import ROOT, locked, prepared
from tests.support.processes import TookTooLong, ends_with_us
from tests.support.servers.databases import running_cluster

REFERENCE = ("roles", "regions", "municipalities", "organisation_kinds")
SCHEMA = ("*/migrations/*.py", "actionplans/freeze.py", "fixtures/*", "portal/settings.py", "requirements.txt")  # fmt: skip
STATIC = ("static/**/*", "portal/serving/static_files.py", "portal/settings.py", "requirements.txt")
# The only variables of the environment of the tests that a portal gets.
HANDED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
TEMPLATE = "template"


class Failed(AssertionError):
    """A process of a portal failed; the message contains its output."""


class Caller:
    """A process of an installation that runs one function after another; `before` is a prefix of its command."""

    def __init__(self, installation, before=()):
        self.log = installation.folder / "calls.log"
        command = [sys.executable, "-m", "tests.support.servers.child_process"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*ends_with_us("SIGKILL"), *before, *command],
                cwd=ROOT,
                env=installation.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def call(self, name, arguments, seconds):
        """Return what MODULE:FUNCTION returns; raise TookTooLong, or Failed with the log."""
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps([name, arguments]), file=self.process.stdin, flush=True)
        readable, _writable, _broken = select.select([self.process.stdout], [], [], seconds)
        if not readable:
            raise TookTooLong(f"{name} took longer than {seconds} s:\n{self.log.read_text()}")
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"{name} ended its process: {self.process.wait()}\n{self.log.read_text()}")
        answer = json.loads(line)
        if "raised" in answer:
            raise Failed(f"{name}: {answer['raised']}\n{self.log.read_text()}")
        return answer["returned"]

    def close(self):
        self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Installation:
    """A portal in local mode, with the URL of its database, its folder, and more variables of its environment."""

    def __init__(self, url, folder, static_root=None):
        self.url, self.folder, self.static_root = url, Path(folder), static_root
        self.variables, self._caller = {}, None

    @property
    def is_sqlite(self):
        return self.url.startswith("sqlite")

    @property
    def environment(self):
        own = {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.folder),
            "STATIC_ROOT": str(self.static_root or static_files()),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        return (
            {name: os.environ[name] for name in HANDED_ON if name in os.environ}
            | own
            | self.variables
        )

    def call(self, function, *, seconds=300, before=(), **arguments):
        """Call a function of a test module in the process of this portal and return what it returns.

        With `before`, a command such as strace, it is called in another process, which that command runs.
        """
        name = f"{function.__module__}:{function.__qualname__}"
        return self._call(name, arguments, seconds, before)

    def manage(self, *arguments, seconds=300):
        """Run a management command and return what it prints."""
        name = "tests.support.servers.child_process:run_command"
        return self._call(name, {"arguments": arguments}, seconds)

    def _call(self, name, arguments, seconds, before=()):
        if before:
            with contextlib.closing(Caller(self, before)) as caller:
                return caller.call(name, arguments, seconds)
        self._caller = self._caller or Caller(self)
        try:
            return self._caller.call(name, arguments, seconds)
        except TookTooLong:
            self.close()
            raise

    def close(self):
        """End the process of this installation, if it has one."""
        if self._caller:
            self._caller.close()
            self._caller = None


@cache
def static_files():
    """Return the folder of collected static files, the same for all installations."""

    def collect(folder):
        portal = Installation(f"sqlite:///{folder.parent}/none.sqlite3", folder.parent, folder)
        with contextlib.closing(portal):
            portal.manage("collectstatic", "--no-input", "--verbosity=0")

    return prepared("static", STATIC, collect)


@cache
def sqlite_template():
    """Return the file of a migrated database with reference data."""

    def migrate(file):
        _migrate(f"sqlite:///{file}", file.parent)

    return prepared(f"{TEMPLATE}.sqlite3", SCHEMA, migrate)


def postgresql_template(cluster):
    """Return the name of a migrated database with reference data in a cluster, restored there from a dump."""

    def dump(file):
        name = f"dumped_{os.getpid()}"
        _migrate(cluster.create(name), file.parent)
        cluster.run("pg_dump", "--no-owner", f"--file={file}", name)
        cluster.drop(name)

    dumped = prepared(f"{TEMPLATE}.sql", SCHEMA, dump)
    with locked(TEMPLATE):
        if not cluster.has(TEMPLATE):
            new = f"{TEMPLATE}_new"
            cluster.create(new)
            quiet = ("--quiet", "--no-psqlrc", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
            cluster.run("psql", *quiet, f"--file={dumped}", new)
            cluster.execute(f'ALTER DATABASE "{new}" RENAME TO "{TEMPLATE}"')
    return TEMPLATE


def _migrate(url, folder):
    with contextlib.closing(Installation(url, folder, folder / "static")) as portal:
        portal.manage("migrate", "--verbosity=0")
        portal.manage("loaddata", "--verbosity=0", *REFERENCE)


class Installations:
    """Makes installations on both engines; PostgreSQL is started when it is first needed."""

    def __init__(self):
        self._stack, self._count = contextlib.ExitStack(), 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._stack.close()

    @cached_property
    def cluster(self):
        return self._stack.enter_context(running_cluster())

    def make(self, engine, folder):
        """Make an installation with reference data only, on an engine and in a folder."""
        self._count += 1
        if engine == "sqlite":
            shutil.copy(sqlite_template(), folder / "portal.sqlite3")
            url = f"sqlite:///{folder}/portal.sqlite3"
        else:
            name = f"portal_{os.getpid()}_{self._count}"
            url = self.cluster.create(name, postgresql_template(self.cluster))
        return self._stack.enter_context(contextlib.closing(Installation(url, folder)))

    def remove(self, installation):
        installation.close()
        if not installation.is_sqlite:
            self.cluster.drop(installation.url.rsplit("/", 1)[1])


def main():
    static_files()
    sqlite_template()
    with running_cluster() as cluster:
        postgresql_template(cluster)


if __name__ == "__main__":
    main()
