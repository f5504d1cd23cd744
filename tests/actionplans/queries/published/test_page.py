"""The page of a version, and of the draft that it was made from."""

import pytest

from actionplans.operations.actions import detail_action, form_action, link_actions
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from actionplans.queries.draft.next_version import draft_of
from actionplans.queries.draft.preview import preview_page
from actionplans.queries.published.page import version_page
from tests.support.boards.steps import merge
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_user,
    make_version,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(think_tank):
    """A plan with two actions, details, a link, a correction and something left out."""
    by = make_user()
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    correct_contribution(contribution, text="Labots", version=2, by=by)
    other = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    action = detail_action(
        action, condition="Ja var", support_roles=[role()], version=action.version, by=by
    )
    link_actions(action, other=other, version=action.version, by=by)
    set_aside(seen(make_contribution(think_tank)), reason="other", note="Nosaka likums", by=by)
    return action.plan


def test_a_draft_is_read_as_the_version_made_from_it(plan):
    version = make_version(plan)

    read = version_page(version)

    assert read == preview_page(plan, draft_of(plan))
    assert (read.actions, read.times_said, read.left_out) == (2, 2, 1)


def test_a_national_draft_is_read_as_the_version_made_from_it(plan):
    make_version(plan)
    national = make_national_plan(plan.programme)
    first, second = national.regional_actions.select_related("action__role").order_by("pk")
    form_action(
        national, role=first.action.role, wording="Visur", items=seen(first), by=make_user()
    )
    set_aside(seen(second), reason="repeats", by=make_user())
    version = make_version(national)

    read = version_page(version)

    assert read == preview_page(national, draft_of(national))
    assert (read.actions, read.times_said, read.left_out) == (1, 1, 1)


def test_a_national_plan_counts_once_what_two_of_its_actions_rely_on(think_tank):
    by = make_user()
    action, other = (make_action(make_contribution(think_tank)) for _ in range(2))
    make_version(action.plan)
    national = make_national_plan(action.plan.programme)
    first, second = national.regional_actions.order_by("pk")
    form_action(national, role=role(), wording="Visur", items=seen(first), by=by)
    merge(action, other)
    make_version(action.plan)
    form_action(national, role=role(), wording="Arī", items=seen(second), by=by)

    read = version_page(make_version(national))

    assert [action.times_said for section in read.sections for action in section.actions] == [1, 2]
    assert read.times_said == 2
    assert read == preview_page(national, draft_of(national))


def test_a_draft_is_read_before_its_actions_have_wording_and_key():
    action = make_action(wording="")

    read = preview_page(action.plan, draft_of(action.plan))

    (shown,) = (action for section in read.sections for action in section.actions)
    assert (shown.key, shown.wording, shown.times_said) == ("", "", 1)
