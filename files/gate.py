"""Limits that an uploaded file must keep before anything parses it."""

import io
import zipfile

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
# A parser needs some microseconds for each tag: 2,000 rows of 10 columns have 170,000, styles and the rest a few thousand.
MAX_TAGS, MAX_OTHER_TAGS = 200_000, 30_000
MAX_XML = 20 * 1024 * 1024  # of one part, which a parser may hold in memory several times
MAX_RATIO = 100  # how many times larger than the file what it unpacks to may be
MAX_ENTRIES = 200
MAX_LINES = 10_000  # rows with text, of all sheets together
MAX_ROWS = 2000  # rows that are read as people or organisations
MAX_COLUMNS = 50
MAX_CELL = 1000  # characters; the rest of a longer cell is not read
MAX_CHARACTERS = 5_000_000  # of all cells together, 2,500 for each person or organisation

PACKAGE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a zip; a table may begin with „PK”
DOCUMENTS = (b"%PDF", b"{\\rtf")  # text, but none of a table or a plan
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and the container of a workbook with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DOCTYPE = b"<!DOCTYPE"
# The parts of a workbook that grow with its rows.
WITH_CELLS = ("xl/worksheets/", "xl/sharedStrings.xml")
PIECE = 64 * 1024


class FileRefusedError(Exception):
    """A file that is not read; `code` is the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_file(data: bytes) -> None:
    """Refuse what is not worth opening: too_large, password, not_text (a PDF, an RTF, an old Office format)."""
    if len(data) > MAX_BYTES:
        raise FileRefusedError("too_large")
    if data.startswith(OLD_OFFICE):
        raise FileRefusedError("password" if ENCRYPTED in data else "not_text")
    if data.startswith(DOCUMENTS):
        raise FileRefusedError("not_text")


def check_package(data: bytes) -> None:
    """Refuse an Office file (a zip) that could harm its parser: too_large_unpacked, macros, damaged.

    Too many tags are too_large_unpacked, too. A DOCTYPE is damaged: no Office program writes one, and it may define
    entities. Every entry is unpacked once, up to the limit, since a damaged file may state any size. Python reads no
    further than the size that an entry states, so an entry that states too little fails its checksum.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MAX_ENTRIES:
                raise FileRefusedError("too_large_unpacked")
            if any("vbaproject" in entry.filename.lower() for entry in entries):
                raise FileRefusedError("macros")
            left = min(MAX_UNPACKED, len(data) * MAX_RATIO)
            tags_left = {True: MAX_TAGS, False: MAX_OTHER_TAGS}
            for entry in entries:
                has_cells = entry.filename.startswith(WITH_CELLS)
                size, tags = _check_entry(package, entry, left, tags_left[has_cells])
                left -= size
                tags_left[has_cells] -= tags
    except FileRefusedError:
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise FileRefusedError("damaged") from error


def _check_entry(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, max_size: int, max_tags: int
) -> tuple[int, int]:
    """Unpack an entry within these limits; return its size and the number of its tags.

    XML may be UTF-8 or UTF-16; without its zeros the second reads as the first does.
    """
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    if is_xml:
        max_size = min(max_size, MAX_XML)
    size, tags, end = 0, 0, b""
    with package.open(entry) as stream:
        while piece := stream.read(PIECE):
            size += len(piece)
            tags += piece.count(b"<") if is_xml else 0
            if size > max_size or tags > max_tags:
                raise FileRefusedError("too_large_unpacked")
            if is_xml:
                text = end + piece.replace(b"\0", b"")
                if DOCTYPE in text:
                    raise FileRefusedError("damaged")
                end = text[-len(DOCTYPE) :]
    if size != entry.file_size:
        raise FileRefusedError("damaged")
    return size, tags
