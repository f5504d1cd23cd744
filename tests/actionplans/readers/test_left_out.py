"""No line of a plan disappears in silence: it is an item, a heading, or in a warning."""

import random

import pytest

from actionplans.readers.lines import RefusedError, read_lines
from actionplans.readers.plan_text import read_plan_text
from tests.support.older_plans.names import DIRTY, NAMES
from tests.support.older_plans.result import (
    HEADINGS,
    LEFT_OUT,
    OFFERED_LINES,
    OFFERS,
    RESULT,
    TAKEN,
    lines_of,
)


def lines_by_use(plan):
    """Return the lines that are items, headings, and in a warning."""
    items = [*plan.actions, *plan.feedback]
    taken = {int(item.source.removeprefix("line ")) for item in items}
    taken |= {number for item in items for number in item.more}
    return taken, set(plan.headings), {warning.params.get("line") for warning in plan.warnings}


def test_the_invented_result_counts_all_its_lines():
    assert sorted([*LEFT_OUT, *TAKEN, *HEADINGS]) == lines_of(RESULT)


def test_read_plan_text_takes_or_lists_every_line():
    plan = read_plan_text(RESULT, NAMES)

    taken, headings, warned = lines_by_use(plan)
    assert taken == set(TAKEN)
    assert headings == {*HEADINGS, 29}  # nothing is under the heading in line 29
    assert warned == {*LEFT_OUT, 27} - {29}  # line 27 has no bullet of its own
    assert sorted(plan.lines) == lines_of(RESULT)


def test_read_plan_text_quotes_each_line_that_it_leaves_out():
    text = "Tirgi@example.lv\n" + "garš " * 30 + "\n***\nPAŠVALDĪBĀM\n• Sākt\n•\n\nBeigas."

    plan = read_plan_text(text, NAMES)

    assert [(warning.code, warning.params["text"]) for warning in plan.warnings] == [
        ("above_headings", "Tirgi@example.lv"),
        ("above_headings", ("garš " * 16)[:79] + "…"),
        ("no_words", "***"),
        ("no_words", "•"),
        ("text_left_out", "Beigas."),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_read_plan_text_takes_or_lists_every_line_of_any_text(seed):
    randomness = random.Random(seed)
    typed = DIRTY.decode().splitlines() + RESULT.splitlines() + ["", "---", " •", "Vārds", "• a;b"]
    text = "NVO\n• Sākt\n" + "\n".join(randomness.choices(typed, k=60))

    plan = read_plan_text(text, NAMES)

    assert set().union(*lines_by_use(plan)) >= set(plan.lines)
    assert set(plan.lines) >= {line.number for line in read_lines(text)}


def test_read_plan_text_offers_what_a_programme_has_fields_for():
    offers = read_plan_text(RESULT, NAMES).offers

    assert {name: offer.text for name, offer in offers.items()} == OFFERS
    assert {name: offer.lines for name, offer in offers.items()} == OFFERED_LINES


@pytest.mark.parametrize(
    ("above", "offers"),
    [
        ("", {}),
        ("Rīga, 2026. gada 12. novembris.", {}),
        ("PIENOTAVA\nGarš " + "ievads " * 10 + "beidzas.", {"introduction"}),
        ("Garš " + "nosaukums " * 10, {}),
        ("Pielāgots no: Bērziņa", {"figure_credit"}),
        ("Mēs adaptējām no citiem.", {}),
        ("Pasākumu, ko finansē Ciemu fonds, rīkoja biedrība.", {"funder"}),
        ("Pasākumu, ko finansē Ciemu fonds, rīkoja biedrība „Ciemu tirgus dienas”.", {"funder"}),
    ],
)
def test_read_plan_text_offers_only_what_it_finds(above, offers):
    plan = read_plan_text(f"{above}\n\nPAŠVALDĪBĀM\n• Sākt", NAMES)

    assert plan.offers.keys() == set(offers)


def test_read_plan_text_refuses_more_rules_than_a_plan_can_have():
    with pytest.raises(RefusedError) as refused:
        read_lines("---\v" * 30_001)

    assert refused.value.finding.code == "too_many_rows"
