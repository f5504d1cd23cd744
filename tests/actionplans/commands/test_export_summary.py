"""manage.py export_summary: the whole summary as a file, or one sentence and exit code 2."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.support.workbooks.exported_files import book_of

pytestmark = pytest.mark.django_db


def export(programme, out):
    call_command("export_summary", programme=programme, out=out)


def contents(path):
    """Return the values of all sheets but the cover, which holds the time."""
    book = book_of(path.read_bytes())
    return {sheet.title: list(sheet.values) for sheet in book.worksheets[1:]}


def test_export_summary_writes_the_same_by_code_and_by_pk(full_programme, tmp_path):
    by_code, by_pk = tmp_path / "code.xlsx", tmp_path / "pk.xlsx"
    full_programme.programme.code = "su"
    full_programme.programme.save()

    export("su", by_code)
    export(str(full_programme.programme.pk), by_pk)

    assert contents(by_code) == contents(by_pk)
    assert [row[0] for row in contents(by_code)["Rīcības"]] == ["Rīcības kods", "KUR-PAS-01"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["code.xlsx", "pk.xlsx"]


@pytest.mark.parametrize(
    ("programme", "out", "sentence"),
    [
        ("1999", "a.xlsx", "1999"),
        ("'; DROP TABLE", "a.xlsx", "DROP TABLE"),
        ("99999999999999999999", "a.xlsx", "99999999999999999999"),
        ("2026", "missing/a.xlsx", "missing"),
        ("2026", ".", "test_export_summary"),
        ("2026", "a" * 300, "aaa"),
    ],
)
def test_export_summary_refuses_in_one_sentence(
    full_programme, tmp_path, capsys, programme, out, sentence
):
    with pytest.raises(SystemExit) as refused:
        export(programme, tmp_path / out)

    printed = capsys.readouterr()
    assert refused.value.code == 2
    assert (printed.out, len(printed.err.strip().splitlines())) == ("", 1)
    assert sentence in printed.err
    assert list(tmp_path.iterdir()) == []


def test_export_summary_refuses_a_name_that_is_no_utf_8(tmp_path, capsys):
    arguments = ["--programme", os.fsdecode(b"x\xff"), "--out", str(tmp_path / "a.xlsx")]

    with pytest.raises(SystemExit) as refused:
        call_command("export_summary", *arguments)

    assert refused.value.code == 2
    assert "x\ufffd" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_export_summary_refuses_an_empty_name(full_programme, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as refused:
        export("2026", Path())

    assert refused.value.code == 2
    assert capsys.readouterr().err.strip().endswith(": .")
    assert list(tmp_path.iterdir()) == []


def test_export_summary_leaves_the_old_file_when_it_refuses(full_programme, tmp_path):
    out = tmp_path / "summary.xlsx"
    out.write_bytes(b"old")

    with pytest.raises(SystemExit):
        export("1999", out)

    assert out.read_bytes() == b"old"
