"""What tests of importing an older plan share."""

import pytest

from tests.support.factories import make_administrator, make_national_plan
from tests.support.pages.requests import signed_in


@pytest.fixture
def plan():
    return make_national_plan()


@pytest.fixture
def client():
    """A browser in which an administrator is signed in."""
    return signed_in(make_administrator())
