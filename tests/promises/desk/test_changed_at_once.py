"""Two people save the page of a programme or a think tank at the same moment, and neither loses a change unseen (T13)."""

import pytest
from django.test import Client

from tests.support.factories import make_administrator, make_think_tank
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
}
CHANGED = "Someone changed this in the meantime. Now it is: {}. If yours is right, save again."


def save_at_once(page):
    """Let two people save a field of a page; return status and refusals of each, and what is stored."""
    where, field, stored = PAGES[page]
    think_tank = make_think_tank(is_open=False)
    there = where(think_tank)
    requests = [[_session(), there, field, value] for value in ("Talsi", "Sabile")]
    [answers] = in_turn(_save, [requests])
    return answers, stored(ThinkTank.objects.get(pk=think_tank.pk))


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


@pytest.mark.parametrize("page", PAGES)
def test_saving_a_page_at_once_informs_the_second(installation, page):
    answers, stored = installation.call(save_at_once, page=page)

    assert (answers, stored) == ([[302, 0], [422, 1]], "Talsi")
