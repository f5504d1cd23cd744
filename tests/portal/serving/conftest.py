from types import SimpleNamespace

import pytest

from actionplans.operations.publication import publish_plan
from stakeholders.models import Municipality
from tests.support.factories import (
    make_action,
    make_administrator,
    make_attendee,
    make_contribution,
    make_coordinator,
    make_device,
    make_editor,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
)


@pytest.fixture
def site(db):
    """A think tank with a published plan, and a person of each kind (tests/support/pages/addresses.py)."""
    think_tank = make_think_tank()
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    version = publish_plan(action.plan, note="Pirmā", by=make_user())
    action.refresh_from_db()
    device, token = make_device(think_tank)
    other = make_think_tank(programme=make_programme(), region=region("riga"))
    return SimpleNamespace(
        think_tank=think_tank,
        device=device,
        attendee=make_attendee(think_tank),
        question=think_tank.programme.questions.first(),
        token=token,
        plan=action.plan,
        contribution=contribution,
        action=action,
        version=version,
        key=action.key,
        municipality_code="lv-097",
        people={
            "anonymous": None,
            "device": None,
            "municipality": make_editor(municipality=Municipality.objects.get(code="LV-097")),
            "organisation": make_editor(),
            "other facilitator": make_facilitator(other),
            "own facilitator": make_facilitator(think_tank),
            "coordinator": make_coordinator(),
            "administrator": make_administrator(),
        },
    )
