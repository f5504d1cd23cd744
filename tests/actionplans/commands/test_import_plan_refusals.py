"""What the import of an older plan refuses."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from files.gate import MAX_BYTES
from tests.support.older_plans.command import counts, run, run_json
from tests.support.prepared import ROOT
from tests.support.servers.installations import HANDED_ON
from thinktanks.models import Programme

pytestmark = pytest.mark.django_db


def archive(_file):
    Programme.objects.update(state=Programme.State.ARCHIVED)


def replace_by_folder(file):
    file.unlink()
    file.mkdir()


REFUSALS = {
    "no_file": (lambda file: file.unlink(), {}),
    "no_access": (replace_by_folder, {}),
    "empty": (lambda file: file.write_bytes(b" \r\n\t"), {}),
    "not_text": (lambda file: file.write_bytes(b"PK\x03\x04" + bytes(range(256))), {}),
    "too_large": (lambda file: file.write_bytes(b"a" * (MAX_BYTES + 1)), {}),
    "too_many_rows": (lambda file: file.write_text("NVO\n" + "• Jā\n" * 10_001), {}),
    "no_role_heading": (lambda file: file.write_text("Labdien"), {}),
    "no_items": (lambda file: file.write_text("PAŠVALDĪBĀM\n", encoding="utf-8"), {}),
    "no_programme": (lambda file: None, {"programme": "9" * 30}),
    "no_region": (lambda file: None, {"region": "latvija"}),
    "archived": (archive, {}),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_import_plan_refuses(code, programme, file):
    spoil, more = REFUSALS[code]
    spoil(file)
    before = counts()

    status, printed = run_json(file, **more)

    assert (status, [error["code"] for error in printed["errors"]]) == (2, [code])
    assert (printed["rows"], printed["feedback"], printed["written"]) == ([], [], 0)
    assert counts() == before
    status, _out, err = run(file, **more)
    assert (status, err.splitlines()) == (2, [printed["errors"][0]["message"]])


@pytest.mark.parametrize("option", ["programme", "region"])
def test_import_plan_refuses_a_name_that_is_no_utf_8(programme, file, option):
    status, printed = run_json(file, **{option: os.fsdecode(b"x\xff")})

    [error] = printed["errors"]
    assert (status, error["code"]) == (2, f"no_{option}")
    assert error["message"].endswith("x\ufffd")


def test_import_plan_refuses_where_the_database_cannot_be_used(programme, file):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE thinktanks_programme RENAME TO elsewhere")

    status, printed = run_json(file)

    assert (status, [error["code"] for error in printed["errors"]]) == (2, ["no_database"])


def test_import_plan_prints_the_size_of_a_file_with_a_decimal_comma(programme, file):
    file.write_bytes(b"a" * (MAX_BYTES + 300_000))

    _status, printed = run_json(file)

    assert "10,3" in printed["errors"][0]["message"]


def test_import_plan_answers_on_a_terminal_without_latvian_letters(tmp_path):
    handed_on = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    own = {"PYTHONIOENCODING": "ascii", "VAR_DIR": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "manage.py", "import_plan", "-", "--programme", "x", "--region", "x", "--json"],
        cwd=ROOT, env=handed_on | own, capture_output=True, text=True, check=False,
    )  # fmt: skip

    [error] = json.loads(done.stdout)["errors"]
    assert (done.returncode, error["message"][:9]) == (2, "Datubāzi ")
