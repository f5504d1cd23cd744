"""People work at one board at once, and nobody's work is overwritten in silence (T13)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from actionplans.models import Action, Contribution
from actionplans.operations.items import place
from actionplans.operations.locks import ChangedMeanwhile, SeenVersion
from actionplans.queries.log.verification import differences
from stakeholders.models import User
from tests.support.factories import make_action, make_contribution, make_think_tank, make_user
from tests.support.servers.child_process import all_at_once

pytestmark = [pytest.mark.server, pytest.mark.data]


def place_at_once(rounds):
    """Two people put the same contribution into two actions at the same moment, as both see it undecided."""
    think_tank = make_think_tank()
    people = [make_user(), make_user()]
    actions = [make_action(make_contribution(think_tank)) for _person in people]
    told = []
    for _round in range(rounds):
        said = make_contribution(think_tank)
        connection.close()
        wishes = [[said.pk, action.pk, by.pk] for action, by in zip(actions, people, strict=True)]
        answers = all_at_once(_place, wishes)
        said.refresh_from_db()
        winner = actions.index(said.placement.action)
        told.append([answers[winner], answers[1 - winner], people[winner].pk, actions[winner].pk])
    events = Action.objects.first().plan.events.filter(kind="item.placed").count()
    return {"told": told, "events": events, "differences": differences()}


def _place(wish):
    said, action, by = wish
    item = Contribution.objects.get(pk=said)
    try:
        place(
            [SeenVersion(item, 1)],
            action=Action.objects.get(pk=action),
            by=User.objects.get(pk=by),
        )
    except ChangedMeanwhile as refused:
        return ["moved on", refused.event.actor, refused.item.placement.action_id]
    except ValidationError as refused:
        return [refused.code]
    return ["placed"]


@pytest.mark.parametrize("rounds", [20, pytest.param(200, marks=pytest.mark.acceptance)])
def test_one_of_two_wins_and_the_other_is_told_who_and_where(installation, figure, rounds):
    played = installation.call(place_at_once, rounds=rounds)

    for won, lost, winner, action in played["told"]:
        assert (won, lost) == (["placed"], ["moved on", winner, action])
    assert (played["events"], played["differences"]) == (rounds, [])
    figure("T13", f"{rounds} rounds: 1 winner and 1 told each, 0 overwritten in silence")
