"""Sorting, dates, times and numbers as Latvian writes them, or English if that is the active language."""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

from language.characters import normalize

RIGA = ZoneInfo("Europe/Riga")
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

NOMINATIVE, GENITIVE, DATIVE, LOCATIVE = "nominative", "genitive", "dative", "locative"
CASES = (NOMINATIVE, GENITIVE, DATIVE, LOCATIVE)

MONTHS_LV = (
    ("janvāris", "janvāra", "janvārim", "janvārī"),
    ("februāris", "februāra", "februārim", "februārī"),
    ("marts", "marta", "martam", "martā"),
    ("aprīlis", "aprīļa", "aprīlim", "aprīlī"),
    ("maijs", "maija", "maijam", "maijā"),
    ("jūnijs", "jūnija", "jūnijam", "jūnijā"),
    ("jūlijs", "jūlija", "jūlijam", "jūlijā"),
    ("augusts", "augusta", "augustam", "augustā"),
    ("septembris", "septembra", "septembrim", "septembrī"),
    ("oktobris", "oktobra", "oktobrim", "oktobrī"),
    ("novembris", "novembra", "novembrim", "novembrī"),
    ("decembris", "decembra", "decembrim", "decembrī"),
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# The order of the school alphabet: ā is a letter after a; q w x y are where the Latin alphabet has
# them. ICU and the databases sort ā as a, so they are not used.
ALPHABET = "aābcčdeēfgģhiījkķlļmnņopqrsštuūvwxyzž"
SPACE_CODE = "10"
NUMBER_CODE = "20"
LETTER_CODES = {letter: str(30 + index) for index, letter in enumerate(ALPHABET)}
OTHER_CODE = "99"
LONGEST_KEY = 600
NUMBER_BEFORE_WORD = re.compile(r"(?<![\w-])(\d[\d\u00a0.,]{0,20}) (?=\w)")
SORTED_PIECE = re.compile(r"[0-9]+|[\s/\-\u2010-\u2015]+|.", re.DOTALL)


def is_latvian() -> bool:
    """Return whether Latvian is the active language; it is if none is active."""
    return (get_language() or "lv").startswith("lv")


def sort_key(name: str) -> str:
    """Return a string of digits that sorts names as a Latvian school dictionary does.

    Spaces and hyphens come first, then numbers by value, then letters; case and other marks are
    ignored. Each character becomes two digits, a number also its length, so that Python and every
    database collation compare keys in the same way. A key is cut at LONGEST_KEY.
    """
    text = normalize("NFC", normalize("NFC", name).casefold()).strip()
    return "".join(_piece_key(piece) for piece in SORTED_PIECE.findall(text))[:LONGEST_KEY]


def _piece_key(piece: str) -> str:
    character = piece[0]
    if character in "0123456789":
        digits = piece.lstrip("0") or "0"
        return f"{NUMBER_CODE}{min(len(digits), 99):02d}{digits}"
    if character.isspace() or character in "/-" or "\u2010" <= character <= "\u2015":
        return SPACE_CODE
    if character in LETTER_CODES:
        return LETTER_CODES[character]
    if not character.isalnum():
        return ""
    base = unicodedata.normalize("NFKD", character)[0]
    return LETTER_CODES.get(base) or f"{OTHER_CODE}{ord(character):07d}"


def _day(moment: datetime.date | datetime.datetime) -> datetime.date:
    if not isinstance(moment, datetime.datetime):
        return moment
    return _in_riga(moment).date()


def _in_riga(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(RIGA) if moment.tzinfo else moment


def date_in_case(moment: datetime.date | datetime.datetime, case: str) -> str:
    """Return the date with the month as a word.

    The case is nominative for a label, locative for "on", dative for "until", genitive for
    "since". English has one form for all.
    """
    day = _day(moment)
    if not is_latvian():
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    month = MONTHS_LV[day.month - 1][CASES.index(case)]
    return f"{day.year}. gada {day.day}. {month}"


def days_since(moment: datetime.datetime) -> int:
    """Return how many days ago a moment was, by the calendar."""
    return (_in_riga(timezone.now()).date() - _day(moment)).days


def month_in_case(moment: datetime.date | datetime.datetime, case: str) -> str:
    """Return the month and year, in a case as in `date_in_case`."""
    day = _day(moment)
    if not is_latvian():
        return f"{MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}. gada {MONTHS_LV[day.month - 1][CASES.index(case)]}"


def short_date(moment: datetime.date | datetime.datetime) -> str:
    """Return the date in digits: 23.11.2026.; in English with the month as a word, since digits are ambiguous."""
    day = _day(moment)
    if not is_latvian():
        return date_in_case(day, NOMINATIVE)
    return f"{day:%d.%m.%Y}."


def source_date(text: str) -> str:
    """Return the date of a source („2024-01-29”, „2024-01”, „2022-2023”) as pages write it; anything else as it is."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return short_date(datetime.date.fromisoformat(text))
        if re.fullmatch(r"\d{4}-\d\d", text):
            return month_in_case(datetime.date.fromisoformat(f"{text}-01"), NOMINATIVE)
    except ValueError:
        return text
    return re.sub(r"^(\d{4})-(\d{4})$", r"\1–\2", text)


def clock(moment: datetime.datetime | datetime.time) -> str:
    """Return the time in Riga for a sentence, after „plkst.”: 17.05; in English 17:05."""
    return clock_in_table(moment).replace(":", ".") if is_latvian() else clock_in_table(moment)


def clock_in_table(moment: datetime.datetime | datetime.time) -> str:
    """Return the time in Riga for tables and logs: 17:05."""
    if isinstance(moment, datetime.datetime):
        moment = _in_riga(moment)
    return f"{moment:%H:%M}"


def hours(start: datetime.time, end: datetime.time | None) -> str:
    """Return from when to when something is, after its day: „plkst. 10.00–16.00”; the end may not be known."""
    period = f"{clock(start)}–{clock(end)}" if end else clock(start)
    return f"plkst.{NO_BREAK_SPACE}{period}" if is_latvian() else period


def number(value: int | float | Decimal) -> str:
    """Return a number as text: 1234, 12 345 with a no-break space, 0,5; in English 1,234 and 0.5."""
    exact = Decimal(str(value))
    whole, _, decimals = f"{abs(exact):f}".partition(".")
    decimals = decimals.rstrip("0")
    sign = MINUS if exact < 0 else ""
    if not is_latvian():
        return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals else "")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NO_BREAK_SPACE)
    return sign + whole + (f",{decimals}" if decimals else "")


def share(part: float | Decimal) -> str:
    """Return a fraction as whole per cent: 0.45 gives 45 %, with a no-break space in Latvian."""
    per_cent = (Decimal(str(part)) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number(per_cent)}{NO_BREAK_SPACE if is_latvian() else ''}%"


def keep_together(text: str) -> str:
    """Return the text with a no-break space between each number and the word after it."""
    return NUMBER_BEFORE_WORD.sub(rf"\1{NO_BREAK_SPACE}", text)
