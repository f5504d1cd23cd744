"""Before a think tank is closed: what is still open, shown while everyone is there."""

import pytest

from actionplans.operations.contributions import hide
from tests.support.factories import (
    make_action,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_programme,
    make_think_tank,
    role,
    seen,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def think_tank():
    """Only two roles, so that each pair of speaker and addressee can be filled."""
    roles = [role("municipalities"), role("policy_makers")]
    return make_think_tank(
        programme=make_programme(speaker_roles=roles, addressed_roles=roles), tables=roles
    )


def close_page(think_tank):
    client = signed_in(make_facilitator(think_tank))
    return client.get(address("think-tank-close", think_tank.pk))


def test_close_lists_what_is_still_open(think_tank):
    pas, pol = role("municipalities"), role("policy_makers")
    make_action(make_contribution(think_tank, author_role=pas, addressed_role=pol))
    first = make_contribution(think_tank, author_role=pol, addressed_role=pol)
    second = make_contribution(think_tank, author_role=pas, addressed_role=None, text="Kam tas?")
    hidden = make_contribution(think_tank, author_role=pas, addressed_role=None, text="Slēpts")
    hide(seen(hidden), by=make_coordinator())

    response = close_page(think_tank)

    left = response.context["checklist"]
    assert [(cell.speaker.code, cell.addressed.code) for cell in left.empty] == [
        ("policy_makers", "municipalities"),
        ("municipalities", "municipalities"),
    ]
    assert left.without_addressed == (second,)
    assert left.undecided == (first, second)
    assert address("contribution-assign-roles", second.pk) in html_of(response)
    assert "Slēpts" not in html_of(response)
    think_tank.refresh_from_db()
    assert think_tank.state == "open"


def test_close_says_when_nothing_is_left(think_tank):
    for speaker in ("municipalities", "policy_makers"):
        for addressed in ("municipalities", "policy_makers"):
            make_action(
                make_contribution(
                    think_tank, author_role=role(speaker), addressed_role=role(addressed)
                )
            )

    left = close_page(think_tank).context["checklist"]

    assert (left.empty, left.without_addressed, left.undecided) == ((), (), ())


def test_close_offers_no_button_twice(think_tank):
    client = signed_in(make_facilitator(think_tank))
    there = address("think-tank-close", think_tank.pk)

    before = html_of(client.get(there))
    closed = client.post(there, follow=True)

    assert messages_of(closed) == ["The slide and the wall now show the code for feedback"]
    assert "cannot be reopened" in before
    assert "cannot be reopened" not in html_of(client.get(there))


def test_close_does_not_exist_for_others(think_tank):
    client = signed_in(make_coordinator("latgale"))

    assert client.get(address("think-tank-close", think_tank.pk)).status_code == 404
    assert client.post(address("think-tank-close", think_tank.pk)).status_code == 404
    think_tank.refresh_from_db()
    assert think_tank.state == "open"
