"""Rows of a .csv, whatever program wrote it."""

import pytest

from files.csv_reader import MAX_CELLS, read_csv
from files.gate import FileRefusedError

ROWS = [["Vārds", "E-pasts"], ["Anna", "anna@example.org"], [], ["Ēriks", ""]]
LONGER_THAN_CSV_READS = 131_073


def csv_text(separator=";") -> str:
    return "\r\n".join(separator.join(row) for row in ROWS)


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        list(read_csv(data))
    return refused.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1257", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_read_csv_knows_encoding_and_separator(encoding, separator):
    assert list(read_csv(csv_text(separator).encode(encoding))) == ROWS


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_read_csv_obeys_a_line_that_names_the_separator(line, encoding):
    data = f"{line}\r\nVārds, uzvārds;E-pasts, tālrunis, adrese\r\nAnna;a, b, c".encode(encoding)

    assert list(read_csv(data)) == [
        ["Vārds, uzvārds", "E-pasts, tālrunis, adrese"],
        ["Anna", "a, b, c"],
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"Vārds, uzvārds, amats";E-pasts\nAnna;a', [["Vārds, uzvārds, amats", "E-pasts"], ["Anna", "a"]]),
        ("Vārds, uzvārds, amats;E-pasts\nAnna;a", [["Vārds, uzvārds, amats", "E-pasts"], ["Anna", "a"]]),
        ("Kuldīgā, pilī, plkst. 10\nVārds;Loma\nAnna;b", [["Kuldīgā, pilī, plkst. 10"], ["Vārds", "Loma"], ["Anna", "b"]]),
        ('Vārds,"Loma; puse; grupa"\nAnna,b', [["Vārds", "Loma; puse; grupa"], ["Anna", "b"]]),
        ('A;"b\nc"\nD;e', [["A", "b\nc"], ["D", "e"]]),
        ('A;SIA "B"\nC;"SIA ""D"""', [["A", 'SIA "B"'], ["C", 'SIA "D"']]),
        ("Vārds, uzvārds|E-pasts\nAnna|a\nBerta|b", [["Vārds, uzvārds", "E-pasts"], ["Anna", "a"], ["Berta", "b"]]),
        ("Anna\nBerta", [["Anna"], ["Berta"]]),
        ("", []),
    ],
)  # fmt: skip
def test_read_csv_divides_where_the_table_does(text, rows):
    assert list(read_csv(text.encode())) == rows


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'Anna;"Fonds;a@example.org\r\nBerta;Fonds;b@example.org\r\n', "damaged"),
        (b'Anna,"Fonds,a@example.org\nBerta,Fonds,b@example.org', "damaged"),
        (b'Anna;"Fonds;x\nBerta;"Biedr;y\nC;"Cits"', "damaged"),
        (b'a;"b' + b"x" * LONGER_THAN_CSV_READS, "damaged"),
        (b"a;" * (MAX_CELLS + 1), "too_large_unpacked"),
        (b"a;b" + b"\r\n" * MAX_CELLS, "too_large_unpacked"),
        (b"a\x00b", "not_text"),
        ("Vārds".encode("utf-16") + b"x", "not_text"),
        (b"\x98\x81 is in neither encoding", "not_text"),
    ],
)
def test_read_csv_refuses(data, code):
    assert refusal(data) == code
