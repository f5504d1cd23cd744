"""No text makes a reader work longer than its length explains."""

import pytest

from actionplans.readers.lines import RefusedError, read_lines
from actionplans.readers.parts import split_lines, split_parts
from actionplans.readers.plan_text import read_plan_text
from actionplans.similarity.index import Index, marked
from language.fold import fold, fold_case
from language.latvian import keep_together, sort_key
from tests.support.growth import growth
from tests.support.older_plans.names import NAMES

# Each repeated until the text is as long as the work wants.
WORST = (
    ";-",
    ";)",
    "(;",
    "„;”",
    '";',
    "- ",
    "–",
    "[ ]",
    "• ",
    "\uf0b7",
    "o ",
    "1.",
    "1. ",
    "1) ",
    "i)",
    "1.1.",
    " \u00a0",
    "\t",
    "\v",
    "\u0301\u0327",
    "\u200b",
    "\U0001f469\u200d",
    "\U0001f3f4\U000e0067",
    "a",
    "2 ",
)
LINES = ("1. a\n", "a) a\n", "  " * 20 + "• a\n", "o a\n", "5. klases\n6. klases\n")
READERS = {
    "split_parts": split_parts,
    "split_lines": split_lines,
    "read_plan_text": lambda text: read_plan_text("PAŠVALDĪBĀM\n• " + text, NAMES),
    "fold": fold,
    "fold_case": fold_case,
    "sort_key": sort_key,
    "keep_together": keep_together,
    "marked": lambda text: marked(text, "Atdot skolas virtuvi"),
    "nearest": lambda text: Index({1: "Atdot skolas virtuvi"}).nearest(text),
}


def work_with(read, worst):
    def work(size):
        try:
            read("x" + worst * (size // len(worst)))
        except RefusedError:
            return

    return work


@pytest.mark.parametrize("worst", WORST)
@pytest.mark.parametrize("reader", READERS)
def test_readers_take_time_in_proportion_to_the_text(reader, worst):
    assert growth(work_with(READERS[reader], worst), 5_000, 20_000, enough=9) <= 9


@pytest.mark.parametrize("worst", LINES)
@pytest.mark.parametrize("reader", ["split_lines", "read_plan_text"])
def test_readers_take_time_in_proportion_to_the_lines(reader, worst):
    assert growth(work_with(READERS[reader], worst), 5_000, 20_000, enough=9) <= 9


def test_lists_that_are_nested_ever_deeper_take_time_in_proportion_to_their_size():
    def work(depth):
        lines = (f"{' ' * level}• a" for level in [*range(depth), *range(depth)])
        read_plan_text("PAŠVALDĪBĀM\n" + "\n".join(lines), NAMES)

    assert growth(work, 200, 800, enough=24) <= 24  # the text itself grows sixteenfold


def test_read_lines_counts_the_blanks_before_a_line_up_to_a_bound():
    assert read_lines("\t" * 5000 + "• a")[0].indent == 8000
