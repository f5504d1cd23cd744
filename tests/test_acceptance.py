"""The report of `make acceptance`: a part that is tested again leaves the rest of it as it was."""

from tests.acceptance import Figure, Mutant, report, rows_in

FIGURES = [
    Figure("T1", "lost 0, doubled 0", "kept", "test_one[sqlite-500]", "55.5", "0fb7e4c1a2b3"),
    Figure("T12", "5 | 7 calls", "broken", "test_two", "0.1", "0fb7e4c1a2b3 and changes"),
]
MUTANTS = [Mutant("i1_text_without_trigger", "caught", "0fb7e4c1a2b3")]


def test_rows_in_a_report_are_those_that_were_written():
    text = report(FIGURES[::-1], MUTANTS)

    assert rows_in(text, Figure) == FIGURES
    assert rows_in(text, Mutant) == MUTANTS
