"""What scripts send, to the API or to a command, is stored whole or refused by one sentence (T51)."""

import contextlib
import io
import json
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.management import (
    BaseCommand,
    CommandError,
    call_command,
    get_commands,
    load_command_class,
)
from django.db import transaction

from tests.support.contributions.senders import SCRIPTS, make_event, send_from
from tests.support.factories import make_programme
from tests.support.inputs import stored, strange_values
from tests.support.inputs.field_values import Samples
from tests.support.inputs.recorder import recording
from tests.support.inputs.strange_files import FILES
from tests.support.older_plans.page import TEXT

pytestmark = pytest.mark.django_db
OURS = ("portal", "actionplans", "thinktanks", "stakeholders")
# Values that JSON can hold and a form cannot.
JSON = {
    "null": None,
    "true": True,
    "a number": 7,
    "a number over 64 bits": 2**63,
    "a fraction": 1.5,
    "a list": ["municipalities"],
    "an object": {"text": "Saldus"},
    "nested lists": [[[[[]]]]],
    "half a character": "Saldus \ud83d Brocēni",
    "only half a character": "\udc00",
}
TEXTS = strange_values.TEXTS | strange_values.LINES | JSON
ALWAYS_REFUSED = {"createsuperuser"}  # it names the command of ours
VALUES = JSON | strange_values.CHOICES | strange_values.NUMBERS | strange_values.UUIDS
SIZES = [12, pytest.param(None, marks=pytest.mark.acceptance)]


class Noted(dict):
    """An object of JSON that notes which of its keys are read."""

    names: set[str] = set()

    def get(self, key, *default):
        self.names.add(key)
        return super().get(key, *default)

    def __getitem__(self, key):
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self.names.add(key)
        return super().__contains__(key)


@pytest.fixture
def event():
    return make_event()


def keys_read(event) -> list[str]:
    """Return the keys of an entry that the API reads."""
    Noted.names.clear()
    noting = SimpleNamespace(loads=partial(json.loads, object_hook=Noted))
    with patch("actionplans.views.capture_api.json", noting):
        assert send_from(event, SCRIPTS[0], "lv").json()["items"][0]["status"] == "kept"
    return sorted(Noted.names)


@pytest.mark.parametrize("most", SIZES)
@pytest.mark.parametrize("sender", SCRIPTS)
def test_strange_values_in_every_key_of_an_entry(event, figure, sender, most):
    keys, samples, problems = keys_read(event), Samples(most), []
    cases = [
        (key, title, value)
        for key in keys
        for title, value in samples.take(TEXTS if key == "text" else VALUES)
    ]

    for key, title, value in cases:
        with undone_here():
            problems += [
                f"{key} = {title}: {text}" for text in api_problems(event, sender, key, value)
            ]

    assert not problems, "\n".join(problems)
    figure("T51", f"the {sender}, {len(keys)} keys, {len(cases)} strange values: 0 lost in silence")


def api_problems(event, sender, key, value):
    """Send a value in one key of an entry; yield what is wrong with the answer."""
    client = event.facilitator if sender == SCRIPTS[0] else event.phone
    client.raise_request_exception = False
    before = stored.counts()
    with recording() as recorded:
        answer = send_from(event, sender, "lv", **{key: value})
    if answer.status_code != 200:
        yield f"{answer.status_code} {answer.exc_info}"
        return
    [item] = answer.json()["items"]
    if item["status"] == "refused":
        if not item["message"].endswith((".", "?", "!")):
            yield f"refused without a sentence: {item['message']}"
        if new := stored.new_rows(before, stored.counts()):
            yield f"refused, but there are new rows: {new}"
    elif key == "text" and (lost := stored.missing_from(recorded.texts, value)):
        yield f"kept, but these words are not stored: {lost[:3]}"


@contextlib.contextmanager
def undone_here():
    """Take back the rows that are written in this context."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def our_commands():
    """Return the names of the commands of the portal that take options with a value."""
    commands = {name for name, app in get_commands().items() if app in OURS and options_of(name)}
    return sorted(commands - ALWAYS_REFUSED)


def dests_of(name) -> set[str]:
    return {option.dest for option in options_of(name)}


def options_of(name):
    """Return the options of a command that take a value."""
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    common = {action.dest for action in BaseCommand().create_parser("manage.py", name)._actions}
    return [action for action in parser._actions if action.dest not in common and action.nargs != 0]


@pytest.fixture
def valid(tmp_path, monkeypatch):
    """A valid value for each option by its name; files are written in the folder of the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(TEXT)
    return {
        "programme": make_programme().code,
        "region": "kurzeme",
        "file": "plan.txt",
        "out": "summary.xlsx",
        "admin": "anna.parauga@example.org",
        "published_on": "2023-01-31",
        "source_url": "https://example.org/plans",
        "source_title": "Parauga plāns",
    }


def run(name, values):
    """Run a command; return its exit status and all that it prints."""
    printed, arguments, positional = io.StringIO(), [], []
    for option in options_of(name):
        value = values[option.dest]
        if option.option_strings:
            arguments.append(f"{option.option_strings[0]}={value}")
        else:
            positional.append(value)
    try:
        if positional:
            arguments += ["--", *positional]
        call_command(name, *arguments, stdout=printed, stderr=printed)
    except SystemExit as ended:
        return ended.code, printed.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, printed.getvalue()


def command_problems(name, values):
    """Run a command with one strange value; yield what is wrong."""
    before = stored.counts()
    with undone_here():
        try:
            status, printed = run(name, values)
        except Exception as error:
            yield f"{type(error).__name__}: {error}"
            return
        new = stored.new_rows(before, stored.counts())
    if status and new:
        yield f"refused, but there are new rows: {new}"
    if status and not printed.strip():
        yield f"refused with {status} and without a sentence"


@pytest.mark.promise
@pytest.mark.parametrize("name", our_commands())
def test_strange_values_in_every_option_of_a_command(valid, figure, name):
    texts = strange_values.TEXTS | strange_values.NUMBERS | strange_values.CHOICES
    some = {title: text for title, text in texts.items() if "\x00" not in text and "/" not in text}
    assert run(name, valid)[0] == 0

    problems = [
        f"{name} {option.dest} = {title}: {problem}"
        for option in options_of(name)
        for title, text in some.items()
        for problem in command_problems(name, valid | {option.dest: text})
    ]

    assert not problems, "\n".join(problems)
    figure("T51", f"{name}: {len(some)} strange values in each option: 0 tracebacks")


@pytest.mark.promise
@pytest.mark.parametrize("name", [name for name in our_commands() if "file" in dests_of(name)])
def test_strange_files_for_a_command(valid, figure, name):
    problems = []
    for title, (_name, content) in FILES.items():
        Path("strange").write_bytes(content)
        found = command_problems(name, valid | {"file": "strange"})
        problems += [f"{name} {title}: {problem}" for problem in found]

    assert not problems, "\n".join(problems)
    figure("T51", f"{name}: {len(FILES)} strange files: 0 tracebacks")
