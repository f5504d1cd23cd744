"""A workbook as bytes: texts stay texts, dates are dates, and it prints as it looks on the screen."""

import datetime
import io
import re

from xlsxwriter import Workbook

from files.cells import clean
from files.sheet_writer import SheetWriter
from files.workbook_values import Book

AUTHOR = "Domnīca"
LONGEST_NAME = 31


def workbook(book: Book) -> bytes:
    """Return the file; title, author and moment are in its properties, the language in a custom property."""
    stream = io.BytesIO()
    target = Workbook(
        stream,
        {
            "constant_memory": book.is_long,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    title = clean(book.cover.title)
    created = book.made_at.astimezone(datetime.UTC)
    target.set_properties({"title": title, "author": AUTHOR, "created": created})
    target.set_custom_property("Language", book.language)
    names = sheet_names([book.cover.name, *(sheet.name for sheet in book.sheets)])
    SheetWriter(target, names[0], title).write_cover(book.cover)
    for name, sheet in zip(names[1:], book.sheets, strict=True):
        SheetWriter(target, name, title).write_table(sheet)
    target.close()
    return stream.getvalue()


def sheet_names(titles: list[str]) -> list[str]:
    """Return names that Excel accepts: short enough, without its forbidden characters, all different."""
    names: list[str] = []
    taken = {"", "history"}  # Excel keeps "History" for itself
    for title in titles:
        base = " ".join(re.sub(r"[\[\]:*?/\\]", " ", clean(title)).split()).strip("'")
        name, count = base[:LONGEST_NAME].strip(" '"), 1
        while name.casefold() in taken:
            count += 1
            start = base[: LONGEST_NAME - len(str(count)) - 1].strip(" '")
            name = f"{start} {count}".strip()
        taken.add(name.casefold())
        names.append(name)
    return names
