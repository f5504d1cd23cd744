"""Who may do what with a plan, by kind of person and plan; predicates and querysets give the same answer."""

import pytest

from actionplans.models import Action, Contribution, Plan
from actionplans.permissions import (
    can_capture,
    can_change_plan,
    can_preview_plan,
    can_publish_plan,
    can_redact_text,
    can_withdraw_version,
    facilitates_plan,
)
from actionplans.queries.visibility import (
    actions_visible_to,
    contributions_visible_to,
    plans_previewed_by,
    plans_visible_to,
    think_tanks_with_plan_id_visible_to,
)
from stakeholders.models import OrganisationKind
from stakeholders.operations.accounts import grant_access
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_plan,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.people import PEOPLE, person
from thinktanks.models import ThinkTank
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db

FACILITATE = {"facilitator", "facilitator until tomorrow", "facilitator of the same plan"}
CHANGE = {"administrator", "coordinator"} | FACILITATE
WITHDRAW = {"administrator", "coordinator"}
RUN_THINK_TANK = CHANGE - {"facilitator of the same plan"}
every_kind = pytest.mark.parametrize("kind", PEOPLE)


@pytest.fixture
def plans(think_tank):
    """The plan of the think tank, its national plan, and plans of another region and another programme."""
    return [
        make_plan(think_tank),
        make_national_plan(think_tank.programme),
        make_plan(make_think_tank(programme=think_tank.programme, region=region("zemgale"))),
        make_plan(make_think_tank(region=think_tank.region)),
    ]


@every_kind
def test_change_and_publish_plan_of_a_region(kind, think_tank):
    plan, user = make_plan(think_tank), person(kind, think_tank)

    assert facilitates_plan(user, plan) == (kind in FACILITATE)
    assert can_change_plan(user, plan) == (kind in CHANGE)
    assert can_publish_plan(user, plan) == (kind in CHANGE)


@every_kind
def test_preview_plan_is_also_for_editors_of_the_region(kind, think_tank):
    plan, user = make_plan(think_tank), person(kind, think_tank)

    assert can_preview_plan(user, plan) == (kind in CHANGE | {"editor"})


@every_kind
def test_withdraw_version_and_redact_text_are_not_for_facilitators(kind, think_tank):
    plan, user = make_plan(think_tank), person(kind, think_tank)

    assert can_withdraw_version(user, plan) == (kind in WITHDRAW)
    assert can_redact_text(user, plan) == (kind in WITHDRAW)


@every_kind
@pytest.mark.parametrize(
    "can",
    [can_change_plan, can_publish_plan, can_preview_plan, can_withdraw_version, can_redact_text],
)
def test_national_plan_is_for_administrators_alone(kind, can, think_tank):
    plan = make_national_plan(think_tank.programme)

    assert can(person(kind, think_tank), plan) == (kind == "administrator")


@every_kind
@pytest.mark.parametrize("state", ThinkTank.State)
def test_capture_is_for_those_who_run_the_think_tank_in_every_state(kind, state, think_tank):
    think_tank.state = state

    assert can_capture(person(kind, think_tank), think_tank) == (kind in RUN_THINK_TANK)


def test_preview_plan_refuses_an_editor_of_another_region(think_tank):
    editor = make_user()
    organisation = register_organisation(
        "Parauga fonds",
        kind=OrganisationKind.objects.first(),
        role=role(),
        regions=[region("zemgale")],
        by=None,
    )
    grant_access(editor, kind="editor", organisation=organisation, by=None)
    elsewhere = make_think_tank(programme=think_tank.programme, region=region("zemgale"))

    assert can_preview_plan(editor, make_plan(elsewhere))
    assert not can_preview_plan(editor, make_plan(think_tank))


@every_kind
def test_change_plan_is_the_same_by_predicate_and_by_rows(kind, think_tank, plans):
    user = person(kind, think_tank)

    assert {plan for plan in Plan.objects.all() if can_change_plan(user, plan)} == set(
        plans_visible_to(user)
    )


@every_kind
def test_preview_plan_is_the_same_by_predicate_and_by_rows(kind, think_tank, plans):
    user = person(kind, think_tank)

    assert {plan for plan in Plan.objects.all() if can_preview_plan(user, plan)} == set(
        plans_previewed_by(user)
    )


@every_kind
def test_actions_and_contributions_are_visible_to_those_who_may_change_their_plan(kind, think_tank):
    own, other = make_contribution(think_tank), make_contribution()
    make_action(own)
    make_action(other)
    user = person(kind, think_tank)

    for model, visible in (
        (Action, actions_visible_to(user)),
        (Contribution, contributions_visible_to(user)),
    ):
        assert {row for row in model.objects.all() if can_change_plan(user, row.plan)} == set(
            visible
        )


@every_kind
def test_capture_is_the_same_by_predicate_and_by_rows(kind, think_tank):
    close_think_tank(make_think_tank(programme=think_tank.programme), by=None)
    make_think_tank(region=region("zemgale"))
    user = person(kind, think_tank)

    assert {row for row in ThinkTank.objects.all() if can_capture(user, row)} == set(
        think_tanks_with_plan_id_visible_to(user)
    )
