"""How Latvian writes sorted lists, dates, times and numbers; English beside it.

Nothing here reads the database. What depends on the language follows the active one.
"""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

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

# The order of the school alphabet: ā is a letter of its own after a. q w x y stand where
# they do in the Latin alphabet. ICU and the databases treat ā as a, so they are not asked.
ALPHABET = "aābcčdeēfgģhiījkķlļmnņopqrsštuūvwxyzž"
SPACE_CODE = "10"
NUMBER_CODE = "20"
LETTER_CODES = {letter: str(30 + place) for place, letter in enumerate(ALPHABET)}
OTHER_CODE = "99"
LONGEST_KEY = 600
SORTED_PIECE = re.compile(r"[0-9]+|[\s/\-\u2010-\u2015]+|.", re.DOTALL)


def is_latvian() -> bool:
    """Whether the person reads Latvian now; without an active language, yes."""
    return (get_language() or "lv").startswith("lv")


def sort_key(name: str) -> str:
    """A string of digits that orders names as a Latvian school dictionary does.

    Spaces and hyphens come first, then numbers by value, then letters; case and other
    marks do not count. Each sign takes two digits, a number also its length, so any
    database collation, and Python, compare the keys alike. It is cut at LONGEST_KEY.
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).strip()
    return "".join(_piece_key(piece) for piece in SORTED_PIECE.findall(text))[:LONGEST_KEY]


def _piece_key(piece: str) -> str:
    sign = piece[0]
    if sign in "0123456789":
        digits = piece.lstrip("0") or "0"
        return f"{NUMBER_CODE}{min(len(digits), 99):02d}{digits}"
    if sign.isspace() or sign in "/-" or "\u2010" <= sign <= "\u2015":
        return SPACE_CODE
    if sign in LETTER_CODES:
        return LETTER_CODES[sign]
    if not sign.isalnum():
        return ""
    base = unicodedata.normalize("NFKD", sign)[0]
    return LETTER_CODES.get(base) or f"{OTHER_CODE}{ord(sign):07d}"


def _day(moment: datetime.date | datetime.datetime) -> datetime.date:
    if not isinstance(moment, datetime.datetime):
        return moment
    return _in_riga(moment).date()


def _in_riga(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(RIGA) if moment.tzinfo else moment


def date_in_case(moment: datetime.date | datetime.datetime, case: str) -> str:
    """The date in words: nominative for labels, locative for on, dative for until,
    genitive for since. English has one form for all.
    """
    day = _day(moment)
    if not is_latvian():
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    month = MONTHS_LV[day.month - 1][CASES.index(case)]
    return f"{day.year}. gada {day.day}. {month}"


def month_in_case(moment: datetime.date | datetime.datetime, case: str) -> str:
    """The month and year in words, in the case that `date_in_case` describes."""
    day = _day(moment)
    if not is_latvian():
        return f"{MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}. gada {MONTHS_LV[day.month - 1][CASES.index(case)]}"


def short_date(moment: datetime.date | datetime.datetime) -> str:
    """The date in figures, 23.11.2026.; in English in words, since figures mislead there."""
    day = _day(moment)
    if not is_latvian():
        return date_in_case(day, NOMINATIVE)
    return f"{day:%d.%m.%Y}."


def source_date(text: str) -> str:
    """A date as a source gives it („2024-01-29”, „2024-01”, „2022-2023”), as a page writes it."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return short_date(datetime.date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return month_in_case(datetime.date.fromisoformat(f"{text}-01"), NOMINATIVE)
    return re.sub(r"^(\d{4})-(\d{4})$", r"\1–\2", text)


def clock(moment: datetime.datetime | datetime.time) -> str:
    """The time in Riga as a sentence writes it, after „plkst.”: 17.05; in English 17:05."""
    return clock_in_table(moment).replace(":", ".") if is_latvian() else clock_in_table(moment)


def clock_in_table(moment: datetime.datetime | datetime.time) -> str:
    """The time in Riga as tables and logs write it: 17:05."""
    if isinstance(moment, datetime.datetime):
        moment = _in_riga(moment)
    return f"{moment:%H:%M}"


def number(value: int | float | Decimal) -> str:
    """A number: 1234, from 10 000 in groups with no-break spaces, with a decimal comma.

    In English groups begin at 1,000 and have commas, and decimals a point.
    """
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
    """A share of one as whole per cent: 0.45 gives 45 %, with a no-break space in Latvian."""
    per_cent = (Decimal(str(part)) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number(per_cent)}{NO_BREAK_SPACE if is_latvian() else ''}%"


NUMBER_BEFORE_WORD = re.compile(r"(?<![\w-])(\d[\d\u00a0.,]*) (?=\w)")


def keep_together(text: str) -> str:
    """The text with a no-break space between each number and the word after it."""
    return NUMBER_BEFORE_WORD.sub(rf"\1{NO_BREAK_SPACE}", text)
