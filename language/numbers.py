"""Whole numbers and days that people or programs send: read in one place, with the bounds of the portal."""

import datetime
import re

LARGEST_PK = 2**63 - 1  # what both databases hold as a primary key
LARGEST_NUMBER = 2**31 - 1  # what both databases hold in an integer column
MOST_DIGITS = len(str(LARGEST_PK))
FIRST_DAY = datetime.date(2000, 1, 1)
LAST_DAY = datetime.date(2100, 12, 31)


def whole_number(text: object, *, largest: int = LARGEST_PK) -> int | None:
    """Return the number that `text` writes in digits; None for anything else, and for a number above `largest`."""
    digits = str(text or "")[: MOST_DIGITS + 1]
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > MOST_DIGITS:
        return None
    return int(digits) if int(digits) <= largest else None


def is_possible_day(day: datetime.date) -> bool:
    """Return whether a day is in the years 2000 to 2100; others are typing errors."""
    return FIRST_DAY <= day <= LAST_DAY


def possible_day(day: datetime.date) -> datetime.date:
    """Return a day in the possible years: a year of two digits is in this century, others are the nearest."""
    if day.year < 100:
        return day.replace(year=day.year + 2000)
    return min(max(day, FIRST_DAY), LAST_DAY)


# A day, a month or a year, as files and Latvians write them, or two years.
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
LATVIAN_DAY = re.compile(r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})\.?")
YEARS = re.compile(r"(\d{4})\.?\s?[-–]\s?(\d{4})\.?")


def is_possible_date(text: str) -> bool:
    """Return whether a day, month, year or span of years that is written in digits exists, from 2000 to 2100.

    A text with letters („2024. gada pavasaris”) and an empty one are accepted as they are.
    """
    if not text or any(character.isalpha() for character in text):
        return True
    if years := YEARS.fullmatch(text):
        return all(is_possible_date(year) for year in years.groups()) and years[1] <= years[2]
    found = DAY.fullmatch(text) or LATVIAN_DAY.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(found[part] or 1) for part in ("year", "month", "day"))
    try:
        return is_possible_day(datetime.date(year, month, day))
    except ValueError:
        return False


def possible_part_of_date(text: str) -> str:
    """Return a date as it is if it is possible; else its month, else its year, else ""."""
    found = DAY.fullmatch(text) or LATVIAN_DAY.fullmatch(text)
    parts = (found["year"], int(found["month"] or 0)) if found else ("", 0)
    candidates = (text, f"{parts[0]}-{parts[1]:02d}", parts[0], "")
    return next(candidate for candidate in candidates if is_possible_date(candidate))
