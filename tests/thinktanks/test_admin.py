"""Administrators' lists of programmes and think tanks: they show, and lead to the pages where both are changed."""

import pytest
from django.urls import reverse

from tests.support.factories import make_think_tank
from tests.support.pages.admin_pages import page_address, post
from thinktanks.models import Programme, ThinkTank

pytestmark = pytest.mark.django_db
PROGRAMMES, THINK_TANKS = ("thinktanks", "programme"), ("thinktanks", "thinktank")


@pytest.mark.parametrize("page", [PROGRAMMES, THINK_TANKS])
def test_admin_adds_and_changes_nothing_here(client, administrator, page):
    think_tank = make_think_tank()
    row = {PROGRAMMES: think_tank.programme, THINK_TANKS: think_tank}[page]
    rows = Programme.objects.count(), ThinkTank.objects.count()

    added = post(client, page, code="2027", town="Kuldīga")
    changed = client.post(page_address(page, "change", row.pk), {"code": "2027"})

    assert (added.status_code, changed.status_code) == (404, 404)
    assert (Programme.objects.count(), ThinkTank.objects.count()) == rows
    row.refresh_from_db()
    assert row.code != "2027"


@pytest.mark.parametrize("kind", ["changelist", "change"])
def test_admin_leads_to_the_page_of_the_portal(client, administrator, kind):
    think_tank = make_think_tank()
    pages = {
        PROGRAMMES: (
            think_tank.programme,
            reverse("programme-show", args=[think_tank.programme.code]),
        ),
        THINK_TANKS: (think_tank, reverse("think-tank-prepare", args=[think_tank.pk])),
    }

    for page, (row, address) in pages.items():
        ids = [row.pk] if kind == "change" else []
        shown = client.get(page_address(page, kind, *ids)).content.decode()
        assert f'href="{address}"' in shown


def test_admin_shows_no_code_by_which_people_join(client, administrator):
    think_tank = make_think_tank()

    shown = client.get(page_address(THINK_TANKS, "change", think_tank.pk)).content.decode()

    assert think_tank.code in shown
    assert think_tank.join_code not in shown
    assert think_tank.feedback_code not in shown
