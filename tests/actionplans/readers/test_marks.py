"""What is the mark of a list, and what belongs to the text."""

import pytest

from actionplans.readers.parts import split_lines

NBSP = "\u00a0"


@pytest.mark.parametrize(
    "lines",
    [
        ("5. klases skolēniem",),
        ("5. klases skolēniem", "Vajag telpas"),
        ("5. klases skolēniem", "6. klases skolēniem", "7. klašu skolotājiem"),
        ("1. klases skolēniem", "2. klases skolēniem"),
        ("Vajag telpas", "1. klases skolēniem", "Vajag mentoru"),
        ("8) Super", "Vajag telpas"),
        ("b) variants ir labāks", "Vajag telpas"),
        ("9.15 Reģistrācija", "Vajag telpas"),
        ("v Rīgā", "Vajag telpas"),
        ("Ø 20 mm caurules", "Ø 30 mm caurules"),
        ("§ 5", "Vajag telpas"),
        ("o", "Vajag telpas"),
    ],
)
def test_a_number_or_letter_outside_a_list_belongs_to_the_text(lines):
    assert split_lines("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2.", "3."),
        ("4.", "5.", "6."),
        ("9.", "10.", "11."),
        ("1)", "2)", "3)"),
        ("(1)", "(2)", "(3)"),
        ("a)", "b)", "c)"),
        ("h)", "i)", "j)"),
        ("i)", "ii)", "iii)"),
        ("IX)", "X)", "XI)"),
        ("1.", "1.1.", "2."),
        ("1.9.", "1.10.", "1.11."),
        ("•", "-", "*"),
        ("\uf0b7\t", "\uf0a7\t", "\uf0d8\t"),
        ("v", "v", "v"),
        ("q\t", "q\t", "q\t"),
        ("·\t", "o\t", "o" + NBSP * 3),
        ("§\t", "Ø" + NBSP * 2, "ü \t"),
    ],
)
def test_split_lines_drops_the_marks_of_a_list(marks):
    lines = ("Atdot telpas", "Rīkot tirgu", "Maksāt laikā")

    assert split_lines("\n".join(map(" ".join, zip(marks, lines, strict=True)))) == lines


def test_split_lines_drops_the_numbers_of_a_list_in_small_letters():
    assert split_lines("1. atdot telpas\n2. rīkot tirgu") == ("atdot telpas", "rīkot tirgu")


def test_split_lines_drops_a_single_bullet_of_outlook():
    assert split_lines(f"§{NBSP}{NBSP}Atdot telpas") == ("Atdot telpas",)
    assert split_lines("ü\tAtdot telpas") == ("Atdot telpas",)


def test_split_lines_keeps_an_ordinal_between_the_numbers_of_a_list():
    pasted = "1. Atdot telpas\n5. klases skolēniem\n2. Rīkot tirgu\n\n1. Maksāt laikā"

    assert split_lines(pasted) == (
        "Atdot telpas",
        "5. klases skolēniem",
        "Rīkot tirgu",
        "Maksāt laikā",
    )
