"""A workbook is read by a process of its own, which ends at its limits."""

import io
import json
import os
import subprocess
import sys

import openpyxl
import pytest

from files import sheets
from files.gate import FileRefusedError
from files.tables import READ_SHEETS, ROOT, read_tables

# Runs the module with another limit, given as Python code.
WITH_LIMIT = "from files import sheets; sheets.{limit}; sheets.main()"
COMPUTE_FOR_EVER = (
    "sheets.read_sheets = lambda data: [iter(int, 1).__next__() for _n in iter(int, 1)]"
)


def a_workbook():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Vārds"])
    book.save(stream)
    return stream.getvalue()


def run_with(monkeypatch, limit):
    """Read a workbook in a process with another limit; return the code of its refusal."""
    command = (sys.executable, "-c", WITH_LIMIT.format(limit=limit))
    monkeypatch.setattr("files.tables.READ_SHEETS", command)
    with pytest.raises(FileRefusedError) as refused:
        read_tables(a_workbook())
    return refused.value.code


def test_the_process_prints_the_sheets_or_the_code_of_its_refusal():
    def answer_to(data):
        ran = subprocess.run(READ_SHEETS, input=data, capture_output=True, cwd=ROOT, check=True)
        return json.loads(ran.stdout)

    [[name, rows, is_cut, is_hidden]] = answer_to(a_workbook())["sheets"]
    assert (name, rows[0][1][:2], is_cut, is_hidden) == ("Sheet", ["Vārds", ""], False, False)
    assert answer_to(b"PK\x03\x04 no zip") == {"refused": "damaged"}


def test_what_computes_for_too_long_is_refused(monkeypatch):
    limit = f"MAX_SECONDS = 1; {COMPUTE_FOR_EVER}"

    assert run_with(monkeypatch, limit) == "too_large_unpacked"


def test_what_needs_too_much_memory_is_refused(monkeypatch):
    limit = "read_sheets.__globals__['check_package'] = lambda data: bytearray(sheets.MAX_MEMORY)"

    assert run_with(monkeypatch, limit) == "too_large_unpacked"


def test_the_process_gives_way_to_pages():
    code = "import os; from files import sheets; sheets.read_sheets = lambda data: []; sheets.main(); print(os.nice(0))"
    ran = subprocess.run(
        (sys.executable, "-c", code), input=b"", capture_output=True, cwd=ROOT, check=True
    )

    assert int(ran.stdout.removeprefix(b'{"sheets": []}')) == min(19, os.nice(0) + sheets.NICENESS)


def test_a_process_that_cannot_run_is_no_fault_of_the_file(monkeypatch):
    monkeypatch.setattr("files.tables.READ_SHEETS", (sys.executable, "-c", "raise SystemExit(1)"))

    with pytest.raises(subprocess.CalledProcessError):
        read_tables(a_workbook())
