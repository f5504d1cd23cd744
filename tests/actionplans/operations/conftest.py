"""What tests of operations share."""

import pytest

from actionplans.queries.log.verification import differences
from tests.support.factories import make_plan, make_user


@pytest.fixture
def plan(think_tank):
    return make_plan(think_tank)


@pytest.fixture
def by():
    return make_user()


@pytest.fixture(autouse=True)
def log_agrees_with_rows(request):
    """After each test the plan rebuilt from its events is the plan of the rows."""
    yield
    if "django_db" in request.keywords:
        assert differences() == []
