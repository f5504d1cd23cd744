"""What tests of operations share."""

import pytest

from actionplans.queries.log.verification import differences
from tests.support.factories import make_action, make_contribution, make_plan, make_user, role


@pytest.fixture
def plan(think_tank):
    return make_plan(think_tank)


@pytest.fixture
def by():
    return make_user()


@pytest.fixture
def action(think_tank):
    """An action of two contributions, from a social enterprise and a support organisation."""
    return make_action(
        make_contribution(think_tank, text="Atdodiet skolas virtuvi"),
        make_contribution(
            think_tank, text="Telpas stāv tukšas", author_role=role("support_organisations")
        ),
        wording="Ļaut izmantot tukšās telpas",
    )


@pytest.fixture
def actions(think_tank):
    """Two actions for municipalities, one for policy makers."""
    roles = (role(), role(), role("policy_makers"))
    return [
        make_action(make_contribution(think_tank, addressed_role=addressed)) for addressed in roles
    ]


@pytest.fixture(autouse=True)
def log_agrees_with_rows(request):
    """After each test the plan rebuilt from its events is the plan of the rows."""
    yield
    if "django_db" in request.keywords:
        assert differences() == []
