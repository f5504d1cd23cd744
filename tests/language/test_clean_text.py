"""Text that people type, as it is stored."""

import pytest
from django.core.exceptions import ValidationError

from language.clean_text import MAX_LENGTH, clean_line, clean_text
from tests.support.growth import growth

BLANKS = "\t\x1f"
LINE_BREAKS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
FARMER, RAINBOW_FLAG, SCOTLAND = (
    "\U0001f469\u200d\U0001f33e",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)


def refused(clean, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        clean(*args, **kwargs)
    return refusal.value


@pytest.mark.parametrize("separator", BLANKS)
def test_clean_text_makes_a_blank_of_a_tab(separator):
    assert clean_text(f"Saldus{separator}Brocēni") == "Saldus Brocēni"


@pytest.mark.parametrize("separator", LINE_BREAKS)
def test_clean_text_keeps_line_breaks_of_every_kind_as_one(separator):
    assert clean_text(f"Saldus{separator}Brocēni") == "Saldus\nBrocēni"


@pytest.mark.parametrize("separator", [*BLANKS, *LINE_BREAKS, "\r\n", " \n\t "])
def test_clean_line_stores_no_separator(separator):
    assert clean_line(f"{separator}Saldus{separator}Brocēni{separator}") == "Saldus Brocēni"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Apzina\u0304t telpas\r\n", "Apzināt telpas"),
        ("Ap\u200bz\u00adin\u202eāt\ufeff", "Apzināt"),
        ("Apzina\u200b\u0304t", "Apzināt"),
        ("Divas  atstarpes\u00a0un\u2003platas", "Divas  atstarpes\u00a0un\u2003platas"),
        ("\ufdd0Skola\uffff\U0001ffff\ud800", "Skola"),
        ("Skola\U0010ffff \U000e0041\U000e0042", "Skola"),
        ("\uf0b7\tSaldus", "Saldus"),
        ("\uf0b7 Saldus\n\uf0a7\u00a0\u00a0Brocēni", "Saldus\nBrocēni"),
        ("•\tSaldus", "Saldus"),
        ("• Saldus", "• Saldus"),
        ("✓\tSaldus", "✓ Saldus"),
    ],
)
def test_clean_text_removes_what_cannot_be_seen(typed, stored):
    assert clean_text(typed) == stored


@pytest.mark.parametrize("clean", [clean_text, clean_line])
@pytest.mark.parametrize(
    "emoji",
    [
        FARMER,
        RAINBOW_FLAG,
        SCOTLAND,
        "\U0001f1f1\U0001f1fb",
        "\U0001f9d1\U0001f3fd\u200d\U0001f33e",
        "\u2764\ufe0f\u200d\U0001f525",
        "\U0001f43b\u200d\u2744\ufe0f",
        "5\ufe0f\u20e3",
        "\U0001faea",  # newer than the tables of Python 3.11
        "\U0001f9d1\u200d\U0001faea",
        "\u1ade",  # likewise, a mark
    ],
)
def test_emoji_and_characters_newer_than_python_stay_whole(clean, emoji):
    assert clean(f"Skola {emoji} ciems") == f"Skola {emoji} ciems"


def test_a_joiner_that_joins_no_emoji_is_removed():
    assert clean_text("a\u200db \U0001f469\u200d \u200d\U0001f33e") == "ab \U0001f469 \U0001f33e"


@pytest.mark.parametrize("clean", [clean_text, clean_line])
@pytest.mark.parametrize(
    "nothing", ["", " \n\t", "\x00", "\u200b\u200d\ufeff", "\u202e\u2067", "\ufe0f", "\u3164\u2800"]
)
def test_what_cannot_be_seen_is_an_empty_text(clean, nothing):
    assert clean(nothing) == ""
    assert refused(clean, nothing, missing="Kas?").messages == ["Kas?"]
    assert refused(clean, nothing, missing="Kas?").code == "empty"


def test_length_is_that_of_the_stored_text():
    lines = "a\r\n" * (MAX_LENGTH // 2 - 1) + "ab"

    assert len(clean_text(lines)) == MAX_LENGTH
    assert len(clean_text("e\u0304" * MAX_LENGTH)) == MAX_LENGTH
    assert clean_line("ab\n" * 3, limit=8) == "ab ab ab"
    assert refused(clean_line, "ab\n" * 3, limit=7).code == "too_long"


@pytest.mark.parametrize(
    ("length", "count"), [(2001, "2001"), (8000, "8000"), (8001, "8001"), (400_000, "400000")]
)
def test_a_text_over_the_limit_is_refused_with_both_numbers(length, count):
    error = refused(clean_text, "a" * length)

    assert error.code == "too_long"
    assert error.params == {"count": int(count), "limit": 2000}


@pytest.mark.parametrize("clean", [clean_text, clean_line])
def test_more_accents_on_one_letter_than_any_writing_has_are_refused(clean):
    assert clean("a" + "\u0327\u0301" * 15) == "\u00e1" + "\u0327" * 15 + "\u0301" * 14
    assert refused(clean, "a" + "\u0301\u0327" * 16).code == "too_many_marks"
    assert refused(clean, "a" + "\u0301\u200b\u0327" * 16).code == "too_many_marks"


@pytest.mark.parametrize("clean", [clean_text, clean_line])
@pytest.mark.parametrize(
    "typed",
    [f"a\t{FARMER}\v b\r\n\uf0b7 c", "\uf0b7\t\uf0b7\tx", "\u200b\uf0b7 x", "a\u200b\u0304 \u200d"],
)
def test_a_clean_text_is_cleaned_to_itself(clean, typed):
    assert clean(clean(typed)) == clean(typed)


@pytest.mark.parametrize("clean", [clean_text, clean_line])
@pytest.mark.parametrize(
    "worst",
    [
        "a\u0301\u0327",
        "\u0301\u0327",
        "\u200b",
        "\U0001f469\u200d",
        "\U0001f3f4\U000e0067",
        "\uf0b7 ",
        "\n",
        " ",
        " \t",
        "•",
    ],
)
def test_cleaning_takes_time_in_proportion_to_the_text(clean, worst):
    def work(size):
        try:
            clean("x" + worst * (size // len(worst)))
        except ValidationError:
            return

    assert growth(work, 2000, 8000, enough=10) <= 10
