"""What looks like personal data, in every way that people write it, and what does not."""

import pytest

from language.personal_data import personal_data
from tests.support.growth import growth


def wide(ascii_text):
    """Return the text in the wide forms of East Asian fonts."""
    return "".join(chr(ord(character) + 0xFEE0) for character in ascii_text)


def found_in(text):
    return [text[start:end] for start, end in personal_data(text)]


@pytest.mark.parametrize(
    "written",
    [
        "26123456",
        "63 12 34 56",
        "6 312 34 56",
        "2612 3456",
        "261 23 456",
        "26-123-456",
        "29.123.456",
        "29. 123. 456",
        "29\u2013123\u2014456",
        "29\u2010123\u2011456",
        "29\u2212123\u2012456",
        "29\u00a0123\u202f456",
        "29\u2009123\u3000456",
        "29·123·456",
        "2612 - 3456",
        "2 9 1 2 3 4 5 6",
        wide("29123456"),
        "(26) 123 456",
        "(631) 23456",
        "+371 26 123 456",
        "+37126123456",
        "+371\u00a026\u2011123\u2011456",
        "00371 26123456",
        "0037126123456",
        "(+371) 26123456",
        "+371 (631) 23456",
        "371 26123456",
        "+370 612 34567",
        "010190-12345",
        "010190\u201312345",
        "010190 \u2014 12345",
        "010190 12345",
        "010190.12345",
        "01019012345",
        "321234-56789",
        "321234\u201156789",
        "32123456789",
        wide("010190-12345"),
        "anna.ozola@kuldiga.lv",
        "a@b.co.uk",
        "anna" + wide("@") + "kuldiga" + wide(".") + "lv",
        "jānis.bērziņš@novads.lv",
    ],
)
def test_personal_data_finds_it_alone_and_in_a_sentence(written):
    assert found_in(written) == [written]
    assert found_in(f"Sazināties: {written}, vakarā.") == [written]
    assert found_in(f"2026. gadā {written}") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "20 000 000 eiro",
        "20\u00a0000\u00a0000\u00a0eiro",
        "26 123 456 eiro",
        "26 123 456,50 EUR",
        "26123456 €",
        "EUR 26 123 456",
        "€26123456",
        "25.000.000",
        "65 123 456 789",
        "no 2 500 000\u20133 500 000",
        "200 000\u201330 000 iedzīvotāju",
        "2000\u20132500 iedzīvotāju",
        "6 000\u20136 500 skolēnu",
        "2021\u20132027",
        "2021. \u2013 2027. gads",
        "2026-2027",
        "2026. gadā",
        "23.11.2026.",
        "2026-11-23",
        "26. 11. 2026.",
        "20.00\u201322.30",
        "plkst. 21.15 - 22.45",
        "MK noteikumi Nr. 268 (2012)",
        "Regula (ES) 2021/1060",
        "Rīkojums 10190-12345",
        "reģ. Nr. 40003012345",
        "4000 301 2345",
        "Summa 126123456",
        "Ēka 26 un 123",
        "2026\n2027",
        "@kuldiga",
        "anna@",
        "150000 25000",
    ],
)
def test_personal_data_passes_years_amounts_and_numbers_of_laws(text):
    assert found_in(text) == []


def test_personal_data_finds_what_follows_an_amount():
    text = "2021\u20132027, 20 000 000 eiro, 26123456 29 123 456 vai a@b.lv un c@d.lv"

    assert found_in(text) == ["26123456", "29 123 456", "a@b.lv", "c@d.lv"]


@pytest.mark.parametrize(
    "worst", ["a", "a.", "@", "a@", "a@a.", "2", "2 ", "2026 ", "2. ", "371", "+", "(2", "00 "]
)
def test_personal_data_takes_time_in_proportion_to_the_text(worst):
    def work(size):
        return personal_data(worst * (size // len(worst)))

    assert growth(work, 20_000, 80_000, enough=10) <= 10
