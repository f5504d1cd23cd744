"""Whole numbers and days as people and programs send them."""

import datetime

import pytest

from language.numbers import (
    LARGEST_PK,
    is_possible_date,
    is_possible_day,
    possible_day,
    whole_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        (12, 12),
        (str(LARGEST_PK), LARGEST_PK),
        (str(LARGEST_PK + 1), None),
        ("9" * 5000, None),
        ("-1", None),
        ("1e3", None),
        ("1.0", None),
        ("\uff11\uff12", None),
        ("\u0663", None),
        ("1\x00", None),
        ("", None),
        (None, None),
        (["1"], None),
    ],
)
def test_whole_number_is_written_in_digits_and_fits_into_a_database(text, number):
    assert whole_number(text) == number


def test_whole_number_refuses_what_is_above_its_largest():
    assert [whole_number(text, largest=12) for text in ("12", "13")] == [12, None]


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        ((1999, 12, 31), False),
        ((2000, 1, 1), True),
        ((2100, 12, 31), True),
        ((2101, 1, 1), False),
        ((27, 3, 4), False),
        ((9999, 12, 31), False),
    ],
)
def test_days_are_possible_from_2000_to_2100(day, possible):
    assert is_possible_day(datetime.date(*day)) is possible


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        ((27, 3, 1), (2027, 3, 1)),
        ((1926, 3, 1), (2000, 1, 1)),
        ((9999, 12, 31), (2100, 12, 31)),
        ((2026, 3, 1), (2026, 3, 1)),
    ],
)
def test_possible_day_is_in_this_century_or_the_nearest(day, possible):
    assert possible_day(datetime.date(*day)) == datetime.date(*possible)


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("", True),
        ("2024", True),
        ("2024-01", True),
        ("2024-02-29", True),
        ("29.02.2024.", True),
        ("29. 2. 2024", True),
        ("2022-2023", True),
        ("2022.–2023.", True),
        ("2024. gada janvāris", True),
        ("2023-02-30", False),
        ("30.02.2023.", False),
        ("2024-13", False),
        ("2024-00-10", False),
        ("2023-2022", False),
        ("0000-01-01", False),
        ("1024", False),
        ("9999-12-31", False),
        ("12345", False),
        ("٢٠٢٤", True),
        ("-", False),
    ],
)
def test_dates_in_digits_are_possible_if_they_exist(text, possible):
    assert is_possible_date(text) is possible
