"""Runs everything that must hold before a commit is shared: python -m tests [PYTEST OPTION…]

Stops at the first part that fails. Prints the time of each part, the ten slowest tests, and the CPU time of all
parts.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tests.support import evidence
from tests.support.prepared import ROOT
from tests.support.servers.databases import running_cluster
from tests.support.servers.installations import postgresql_template, sqlite_template, static_files

BUDGET = 18 * 60  # CPU seconds, printed next to those used
IN_PROCESS = "not server and not browser and not acceptance and not seed"
WITH_SERVERS = "(server or browser) and not acceptance and not seed"
# What may differ by engine. Pages are tested on SQLite only, and on both engines by tests/test_walk.py and tests/promises.
ON_POSTGRESQL = (
    "tests/actionplans/operations",
    "tests/actionplans/queries",
    "tests/actionplans/commands",
    "tests/stakeholders",
    "tests/thinktanks",
    "tests/language",
    "tests/portal/demo/test_load_demo.py",
    "tests/portal/serving/test_access.py",
    "tests/test_bad_input.py",
    "tests/promises/test_every_input.py::test_strange_values_in_every_field",
    "tests/promises/test_every_script.py",
    "tests/actionplans/test_cleaned_texts.py",
    "tests/actionplans/test_stored_text.py",
)
# The process that is done first takes over tests of the other: some take half a minute.
SHARED = ("--dist", "worksteal")
NO_TESTS = 5
PR_SET_CHILD_SUBREAPER = 36


class Cost(NamedTuple):
    name: str
    seconds: float
    cpu: float

    def __str__(self):
        return f"{self.seconds:6.0f} s {self.cpu:6.0f} CPU s  {self.name}"


class Run:
    """The parts that have run, what each cost, and the seconds of each test."""

    def __init__(self, options):
        self.options, self.costs, self.times, self.failed = options, [], [], None

    def part(self, name, work):
        """Do a part unless one before it failed; `work` returns whether it went well."""
        if self.failed:
            return
        print(f"\n--- {name}", flush=True)
        began, cpu = time.monotonic(), cpu_of_children()
        if not work():
            self.failed = name
        self.costs.append(Cost(name, time.monotonic() - began, cpu_of_children() - cpu))

    def pytest(self, *arguments, **environment):
        """Run tests in two processes; returns whether they passed."""
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.xml")
            command = [sys.executable, "-m", "pytest", "-n", "2", f"--junitxml={report}"]
            code = execute([*command, *self.options, *arguments], **environment)
            if report.exists():
                cases = ElementTree.parse(report).iter("testcase")
                self.times += [(float(case.get("time")), case.get("name")) for case in cases]
        return code == 0 or (code == NO_TESTS and bool(self.options))

    def summary(self):
        """Print what it cost; the ends of PostgreSQL and of orphaned processes count in the total only."""
        print("\n--- the ten slowest tests")
        for seconds, name in sorted(self.times, reverse=True)[:10]:
            print(f"{seconds:6.1f} s  {name}")
        print("\n--- the parts")
        print(*self.costs, sep="\n")
        seconds = sum(cost.seconds for cost in self.costs)
        print(Cost(f"together, of {BUDGET} CPU s", seconds, cpu_of_children()))


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def execute(command, **environment):
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def prepare(cluster):
    shutil.rmtree(evidence.PICTURES, ignore_errors=True)
    return bool(static_files() and sqlite_template() and postgresql_template(cluster))


def main(options):
    # What outlives its parent becomes ours, so that its processor time is counted.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    run = Run(options)
    with running_cluster() as cluster:
        os.environ["TEST_CLUSTER"] = str(cluster.folder)
        on_postgresql = {"DATABASE_URL": cluster.url("postgres")}
        run.part("lint", lambda: execute(["make", "--no-print-directory", "lint"]) == 0)
        run.part("templates and static files", lambda: prepare(cluster))
        run.part("in process, on SQLite", lambda: run.pytest(*SHARED, "-m", IN_PROCESS))
        run.part(
            "in process, on PostgreSQL",
            lambda: run.pytest(*SHARED, "-m", IN_PROCESS, *ON_POSTGRESQL, **on_postgresql),
        )
        run.part(
            "with servers and browsers",
            lambda: run.pytest("--dist", "loadfile", "--second-try", "-m", WITH_SERVERS),
        )
    while reap_child():
        pass
    run.summary()
    sys.exit(f"failed: {run.failed}" if run.failed else 0)


def reap_child():
    """Collect one child process that has ended; return its process id, or 0 if there is none."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0]
    except ChildProcessError:
        return 0


if __name__ == "__main__":
    main(sys.argv[1:])
