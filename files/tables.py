"""Tables that somebody uploads: the sheets of an .xlsx, or a .csv."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from files.csv_reader import read_csv
from files.gate import PACKAGE, FileRefusedError, check_file
from files.table import Rest, Table, table_of

ROOT = Path(__file__).parent.parent
READ_SHEETS = (sys.executable, "-W", "ignore", "-m", "files.sheets")

one_at_a_time = (
    threading.Lock()
)  # in each process, which bounds the memory that several files take at once


def read_tables(data: bytes) -> list[Table]:
    """Return the tables of a file, each cell as text.

    Raises FileRefusedError: what `check_file`, `read_csv` and `read_sheets` refuse, too_many_rows, too_large_unpacked.
    """
    check_file(data)
    if data.startswith(PACKAGE):
        return _sheets(data)
    rows = ((number, enumerate(row, 1)) for number, row in enumerate(read_csv(data), 1))
    return [table_of("", rows, Rest())]


def _sheets(data: bytes) -> list[Table]:
    """Return what `read_sheets` returns, and refuse what it refuses; it runs in a process of its own.

    A file that drives it to one of its limits, of which it dies, is too_large_unpacked.
    """
    with one_at_a_time:
        reading = subprocess.run(  # noqa: S603 our own module; the file is its input only
            READ_SHEETS, input=data, stdout=subprocess.PIPE, cwd=ROOT, check=False
        )
    if reading.returncode < 0:
        raise FileRefusedError("too_large_unpacked")
    reading.check_returncode()
    answer = json.loads(reading.stdout)
    if "refused" in answer:
        raise FileRefusedError(answer["refused"])
    return [
        Table(name, dict(rows), is_cut, is_hidden)
        for name, rows, is_cut, is_hidden in answer["sheets"]
    ]
