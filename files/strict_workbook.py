"""Workbooks that Excel saved as “Strict Open XML”: the same content under other namespaces.

ISO/IEC 29500-1 (strict) and 29500-4 (transitional) differ in little else that a table of texts contains; openpyxl knows
the second only.
"""

import io
import zipfile

STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = b"http://schemas.openxmlformats.org/"
RELATIONSHIPS = "_rels/.rels"
# The longer names first: those of the properties are spelled in another way, too.
NAMESPACES = (
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/relationships/extendedProperties", b"officeDocument/2006/relationships/extended-properties"),
    (b"officeDocument/relationships/customProperties", b"officeDocument/2006/relationships/custom-properties"),
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"spreadsheetml/", b"spreadsheetml/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
)  # fmt: skip


def as_transitional(data: bytes) -> bytes:
    """Return a workbook with the namespaces that openpyxl knows; one that is not strict is returned as it is.

    The package must have passed `check_package`.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if RELATIONSHIPS not in package.namelist() or STRICT not in package.read(RELATIONSHIPS):
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as changed:
            for name in package.namelist():
                changed.writestr(name, _renamed(package.read(name)))
    return stream.getvalue()


def _renamed(part: bytes) -> bytes:
    for strict, transitional in NAMESPACES:
        part = part.replace(STRICT + strict, TRANSITIONAL + transitional)
    return part
