"""What the import of an older plan refuses."""

import pytest
from django.db import connection

from actionplans.readers.lines import MAX_BYTES
from tests.support.older_plans.command import counts, run, run_json
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


def test_import_plan_refuses_where_the_database_cannot_be_used(programme, file):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE thinktanks_programme RENAME TO elsewhere")

    status, printed = run_json(file)

    assert (status, [error["code"] for error in printed["errors"]]) == (2, ["no_database"])


def test_import_plan_prints_the_size_of_a_file_with_a_decimal_comma(programme, file):
    file.write_bytes(b"a" * (MAX_BYTES + 300_000))

    _status, printed = run_json(file)

    assert "10,3" in printed["errors"][0]["message"]
