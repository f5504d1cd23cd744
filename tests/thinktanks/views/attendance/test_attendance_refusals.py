"""Files with an error are refused whole, with a sentence that says what to do."""

import pytest

from tests.support.factories import make_facilitator
from tests.support.pages.requests import html_of, signed_in
from tests.support.workbooks.attendance_files import (
    HEADINGS,
    ROWS,
    csv_file,
    packed,
    send,
    workbook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 no zip", "The file is damaged."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "The file has a password."),
        (b"\xd0\xcf\x11\xe0 an old .xls", "We cannot read this kind of file."),
        (b"x" * (10 * 1024 * 1024 + 1), "The file is too large. The limit is 10 MB."),
        (b"a\x00b", "We cannot read this kind of file."),
        (csv_file(("Summa",), ("3",)), "We found no column with names."),
        (csv_file(HEADINGS), "There are no people in the file."),
        (
            csv_file(HEADINGS, ROWS[0], ("", "b@example.org", "", "", "")),
            "Row 3 has no name. Nothing was added",
        ),
        (
            csv_file(HEADINGS, ROWS[0], ("B", "b at c", "", "", "")),
            "Row 3 has no valid e-mail address. Nothing was added",
        ),
        (workbook(HEADINGS, ROWS[0], ("#N/A",)), "Row 3: the spreadsheet shows “#N/A” instead"),
        (
            csv_file(HEADINGS, ROWS[0], ("B", "", "", "Err:502")),
            "Row 3: the spreadsheet shows “Err:502”",
        ),
        (csv_file(HEADINGS, ("B", "", "####")), "Row 2: the spreadsheet shows “####”"),
        (
            csv_file(HEADINGS, ROWS[0], ("B" * 121, "", "", "", "")),
            "Row 3 is too long. Nothing was added",
        ),
        (csv_file(HEADINGS, *[ROWS[0]] * 2001), "Too many rows."),
        (workbook(HEADINGS, *[ROWS[0]] * 2001), "Too many rows."),
        (workbook(HEADINGS, *[(f"Anna {n}",) for n in range(2001)]), "Too many rows."),
        (csv_file(HEADINGS, ("A", '"x'), ROWS[0], ROWS[1]), "The file is damaged."),
        (
            csv_file(HEADINGS, ROWS[0], ("B", f"b@{'example.' * 32}org")),
            "Row 3 is too long. Nothing was added",
        ),
        (packed(**{f"{n}.xml": "x" for n in range(201)}), "The content of the file is larger"),
        (packed(**{"a.xml": b"\0" * 30_000_000}), "The content of the file is larger"),
        (packed(**{"xl/vbaProject.bin": "x"}), "The file contains macros."),
        (packed(**{"content.xml": "x"}), "We cannot read this kind of file."),
        (packed(**{"a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>"}), "The file is damaged."),
    ],
)
def test_record_attendance_refuses_a_file_whole(think_tank, client, data, message):
    response = send(client, think_tank, data)

    assert response.status_code == 422
    assert message in html_of(response)
    assert not think_tank.attendees.exists()
