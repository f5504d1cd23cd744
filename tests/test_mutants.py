"""Mutants keep up with the code: each can still be applied, and the test that it names is there."""

from pathlib import Path

import pytest

from tests.mutants.__main__ import ROOT, applies, named_by

MUTANTS = sorted((ROOT / "tests" / "mutants").glob("*.patch"))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.stem)
def test_mutant_applies_and_names_its_test(mutant):
    (test,) = named_by(mutant)
    file, name = test.split("::")

    assert applies(mutant, ROOT, "--check")
    assert f"def {name.split('[')[0]}(" in Path(ROOT, file).read_text()
