"""Two people save the same page at the desk at the same moment, and neither loses a change unseen (T13)."""

import pytest
from django.test import Client

from tests.support.factories import make_administrator, make_attendee, make_plan, make_think_tank
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of
from tests.support.servers.in_turn import in_turn
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.data]

LOCAL = {"SERVER_NAME": "localhost"}  # the one host of a portal in local mode
PAGES = {
    "programme": (
        lambda think_tank: address("programme-change", think_tank.programme.code),
        "name_en",
        lambda think_tank: think_tank.programme.name_en,
    ),
    "think-tank": (
        lambda think_tank: address("think-tank-change", think_tank.pk),
        "town",
        lambda think_tank: think_tank.town,
    ),
    "question": (
        lambda think_tank: address("question-reword", think_tank.programme.questions.first().pk),
        "text_en",
        lambda think_tank: think_tank.programme.questions.first().text_en,
    ),
    "attendee": (
        lambda think_tank: address("attendee-change", make_attendee(think_tank).pk),
        "name",
        lambda think_tank: think_tank.attendees.get().name,
    ),
    "plan": (
        lambda think_tank: address("plan-source-correct", make_plan(think_tank).pk),
        "source_title",
        lambda think_tank: think_tank.programme.plans.get().source_title,
    ),
}
CHANGED = "Someone changed this in the meantime. Now it is: {}. If yours is right, save again."


def save_at_once():
    """Let two people save a field of each page; return status and refusals of both, and what is stored, by page."""
    sessions = [_session(), _session()]
    think_tanks, pairs = {}, []
    for page, (where, field, _stored) in PAGES.items():
        think_tanks[page] = make_think_tank(is_open=False)
        there = where(think_tanks[page])
        values = zip(sessions, ("Talsi", "Sabile"), strict=True)
        pairs.append([[session, there, field, value] for session, value in values])
    answers = in_turn(_save, pairs)
    return {
        page: [found, stored(ThinkTank.objects.get(pk=think_tanks[page].pk))]
        for (page, (_where, _field, stored)), found in zip(PAGES.items(), answers, strict=True)
    }


def _session():
    client = Client(**LOCAL)
    client.force_login(make_administrator())
    return client.cookies["sessionid"].value


def _save(request):
    session, there, field, value = request
    client = Client(**LOCAL)
    client.cookies["sessionid"] = session
    saved = form_with(client.get(there), "Save").fill(**{field: value}).press("Save")
    return [saved.status_code, html_of(saved).count(CHANGED.format("Talsi"))]


def test_saving_a_page_at_once_informs_the_second(installation):
    found = installation.call(save_at_once)

    assert found == {page: [[[302, 0], [422, 1]], "Talsi"] for page in PAGES}
