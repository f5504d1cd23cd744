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
from files.tables import ENDED_AT_A_LIMIT, READ_SHEETS, ROOT, read_tables

COMPUTE_FOR_EVER = "sheets.read_sheets = lambda data: sum(iter(int, 1))"
NEED_MEMORY = "sheets.check_package = lambda data: bytearray(sheets.MAX_MEMORY)"


@pytest.fixture(scope="module")
def workbook():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Vārds"])
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def run_instead(monkeypatch):
    """Return a function that makes the process run this code, and then the module if it still can."""

    def run_instead(code):
        code = f"import os, resource, signal; from files import sheets; {code}; sheets.main()"
        monkeypatch.setattr("files.tables.READ_SHEETS", (sys.executable, "-c", code))

    return run_instead


def run(command, data):
    return subprocess.run(command, input=data, capture_output=True, cwd=ROOT, check=True).stdout


def test_the_process_prints_the_sheets_or_the_code_of_its_refusal(workbook):
    [[name, rows, is_cut, is_hidden]] = json.loads(run(READ_SHEETS, workbook))["sheets"]

    assert (name, rows[0][1][:2], is_cut, is_hidden) == ("Sheet", ["Vārds", ""], False, False)
    assert json.loads(run(READ_SHEETS, b"PK\x03\x04 no zip")) == {"refused": "damaged"}


@pytest.mark.parametrize("code", [NEED_MEMORY, "os.kill(os.getpid(), 9)"])
def test_what_takes_more_than_a_process_may_is_refused(run_instead, workbook, code):
    run_instead(code)

    with pytest.raises(FileRefusedError, match="too_large_unpacked"):
        read_tables(workbook)


def test_a_process_may_compute_for_a_limited_time():
    code = f"from files import sheets; sheets.MAX_SECONDS = 1; {COMPUTE_FOR_EVER}; sheets.main()"
    command = (sys.executable, "-c", code)

    ended = subprocess.run(command, input=b"", capture_output=True, cwd=ROOT, timeout=300)

    assert ended.returncode in ENDED_AT_A_LIMIT


def test_what_takes_too_long_on_a_busy_machine_is_refused(run_instead, workbook, monkeypatch):
    run_instead("signal.pause()")
    monkeypatch.setattr("files.tables.MAX_WAIT", 0.5)

    with pytest.raises(FileRefusedError, match="too_large_unpacked"):
        read_tables(workbook)


@pytest.mark.parametrize("code", ["os.kill(os.getpid(), 15)", "raise SystemExit(1)"])
def test_a_process_that_is_stopped_or_cannot_run_is_no_fault_of_the_file(
    run_instead, workbook, code
):
    run_instead(code)

    with pytest.raises(subprocess.CalledProcessError):
        read_tables(workbook)


def test_a_lower_limit_of_the_host_is_kept(run_instead, workbook):
    run_instead("resource.setrlimit(resource.RLIMIT_AS, (250_000_000, 250_000_000))")

    assert read_tables(workbook)[0].rows[1][0] == "Vārds"


def test_the_process_gives_way_to_pages():
    code = "import os; from files import sheets; sheets.read_sheets = lambda data: []; sheets.main(); print(os.nice(0))"
    printed = run((sys.executable, "-c", code), b"")

    assert int(printed.removeprefix(b'{"sheets": []}')) == min(19, os.nice(0) + sheets.NICENESS)
