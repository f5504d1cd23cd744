"""Only a server or browser test that took too long gets a second try, which the report shows."""

import subprocess
import sys

import pytest

from tests.support.prepared import ROOT

PLUGINS = ("-p", "tests.support.evidence", "-p", "tests.support.second_try")
TESTS = """
import pytest
from tests.support import evidence
from tests.support.processes import TookTooLong

tries, sessions = [], []


class Server:
    def evidence(self):
        return {{"server": "what it wrote"}}


@pytest.fixture(scope="session", autouse=True)
def server():
    sessions.append(1)
    with evidence.of(Server()):
        yield


@pytest.mark.parametrize("number", range({count}))
{marks}
def test_it(number):
    tries.append(number)
    if tries.count(number) == 1:
        raise {error}("waited")
    # Fixtures were made again for each second try, those of the session too; the tests may run in any order.
    assert len(sessions) == 1 + len(tries) - len(set(tries))
"""


@pytest.fixture
def run(tmp_path):
    """Return a function that runs tests that fail the first time; it returns whether the run is green, and its output."""

    def run(*options, error="TookTooLong", marks="@pytest.mark.server", count=1):
        file = tmp_path / "test_it.py"
        file.write_text(TESTS.format(error=error, marks=marks, count=count))
        command = [
            sys.executable,
            "-B",
            "-m",
            "pytest",
            "-p",
            "no:django",
            "-p",
            "no:warnings",
            *PLUGINS,
        ]
        done = subprocess.run(
            [*command, "-c", "/dev/null", "--rootdir", tmp_path, *options, file],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_took_too_long_is_tried_again_and_shown(run, workers):
    green, output = run("--second-try", "-n", workers)

    assert green, output
    assert "1 passed, 1 second try" in output
    assert "second tries: 1 (at most 2)" in output
    assert "TookTooLong: waited" in output
    assert "what it wrote" in output


def test_more_than_two_second_tries_are_red(run):
    assert run("--second-try", count=2)[0] is True
    green, output = run("--second-try", count=3)

    assert "3 passed, 3 second try" in output
    assert green is False


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        ((), {}),
        (("--second-try",), {"error": "AssertionError"}),
        (("--second-try",), {"marks": ""}),
        (("--second-try",), {"marks": "@pytest.mark.server\n@pytest.mark.data"}),
    ],
    ids=["without the option", "not too long", "in process", "data"],
)
def test_nothing_else_is_tried_again(run, options, fields):
    green, output = run(*options, **fields)

    assert "1 failed in" in output
    assert green is False
