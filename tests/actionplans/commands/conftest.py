"""What tests of the command import_plan share."""

import pytest

from tests.support.factories import make_programme
from tests.support.older_plans.command import TEXT


@pytest.fixture
def programme():
    """The programme into which `run` imports."""
    return make_programme(code="pirma")


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "plans.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file
