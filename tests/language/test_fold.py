"""Folding of text for comparison."""

from language.fold import fold


def test_fold_removes_accents_and_case():
    assert [fold(text) for text in ("Šķēršļi", "PAŠVALDĪBĀM", "Ķekavas novads", "ĀČĒĢĪĶĻŅŠŪŽ")] == [
        "skersli",
        "pasvaldibam",
        "kekavas novads",
        "acegiklnsuz",
    ]
