"""Whole numbers and days that people or programs send: read in one place, with the bounds of the portal."""

import datetime

LARGEST_PK = 2**63 - 1  # what both databases hold as a primary key
LARGEST_NUMBER = 2**31 - 1  # what both databases hold in a column of small numbers
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
