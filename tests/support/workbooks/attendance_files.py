"""Files with attendance lists, and how a person sends them."""

import io
import zipfile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.pages.requests import address

HEADINGS = ("Vārds, uzvārds", "E-pasts", "Loma", "Organizācija", "Piezīmes")
ROWS = (
    ("Anna Parauga", "anna@example.org", "pašvaldības", "Parauga novads", "x"),
    ("Pēteris Paraugs", None, "nezināma", None, None),
)


def workbook(*rows) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def csv_file(*rows, encoding="utf-8") -> bytes:
    return "\r\n".join(";".join(cell or "" for cell in row) for row in rows).encode(encoding)


def packed(**entries) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in entries.items():
            book.writestr(name, content)
    return stream.getvalue()


def send(client, think_tank, data, name="saraksts.xlsx"):
    url = address("think-tank-attendance", think_tank.pk)
    return client.post(url, {"list": "1", "file": SimpleUploadedFile(name, data)}, follow=True)
