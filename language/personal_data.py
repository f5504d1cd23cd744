"""Find what looks like personal data in a text: e-mail addresses, phone numbers and personal codes."""

import re
import unicodedata

SEPARATOR = r"[ .\-]{0,3}"  # of the groups of a number, after `PLAIN`
CANDIDATE = re.compile(
    rf"""
      (?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+)
    | (?P<code>(?<!\d)\d{{6}}{SEPARATOR}\d{{5}}(?!\d))
    | (?P<abroad>\+{SEPARATOR}[1-9](?:{SEPARATOR}\d){{9,14}}(?!\d))
    | (?P<called>(?<!\d)\(?(?:(?:\+|00){SEPARATOR})?371\)?{SEPARATOR}\(?[26](?:\)?{SEPARATOR}\d){{7}}(?!\d))
    | (?P<area>\([26]\d{{0,3}}\)(?:{SEPARATOR}\d){{4,7}}(?!\d))
    | (?P<phone>(?<!\d)[26](?:{SEPARATOR}\d){{7}}(?!\d))
    """,
    re.VERBOSE,
)

# A code begins with the day and month of birth, or with 32 to 39.
BIRTHDAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])|3[2-9]")
YEAR = r"(?:19|20)\d\d"
MONTH, DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
NO_PHONE = re.compile(
    rf"""
      {YEAR}{SEPARATOR}{YEAR}                              # from a year to another
    | {YEAR}[ .\-]{MONTH}[ .\-]{DAY} | {DAY}[ .\-]+{MONTH}[ .\-]+{YEAR}
    | [0-2]\d\.[0-5]\d[ \-]+[0-2]\d\.[0-5]\d               # from an hour to another
    | (?:\d\ ?\d00){SEPARATOR}(?:\d\ ?\d00)                # from a round number to another
    | .*(?<!\d)000 | .*0{{5}}                                # millions
    | (?!\d(?:[ .\-]+\d){{7}}).*[ .\-]\d                     # a phone number has no single digit at its end
    """,
    re.VERBOSE,
)
CONTEXT = 12  # characters before and after a number that are looked at
MONEY_BEFORE = re.compile(r"(?:€|\bEUR|\bUSD|\$) ?$", re.IGNORECASE)
AMOUNT_AFTER = re.compile(
    r"(?:,\d{1,2}(?!\d))? ?(?:€|\$|(?:eiro|eur|euro|usd|milj|tūkst)\w*)|,\d{1,2}(?!\d)|[ .]000(?!\d)",
    re.IGNORECASE,
)
MILLIONS = re.compile(r"\d\d[ .]\d{3}[ .]\d{3}")
THOUSANDS_AFTER = re.compile(r"[ .]\d{3}(?!\d)")


class _PlainCharacters(dict):
    """The characters as a number or an address is usually written: 0 to 9, one blank, one dash, ASCII for wide forms."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "Pd" or character in "\u2212\u2043":
        return "-"
    if unicodedata.category(character) == "Zs":
        return " "
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return "." if character in "\u00b7\u2024\u2219\u22c5" else character


PLAIN = _PlainCharacters()


def personal_data(text: str) -> list[tuple[int, int]]:
    """Return where a text seems to hold personal data, as (start, end) in order, none overlapping.

    Found are e-mail addresses, Latvian phone numbers in any grouping, phone numbers with another country's code, and
    personal codes, with every kind of dash, dot and blank between digits. Years, dates, times and amounts are passed.
    """
    plain = text.translate(PLAIN)
    found, position = [], 0
    while candidate := CANDIDATE.search(plain, position):
        start, position = candidate.span()
        if _is_personal(candidate):
            found.append((start, position))
        else:  # another may begin within it
            position = start + 1
    return found


def _is_personal(candidate: re.Match[str]) -> bool:
    kind, number = candidate.lastgroup, candidate[0]
    before = candidate.string[max(0, candidate.start() - CONTEXT) : candidate.start()]
    after = candidate.string[candidate.end() : candidate.end() + CONTEXT]
    if kind == "code":
        return "-" in number or BIRTHDAY.match(number) is not None
    if kind == "area":
        return sum(map(str.isdecimal, number)) == 8
    if kind != "phone":
        return True
    if MILLIONS.fullmatch(number) and THOUSANDS_AFTER.match(after):
        return False
    is_other_number = NO_PHONE.fullmatch(number) or AMOUNT_AFTER.match(after)
    return not (is_other_number or MONEY_BEFORE.search(before))
