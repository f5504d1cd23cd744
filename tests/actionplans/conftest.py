"""What tests of action plans share."""

import pytest

from tests.support.full_programme import FullProgramme


@pytest.fixture
def full_programme():
    """A programme with a published plan of Kurzeme, a national plan, and rows that must stay private."""
    return FullProgramme()
