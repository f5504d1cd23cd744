"""Each limit before parsing: what is within it passes, what exceeds it is refused with its code."""

import io
import struct
import zipfile

import pytest

from files.gate import (
    DOCTYPE,
    ENCRYPTED,
    MAX_BYTES,
    MAX_ENTRIES,
    MAX_OTHER_TAGS,
    MAX_RATIO,
    MAX_TAGS,
    MAX_UNPACKED,
    OLD_OFFICE,
    PIECE,
    WITH_CELLS,
    FileRefusedError,
    check_file,
    check_package,
)

TAG = b"<a/>"


def package(entries: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def stating_size(data: bytes, size: int) -> bytes:
    """Return the package of one entry with another unpacked size in both of its headers."""
    central = data.rindex(b"PK\x01\x02")
    changed = bytearray(data)
    for offset in (22, central + 24):
        changed[offset : offset + 4] = struct.pack("<I", size)
    return bytes(changed)


def refusal(check, data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        check(data)
    return refused.value.code


def test_check_file_lets_a_file_of_the_largest_size_pass():
    check_file(b"x" * MAX_BYTES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * (MAX_BYTES + 1), "too_large"),
        (OLD_OFFICE + b"\0" * 500 + ENCRYPTED, "password"),
        (OLD_OFFICE + b"\0" * 500, "not_text"),
        (b"%PDF-1.7\nv\xc4\x81rds;e-pasts", "not_text"),
        (b"{\\rtf1 v\xc4\x81rds;e-pasts}", "not_text"),
    ],
)
def test_check_file_refuses(data, code):
    assert refusal(check_file, data) == code


@pytest.mark.parametrize(
    "data",
    [
        package({f"{number}.xml": b"x" for number in range(MAX_ENTRIES)}),
        package({"a.xml": b"<a/>", "b.rels": b"<b/>", "c.bin": DOCTYPE}),
        package(
            {"xl/worksheets/a.xml": TAG * (MAX_TAGS - 1), WITH_CELLS[1]: TAG}, zipfile.ZIP_STORED
        ),
        package({"a.xml": TAG * MAX_OTHER_TAGS, "b.bin": TAG * MAX_TAGS}, zipfile.ZIP_STORED),
    ],
)
def test_check_package_lets_pass(data):
    check_package(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            package({f"{number}.xml": b"x" for number in range(MAX_ENTRIES + 1)}),
            "too_large_unpacked",
        ),
        (package({"a.xml": b"\0" * 200_000}), "too_large_unpacked"),
        (package({"a.xml": TAG * (MAX_OTHER_TAGS + 1)}, zipfile.ZIP_STORED), "too_large_unpacked"),
        (package({WITH_CELLS[1]: TAG * (MAX_TAGS + 1)}, zipfile.ZIP_STORED), "too_large_unpacked"),
        (package({"xl/vbaProject.bin": b"x"}), "macros"),
        (package({"a.xml": DOCTYPE + b" a>"}), "damaged"),
        (package({"a.rels": DOCTYPE + b" a>"}), "damaged"),
        (package({"a.XML": DOCTYPE + b" a>"}), "damaged"),
        (package({"a.xml": "<!DOCTYPE a>".encode("utf-16")}), "damaged"),
        (package({"a.xml": "<!DOCTYPE a>".encode("utf-16-be")}), "damaged"),
        (b"PK\x03\x04 no zip", "damaged"),
        (package({"a.xml": b"<a/>" * 100})[:-30], "damaged"),
        (package({"a.xml": b"x" * 400}, zipfile.ZIP_STORED).replace(b"xxx", b"xyx", 1), "damaged"),
    ],
)
def test_check_package_refuses(data, code):
    assert refusal(check_package, data) == code


def test_check_package_refuses_more_than_the_limit_whatever_the_ratio(monkeypatch):
    monkeypatch.setattr("files.gate.MAX_RATIO", 10_000)
    data = package({"a.xml": b"\0" * (MAX_UNPACKED + 1)})

    assert refusal(check_package, data) == "too_large_unpacked"


def test_check_package_reads_no_further_than_an_entry_states():
    content = b"\0" * (MAX_UNPACKED + 1)
    understated = stating_size(package({"a.xml": content}), 10)
    assert len(content) > len(understated) * MAX_RATIO

    assert refusal(check_package, understated) == "damaged"


def test_check_package_calls_a_file_damaged_that_states_more_than_it_has():
    overstated = stating_size(package({"a.xml": b"<a/>"}), MAX_UNPACKED + 1)

    assert refusal(check_package, overstated) == "damaged"


def test_check_package_finds_a_doctype_across_two_pieces():
    content = bytes(range(256)) * (PIECE // 256)

    for doctype in (DOCTYPE, DOCTYPE.decode().encode("utf-16-le")):
        data = package({"a.xml": content[:-4] + doctype}, zipfile.ZIP_STORED)
        assert refusal(check_package, data) == "damaged"
