"""Codes that people copy from paper."""

import pytest

from thinktanks.codes import ALPHABET, hash_of, new_code, read_code, show_code, token_of


def test_new_code_has_ten_of_31_letters_without_look_alikes():
    codes = {new_code() for _time in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {10}
    assert set("".join(codes)) == set(ALPHABET)
    assert len(ALPHABET) == 31
    assert set(ALPHABET) & set("01ILO") == set()


@pytest.mark.parametrize(
    "typed",
    [
        "ABCDE23456",
        "abcde-23456",
        " abc de 234 56 ",
        "ABCDE–23456",
        "A.B.C.D.E/2.3.4.5.6",
        "\uff21BCDE23456",  # a full-width letter
        "\u0410\u0412\u0421D\u041523456",  # four of them typed on a Cyrillic keyboard
        "\u0101bcde23456",  # ā
        "ABCDE\u200b23456",
        "https://domnica.example/join/ABCDE-23456/",
        "domnica.example/join/abcde23456?table=3",
        "http://127.0.0.1:8000/feedback/ABCDE23456/?lang=en#code",
        "https://regional-think-tanks.social-enterprises.example.org/join/ABCDE23456/?table=12",
        "https://safelinks.example/?url=https%3A%2F%2Fdomnica.example%2Fjoin%2FABCDE23456%2F&data=05%7C01",
        "Kods: ABCDE-23456",
    ],
)
def test_read_code_accepts_each_way_of_typing(typed):
    assert read_code(typed) == "ABCDE23456"


@pytest.mark.parametrize(
    "typed",
    ["", "ABCDE2345", "ABCDE234567", "ABCDE2345O", "ABCDE23451", "x" * 10_000, "\x00", "ñ¿"],
)
def test_read_code_returns_nothing_for_what_cannot_be_a_code(typed):
    assert read_code(typed) == ""


def test_show_code_makes_two_groups_of_five():
    assert show_code("ABCDE23456") == "ABCDE-23456"


def test_tokens_have_128_bits_and_a_hash_that_hides_them():
    token = token_of("7:a form")

    assert len(token) == 22
    assert len(hash_of(token)) == 64
    assert token not in hash_of(token)
    assert (token_of("7:a form"), token_of("8:a form") == token) == (token, False)
