"""Find the encoding of a text that a program of any office saved."""

import codecs

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Windows programs write the Baltic code page where nobody chose UTF-8.
EIGHT_BIT = ("utf-8-sig", "cp1257")


def decode_text(data: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding: by its byte order mark, its zeros, else UTF-8, else windows-1257.

    Return None where none of them fits, as in what is no text.
    """
    for encoding in _encodings_of(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    return None


def _encodings_of(data: bytes) -> tuple[str, ...]:
    """Return the encodings to try; in UTF-16 without its mark every second byte of most letters is zero."""
    if data.startswith(UTF_16_MARKS):
        return ("utf-16",)
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves = data[start::2]
        if halves.count(0) * 2 > len(halves):
            return (encoding,)
    return EIGHT_BIT
