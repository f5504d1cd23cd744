"""Dates, times, numbers and the alphabetical order."""

import datetime

import pytest
from django.utils.translation import override

from language import latvian

NBSP = "\u00a0"
DAY = datetime.date(2026, 11, 23)


def test_date_in_its_cases():
    assert [
        latvian.date_in_case(DAY, latvian.NOMINATIVE),
        latvian.date_in_case(DAY, latvian.LOCATIVE),
        f"līdz {latvian.date_in_case(DAY, latvian.DATIVE)}",
        f"kopš {latvian.date_in_case(DAY, latvian.GENITIVE)}",
    ] == [
        "2026. gada 23. novembris",
        "2026. gada 23. novembrī",
        "līdz 2026. gada 23. novembrim",
        "kopš 2026. gada 23. novembra",
    ]


def test_each_month_has_its_declension():
    months = [datetime.date(2027, month, 1) for month in range(1, 13)]

    assert " ".join(latvian.month_in_case(day, latvian.DATIVE)[11:] for day in months) == (
        "janvārim februārim martam aprīlim maijam jūnijam jūlijam augustam septembrim oktobrim "
        "novembrim decembrim"
    )
    assert latvian.date_in_case(months[2], latvian.DATIVE) == "2027. gada 1. martam"
    assert latvian.date_in_case(months[4], latvian.DATIVE) == "2027. gada 1. maijam"
    assert latvian.date_in_case(months[3], latvian.GENITIVE) == "2027. gada 1. aprīļa"


def test_short_date_ends_with_a_full_stop():
    assert latvian.short_date(datetime.date(2026, 1, 5)) == "05.01.2026."


def test_source_date_is_written_as_pages_write_dates():
    dates = ("2024-01-29", "2024-01", "2022-2023", "2018", "2024-13", "pavasarī", "")

    assert [latvian.source_date(text) for text in dates] == [
        "29.01.2024.",
        "2024. gada janvāris",
        "2022–2023",
        "2018",
        "2024-13",
        "pavasarī",
        "",
    ]


def test_dates_in_english_have_one_form():
    with override("en"):
        assert {latvian.date_in_case(DAY, case) for case in latvian.CASES} == {"23 November 2026"}
        assert latvian.short_date(DAY) == "23 November 2026"


def test_numbers():
    assert [latvian.number(n) for n in (1234567.5, 1234, 10000, 0, -3.5)] == [
        f"1{NBSP}234{NBSP}567,5",
        "1234",
        f"10{NBSP}000",
        "0",
        "\u22123,5",
    ]
    assert latvian.share(0.45) == f"45{NBSP}%"


def test_numbers_in_english():
    with override("en"):
        assert [latvian.number(n) for n in (1234567.5, 5000, 999)] == [
            "1,234,567.5",
            "5,000",
            "999",
        ]
        assert latvian.share(0.45) == "45%"


@pytest.mark.parametrize(
    ("end", "latvian_text", "english_text"),
    [
        (datetime.time(16, 0), "plkst.\u00a010.00–16.00", "10:00–16:00"),
        (None, "plkst.\u00a010.00", "10:00"),
    ],
)
def test_hours_after_a_day(end, latvian_text, english_text):
    start = datetime.time(10, 0)

    assert latvian.hours(start, end) == latvian_text
    with override("en"):
        assert latvian.hours(start, end) == english_text


def test_time_in_a_sentence_has_a_full_stop_and_in_a_table_a_colon():
    five_past_five = datetime.time(17, 5)

    assert f"plkst. {latvian.clock(five_past_five)}" == "plkst. 17.05"
    assert latvian.clock_in_table(five_past_five) == "17:05"


def test_moments_are_shown_in_riga_time():
    late = datetime.datetime(2026, 11, 23, 22, 30, tzinfo=datetime.UTC)

    assert latvian.short_date(late) == "24.11.2026."
    assert latvian.clock_in_table(late) == "00:30"


def test_letters_are_sorted_as_at_school():
    assert sorted("žšāčbaēce", key=latvian.sort_key) == list("aābcčeēšž")


def test_foreign_letters_are_sorted_as_in_the_latin_alphabet():
    assert sorted("zywxvqpr", key=latvian.sort_key) == list("pqrvwxyz")


def test_spaces_come_first_and_numbers_go_by_value():
    names = ["Skola 10", "Skolas", "Skola 6", "Skola-A", "SKOLA 007", "Skola"]

    assert sorted(names, key=latvian.sort_key) == [
        "Skola",
        "Skola 6",
        "SKOLA 007",
        "Skola 10",
        "Skola-A",
        "Skolas",
    ]


def test_quotes_and_case_are_ignored():
    assert latvian.sort_key("„Otrā Elpa”") == latvian.sort_key('"OTRĀ ELPA"')


def test_a_sort_key_is_digits_only_and_fits_its_column():
    keys = [latvian.sort_key(text) for text in ("Rīga 2026", "Ž1ü-ß", "Привет", "x" * 1000)]

    assert [(key.isascii() and key.isdigit()) for key in keys] == [True] * 4
    assert max(len(key) for key in keys) == latvian.LONGEST_KEY
