"""Tables that somebody uploads: the sheets of an .xlsx, or a .csv."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from files.csv_reader import read_csv
from files.gate import PACKAGE, FileRefusedError, check_file
from files.table import Rest, Table, table_of

ROOT = Path(__file__).parent.parent
READ_SHEETS = (sys.executable, "-W", "ignore", "-m", "files.sheets")
# Seconds. Its processor time is limited, but on a busy machine it may get little of that.
MAX_WAIT = 30
# How a process ends that takes more time or memory than it may.
ENDED_AT_A_LIMIT = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT}

# In each worker, so that several files do not take their memory at once.
one_at_a_time = threading.Lock()


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

    If the process ends at one of its limits, the file is too_large_unpacked. Raises CalledProcessError if it cannot run.
    """
    answer = _answer_to(data)
    if "refused" in answer:
        raise FileRefusedError(answer["refused"])
    return [
        Table(name, dict(rows), is_cut, is_hidden)
        for name, rows, is_cut, is_hidden in answer["sheets"]
    ]


def _answer_to(data: bytes) -> dict:
    try:
        with one_at_a_time:
            reading = subprocess.run(  # noqa: S603 our own module; the file is its input only
                READ_SHEETS,
                input=data,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                timeout=MAX_WAIT,
                check=True,
            )
    except subprocess.TimeoutExpired:
        return {"refused": "too_large_unpacked"}
    except subprocess.CalledProcessError as error:
        if error.returncode not in ENDED_AT_A_LIMIT:
            raise
        return {"refused": "too_large_unpacked"}
    return json.loads(reading.stdout)
