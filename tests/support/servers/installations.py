"""Portals apart from all others: a migrated database and a folder each, made by copying a template.

What a test wants done in one runs in a process of its own (`call`, `start`; see tests/support/servers/child_process.py), so that it commits
as in life and the test's own database is never touched.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.support.servers.databases import Cluster, ends_with_us

ROOT = Path(__file__).parents[3]
REFERENCE = ("roles", "regions", "municipalities", "organisation_kinds")
# What a portal reads from its environment; of the tests' own nothing else is handed on.
HANDED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")


class Failed(AssertionError):
    """A process of a portal ended badly; its message says what that process wrote."""


class Installation:
    """One portal: where its database is and where its files are. It runs in local mode."""

    def __init__(self, url, folder, static_root):
        self.url, self.folder, self.static_root = url, Path(folder), Path(static_root)

    @property
    def is_sqlite(self):
        return self.url.startswith("sqlite")

    @property
    def environment(self):
        own = {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.folder),
            "STATIC_ROOT": str(self.static_root),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        return {name: os.environ[name] for name in HANDED_ON if name in os.environ} | own

    def start(self, function, *, before=(), **arguments):
        """Start a function of a module of tests in a process of its own; `before` stands before the command."""
        name = f"{function.__module__}:{function.__qualname__}"
        command = [
            sys.executable,
            "-m",
            "tests.support.servers.child_process",
            name,
            json.dumps(arguments),
        ]
        return self._start([*before, *command])

    def call(self, function, *, seconds=300, before=(), **arguments):
        """Run a function in a process of its own and return what it returned."""
        output = self._end(self.start(function, before=before, **arguments), seconds)
        return json.loads(output.splitlines()[-1])

    def manage(self, *arguments, seconds=300):
        """Run a management command; returns what it printed."""
        return self._end(self._start([sys.executable, "manage.py", *arguments]), seconds)

    def _start(self, command):
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*ends_with_us("SIGKILL"), *command],
            cwd=ROOT,
            env=self.environment,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )

    def _end(self, process, seconds):
        try:
            output, errors = process.communicate(timeout=seconds)
        finally:
            process.kill()
        if process.returncode:
            raise Failed(f"ended with {process.returncode}:\n{output}\n{errors}")
        return output


class Installations:
    """Makes installations on either engine; whatever they share is made when first asked for."""

    def __init__(self, folder):
        self.folder, self.made = Path(folder), 0
        self.static_root = self.folder / "static"

    def __enter__(self):
        self.running = []
        return self

    def __exit__(self, *error):
        while self.running:
            self.running.pop().__exit__(*error)

    @property
    def logs(self):
        """All that PostgreSQL has written, if it runs."""
        return "".join(cluster.log.read_text() for cluster in self.running)

    def make(self, engine, folder):
        """A new installation with reference data and nothing else."""
        self.made += 1
        template = self.template(engine)
        if engine == "sqlite":
            shutil.copy(template, folder / "portal.sqlite3")
            return Installation(f"sqlite:///{folder}/portal.sqlite3", folder, self.static_root)
        url = self.cluster().create(f"portal{self.made}", template)
        return Installation(url, folder, self.static_root)

    def remove(self, installation):
        if not installation.is_sqlite:
            self.cluster().drop(installation.url.rsplit("/", 1)[1])

    @cache  # noqa: B019 (lives as long as the session)
    def cluster(self):
        self.running.append(Cluster().__enter__())
        return self.running[0]

    @cache  # noqa: B019
    def template(self, engine):
        """A migrated database with reference data: a file, or the name of a database."""
        folder = self.folder / f"template-{engine}"
        folder.mkdir()
        file = folder / "portal.sqlite3"
        url = f"sqlite:///{file}" if engine == "sqlite" else self.cluster().create("template")
        installation = Installation(url, folder, self.static_root)
        installation.manage("migrate", "--verbosity=0")
        installation.manage("loaddata", "--verbosity=0", *REFERENCE)
        return file if engine == "sqlite" else "template"

    @cache  # noqa: B019
    def collect_static(self):
        """Static files are the same for all installations."""
        folder = self.folder / "collecting"
        folder.mkdir()
        installation = Installation(f"sqlite:///{folder}/none.sqlite3", folder, self.static_root)
        installation.manage("collectstatic", "--no-input", "--verbosity=0")
