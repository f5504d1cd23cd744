"""What a failed test shows: the logs of every server, database and browser that it used, and pictures of its pages.

A source is registered while it runs: `with evidence.of(source)`, or `begin` and `end`. Its method `evidence` returns
texts by title.
"""

import contextlib
import itertools
import re

import pytest

from tests.support.prepared import FOLDER

PICTURES = FOLDER / "failures"
MAX_LENGTH = 8_000  # characters; the end of a longer text is shown
_running = []
_noted = []
_test = ["no_test"]


def begin(source):
    """Show the evidence of this source when a test fails."""
    if source not in _running:
        _running.append(source)


def end(source):
    """Show the evidence of this source no longer."""
    with contextlib.suppress(ValueError):
        _running.remove(source)


@contextlib.contextmanager
def of(source):
    """Register a source in a context."""
    begin(source)
    try:
        yield
    finally:
        end(source)


def note(title, text):
    """Keep a text until the next test begins, for what ends before the test does."""
    _noted.append((title, text))


def file(suffix):
    """Return the path of a new file for evidence that is not text, named after the running test."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    names = (PICTURES / f"{_test[0]}-{number}{suffix}" for number in itertools.count(1))
    return next(path for path in names if not path.exists())


def begin_test(name):
    """Delete the notes of the test before, and name new files after this test."""
    _noted.clear()
    _test[:] = [re.sub(r"\W+", "_", name)[-100:]]


def collected():
    """Return title and text of all notes and registered sources."""
    texts = list(_noted)
    for source in _running:
        try:
            texts += source.evidence().items()
        except Exception as error:  # the failure of the test must be shown all the same
            texts.append((type(source).__name__, f"nothing to show: {error!r}"))
    return [(title, text[-MAX_LENGTH:]) for title, text in texts if text]


def pytest_runtest_logstart(nodeid, location):
    begin_test(nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        report.sections += collected()
    return report
