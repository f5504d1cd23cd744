"""Codes and tokens find their think tank or device, and nothing else."""

import pytest

from tests.support.factories import make_think_tank
from thinktanks.queries.codes import think_tank_by_feedback_code, think_tank_by_join_code

pytestmark = pytest.mark.django_db


def test_each_code_finds_only_its_own_page():
    think_tank = make_think_tank()

    assert think_tank_by_join_code(think_tank.join_code.lower()) == think_tank
    assert think_tank_by_feedback_code(think_tank.feedback_code) == think_tank
    assert think_tank_by_feedback_code(think_tank.join_code) is None
    assert think_tank_by_join_code(think_tank.feedback_code) is None
    assert think_tank_by_join_code("") is None
