"""A form that is sent twice at the same moment is carried out once."""

import pytest
from django.db import connection
from django.test import Client

from actionplans.models import Action, PlanEvent
from tests.support.factories import make_contribution, make_facilitator, make_plan, make_think_tank
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.requests import address
from tests.support.servers.child_process import all_at_once

pytestmark = pytest.mark.server
LOCAL = {"SERVER_NAME": "localhost"}  # the one host of a portal in local mode


def form_actions_at_once(rounds, with_item):
    """Send the form of a new action twice at once, round by round."""
    think_tank = make_think_tank()
    client = Client(**LOCAL)
    client.force_login(make_facilitator(think_tank))
    plan = make_plan(think_tank)
    there, session = address("action-form", plan.pk), client.cookies["sessionid"].value
    answers = []
    for _round in range(rounds):
        items = handles(make_contribution(think_tank)) if with_item else []
        form = sent(role="municipalities", wording="Tikties biežāk", items=items)
        connection.close()
        answers.append(all_at_once(_post, [[session, there, form]] * 2))
    events = PlanEvent.objects.filter(kind="action.formed").count()
    return {"answers": answers, "actions": Action.objects.count(), "events": events}


def _post(request):
    session, there, form = request
    client = Client(**LOCAL)
    client.cookies["sessionid"] = session
    response = client.post(there, form)
    return [response.status_code, response.headers.get("Location")]


@pytest.mark.parametrize("with_item", [True, False])
def test_a_form_sent_twice_at_once_is_carried_out_once(installation, with_item):
    played = installation.call(form_actions_at_once, rounds=5, with_item=with_item)

    for first, second in played["answers"]:
        assert (first[0], first) == (302, second)
    assert (played["actions"], played["events"]) == (5, 5)
