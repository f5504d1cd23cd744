"""Phrases with numbers and states: the forms that Latvian needs."""

import pytest
from django.utils.translation import override

from language import phrases, states


def _written(phrase, *counts):
    return " · ".join(phrase(n) for n in counts)


def _written_for_pairs(phrase, *pairs):
    return " · ".join(phrase(n, m) for n, m in pairs)


@pytest.mark.parametrize(
    ("phrase", "counts", "expected"),
    [
        (phrases.actions, (0, 1, 2, 9), "0 rīcību · 1 rīcība · 2 rīcības · 9 rīcības"),
        (phrases.actions, (10, 11, 12, 20), "10 rīcību · 11 rīcību · 12 rīcību · 20 rīcību"),
        (phrases.actions, (21, 22, 30, 101), "21 rīcība · 22 rīcības · 30 rīcību · 101 rīcība"),
        (phrases.actions, (111, 112), "111 rīcību · 112 rīcību"),
        (phrases.contributions, (0, 1, 2), "0 ieteikumu · 1 ieteikums · 2 ieteikumi"),
        (phrases.contributions, (10, 11, 21), "10 ieteikumu · 11 ieteikumu · 21 ieteikums"),
        (phrases.commitments, (1, 2, 10), "1 apņemšanās · 2 apņemšanās · 10 apņemšanos"),
        (phrases.answers, (1, 3, 10), "1 atbilde · 3 atbildes · 10 atbilžu"),
        (phrases.tables, (1, 4, 11), "1 galdiņš · 4 galdiņi · 11 galdiņu"),
        (phrases.think_tanks, (0, 1, 2), "0 domnīcu · 1 domnīca · 2 domnīcas"),
        (phrases.organisations, (0, 1, 2), "0 organizāciju · 1 organizācija · 2 organizācijas"),
        (phrases.municipalities, (0, 1, 2), "0 pašvaldību · 1 pašvaldība · 2 pašvaldības"),
        (phrases.versions, (0, 1, 2), "0 versiju · 1 versija · 2 versijas"),
        (phrases.days, (0, 1, 2), "0 dienu · 1 diena · 2 dienas"),
        (
            phrases.said_times,
            (1, 7, 10, 21),
            "Teikts 1 reizi · Teikts 7 reizes · Teikts 10 reižu · Teikts 21 reizi",
        ),
        (
            phrases.made_from,
            (1, 5, 10),
            "Radusies no 1 ieteikuma · Radusies no 5 ieteikumiem · Radusies no 10 ieteikumiem",
        ),
        (phrases.made_from, (21,), "Radusies no 21 ieteikuma"),
        (
            phrases.actions_wait,
            (1, 3, 10),
            "Jūs gaida 1 rīcība · Jūs gaida 3 rīcības · Jūs gaida 10 rīcību",
        ),
        (phrases.word_in_actions, (1, 4), "Šis vārds ir 1 rīcībā · Šis vārds ir 4 rīcībās"),
        (phrases.try_in_minutes, (1,), "Par daudz mēģinājumu. Mēģiniet pēc 1 minūtes."),
        (phrases.try_in_minutes, (5,), "Par daudz mēģinājumu. Mēģiniet pēc 5 minūtēm."),
        (phrases.try_in_minutes, (21,), "Par daudz mēģinājumu. Mēģiniet pēc 21 minūtes."),
    ],
)
def test_counted_phrases_have_three_forms(phrase, counts, expected):
    assert _written(phrase, *counts) == expected


def test_times_and_roles_have_forms_of_their_own():
    assert _written_for_pairs(phrases.times_and_roles, (7, 3), (1, 1), (10, 2), (21, 4)) == (
        "Teikts 7 reizes, 3 lomas · Teikts 1 reizi, 1 loma · "
        "Teikts 10 reižu, 2 lomas · Teikts 21 reizi, 4 lomas"
    )


def test_unknown_roles_are_left_out():
    assert phrases.times_and_roles(1, 0) == "Teikts 1 reizi"


def test_started_of_agrees_with_the_first_number():
    assert _written_for_pairs(
        phrases.started_of, (0, 13), (1, 13), (5, 13), (11, 13), (21, 42)
    ) == ("0 no 13 sāktas · 1 no 13 sākta · 5 no 13 sāktas · 11 no 13 sāktas · 21 no 42 sākta")


def test_included_with_counts_the_others():
    assert [phrases.included_with("KUR-PAS-07", n) for n in (0, 1, 6, 21)] == [
        "Iekļauts rīcībā KUR-PAS-07",
        "Iekļauts rīcībā KUR-PAS-07 kopā ar 1 citu",
        "Iekļauts rīcībā KUR-PAS-07 kopā ar 6 citiem",
        "Iekļauts rīcībā KUR-PAS-07 kopā ar 21 citu",
    ]


def test_english_has_two_forms():
    with override("en"):
        assert _written(phrases.actions, 0, 1, 2) == "0 actions · 1 action · 2 actions"
        assert _written(phrases.actions_wait, 1, 3) == (
            "1 action waits for you · 3 actions wait for you"
        )
        assert phrases.included_with("K", 1) == "Included in action K with 1 other"


def test_state_word_agrees_with_its_noun():
    assert [
        states.state_word("action", "done"),
        states.state_word("action", "done", plural=True),
        states.state_word("version", "withdrawn"),
        states.state_word("plan", "published"),
    ] == ["paveikta", "paveiktas", "atsaukta", "publicēts"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("action", "nav sākta · sākta · paveikta · netiks veikta · neattiecas"),
        ("actions", "nav sāktas · sāktas · paveiktas · netiks veiktas · neattiecas"),
        ("version", "publicēta · aizstāta · atsaukta"),
        ("plan", "melnrakstā · publicēts · atsaukts"),
        ("think_tank", "plānota · notiek · slēgta · atcelta"),
        ("stage", "plānota · notiek · slēgta · apkopota · publicēta · atbildēta"),
        ("invitation", "nosūtīts · izmantots · nederīgs"),
    ],
)
def test_state_words(noun, expected):
    assert (
        _written(lambda state: states.state_word(noun, state), *states.STATE_WORDS[noun])
        == expected
    )


def test_state_words_of_a_contribution():
    assert _written(
        lambda state: states.state_word("contribution", state), "undecided", "placed", "set_aside"
    ) == ("neizskatīts · iekļauts · neiekļauts")
