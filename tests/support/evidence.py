"""What a failed test shows: the logs of every server, database and browser that it used, and pictures of its pages.

Whatever writes a log is registered while it runs: `with evidence.of(it)`, or `begin` and `end`. Its method `evidence`
returns texts by title.
"""

import contextlib
import itertools
import re

import pytest

from tests.support.prepared import FOLDER

PICTURES = FOLDER / "failures"
LAST = 8_000  # characters of each text
_running = []
_noted = []
_test = ["no_test"]


def begin(source):
    if source not in _running:
        _running.append(source)


def end(source):
    with contextlib.suppress(ValueError):
        _running.remove(source)


@contextlib.contextmanager
def of(source):
    begin(source)
    try:
        yield
    finally:
        end(source)


def note(title, text):
    """Keep a text of something that ends before the test does, until the next test begins."""
    _noted.append((title, text))


def file(suffix):
    """A new file for what is no text, named by the test that runs."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    names = (PICTURES / f"{_test[0]}-{number}{suffix}" for number in itertools.count(1))
    return next(path for path in names if not path.exists())


def begin_test(name):
    """Forget what was noted in the test before."""
    _noted.clear()
    _test[:] = [re.sub(r"\W+", "_", name)[-100:]]


def collected():
    """Return (title, text) of everything that runs or was noted."""
    texts = list(_noted)
    for source in _running:
        try:
            texts += source.evidence().items()
        except Exception as error:  # the failure itself must be shown all the same
            texts.append((type(source).__name__, f"nothing to show: {error!r}"))
    return [(title, text[-LAST:]) for title, text in texts if text]


def pytest_runtest_logstart(nodeid, location):
    begin_test(nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        report.sections += collected()
    return report
