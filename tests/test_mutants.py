"""Every mutant can be applied to the code, and the test that it names exists."""

import ast
import tomllib
from pathlib import Path

import pytest

from tests.mutants.__main__ import MUTANTS, ROOT, broken_files


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.stem)
def test_mutant_applies_and_names_its_test(mutant):
    file, name = tomllib.loads(mutant.read_text())["test"].split("::")

    for broken, text in broken_files(mutant, ROOT).items():
        assert text != broken.read_text()
        if broken.suffix == ".py":
            ast.parse(text)
    assert f"def {name.split('[')[0]}(" in Path(ROOT, file).read_text()
