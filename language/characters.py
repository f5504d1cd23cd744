"""Characters that cannot be seen, that separate, or that pile up on one letter, wherever a text comes from."""

import os
import re
import unicodedata

MAX_MARKS = 30  # combining marks on one letter (UAX 15); more makes normalising quadratic

LINE_BREAKS = (
    "\n\v\f\x1c-\x1e\x85\u2028\u2029"  # for a character class; "\r" is replaced by "\n" first
)
BLANKS = "\t\x1f"
LINE_BREAK, BLANK = re.compile(f"[{LINE_BREAKS}]"), re.compile(f"[{BLANKS}]")
SEPARATOR = re.compile(f"[{LINE_BREAKS}{BLANKS}]+")

FONT_SYMBOLS = "\uf020-\uf0ff"  # bullets in Word's symbol fonts, for a character class

EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Control, bidirectional and zero-width characters, lone surrogates, noncharacters. A joiner stays between emoji, tags stay
# in the flags of England, Scotland and Wales. Characters that Python does not know yet stay: they are newer than its tables.
INVISIBLE = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f)"
    "|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    f"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f{NONCHARACTERS}]+"
    f"|\u200d(?![{EMOJI}])|(?<![{EMOJI}\ufe0f])\u200d"
)
FILLERS = (
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and symbols that are drawn as nothing
)
# Longer than a letter may have marks; only then they are counted letter by letter.
MARK_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")


def without_invisible(text: str) -> str:
    """Return the text with one kind of line break and without characters that cannot be seen; separators stay."""
    if text.isprintable():  # most are, and this is ten times faster
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return INVISIBLE.sub(lambda found: found[1] or "", text)


def limit_marks(text: str) -> str:
    """Return the text with at most MAX_MARKS combining marks on one letter, so that it can be normalised in time."""
    return MARK_RUN.sub(_limit_marks, text)


def _limit_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def readable_argument(argument: str) -> str:
    """Return an argument of a command with � for bytes that are not UTF-8, which no database and no output accepts."""
    return os.fsencode(argument).decode("utf-8", "replace")


def normalize(form: str, text: str) -> str:
    """Return the text in a normal form (NFC, NFKD), in time in proportion to its length whatever it contains."""
    return unicodedata.normalize(form, limit_marks(text))


def is_blank(text: str) -> bool:
    """Return whether nothing of a text can be seen: spaces, marks without a letter, fillers."""
    return all(
        character in FILLERS or unicodedata.category(character) in ("Cf", "Mn", "Me", "Mc")
        for character in text
        if not character.isspace()
    )
