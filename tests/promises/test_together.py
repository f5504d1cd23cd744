"""People change a board at the same time, and nobody's change is overwritten silently (T13)."""

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
    """Let two people place an undecided contribution into two actions at the same moment, for `rounds` rounds.

    Return for every round the answers of the winner and the loser with the expected person and action, the number of
    events, and the differences.
    """
    think_tank = make_think_tank()
    people = [make_user(), make_user()]
    actions = [make_action(make_contribution(think_tank)) for _person in people]
    results = []
    for _round in range(rounds):
        contribution = make_contribution(think_tank)
        connection.close()
        requests = [
            [contribution.pk, action.pk, by.pk] for action, by in zip(actions, people, strict=True)
        ]
        answers = all_at_once(_place, requests)
        contribution.refresh_from_db()
        winner = actions.index(contribution.placement.action)
        results.append(
            [answers[winner], answers[1 - winner], people[winner].pk, actions[winner].pk]
        )
    events = Action.objects.first().plan.events.filter(kind="item.placed").count()
    return {"results": results, "events": events, "differences": differences()}


def _place(request):
    contribution, action, by = request
    item = Contribution.objects.get(pk=contribution)
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
def test_place_at_once_has_a_winner_and_shows_the_loser_who_and_where(installation, figure, rounds):
    found = installation.call(place_at_once, rounds=rounds)

    assert len(found["results"]) == rounds
    for won, lost, winner, action in found["results"]:
        assert (won, lost) == (["placed"], ["moved on", winner, action])
    assert (found["events"], found["differences"]) == (rounds, [])
    figure("T13", f"{rounds} rounds: 1 winner and 1 informed in each, 0 overwritten silently")
