"""Files that nobody expects, by title: name and content."""

import io
import random
import zipfile

NAME = "saraksts.csv"
PEOPLE = "vārds;e-pasts;organizācija\r\nParauga Persona;a@example.org;Parauga fonds\r\n"


def _archive(parts, name="saraksts.xlsx"):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return name, content.getvalue()


FILES = {
    "empty": (NAME, b""),
    "one byte": (NAME, b"\x00"),
    "NUL in a cell": (NAME, PEOPLE.replace("Parauga P", "Parauga\x00P").encode()),
    "a quotation mark that is not closed": (NAME, PEOPLE.replace("Parauga P", '"P').encode()),
    "UTF-16": (NAME, PEOPLE.encode("utf-16")),
    "UTF-16 without a mark": (NAME, PEOPLE.encode("utf-16-le")),
    "Windows-1257": (NAME, PEOPLE.encode("cp1257")),
    "random bytes": (NAME, random.Random(51).randbytes(5000)),
    "random bytes in a workbook": (
        "saraksts.xlsx",
        b"PK\x03\x04" + random.Random(5).randbytes(900),
    ),
    "an archive that unpacks to 60 MB": _archive({"xl/workbook.xml": b"0" * 60_000_000}),
    "an archive without a workbook": _archive({"a.txt": "a"}),
    "a name with a path": ("../../a\x00.csv", PEOPLE.encode()),
    "only a heading": (NAME, "vārds;e-pasts\r\n".encode()),
    "a row of 5,000 cells": (NAME, (";".join(["vārds"] * 5000) + "\r\n").encode()),
    "surrogates": (NAME, "vārds\r\nPar\ud800auga\r\n".encode("utf-8", "surrogatepass")),
    "a picture": ("attēls.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200),
    "a formula": (NAME, PEOPLE.replace("Parauga P", "=cmd|' /C calc'!A0").encode()),
    "a zero-width heading": (NAME, ("\u200b" + PEOPLE).encode()),
}
