"""What came after the close is marked until somebody accepts it."""

import pytest

from tests.support.closing import make_late_contributions
from tests.support.factories import (
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_think_tank,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contribution(capture_page):
    make_contribution(capture_page.think_tank, text="Laikā pateiktais")
    [contribution] = make_late_contributions(capture_page.think_tank, "Pēc slēgšanas pateiktais")
    return contribution


def wall_of(capture_page):
    page = capture_page.client.get(address("think-tank-wall", capture_page.think_tank.pk))
    return [item.contribution.current_text for item in page.context["wall"].newest]


def accept(client, contribution, **more):
    there = address("contribution-accept-late", contribution.pk)
    return client.post(there, {"version": contribution.version}, **more)


def test_accept_late_shows_it_with_the_others(capture_page, contribution):
    before, waiting = (
        wall_of(capture_page),
        capture_page.client.get(f"{capture_page.address}?only=late"),
    )

    page = accept(capture_page.client, contribution, follow=True)

    contribution.refresh_from_db()
    assert contribution.late is False
    assert messages_of(page) == ["Accepted"]
    assert [row.current_text for row in waiting.context["contributions"]] == [
        "Pēc slēgšanas pateiktais"
    ]
    assert before == ["Laikā pateiktais"]
    assert wall_of(capture_page) == ["Pēc slēgšanas pateiktais", "Laikā pateiktais"]


def test_accept_late_can_be_undone(capture_page, contribution):
    page = accept(capture_page.client, contribution, follow=True)
    seq = contribution.plan.events.get(kind="contribution.late_accepted").seq
    assert f'name="seq" value="{seq}"' in html_of(page)

    capture_page.client.post(address("capture-undo", capture_page.think_tank.pk), {"seq": seq})

    contribution.refresh_from_db()
    assert contribution.late is True


def test_accept_late_is_offered_on_every_page_after_the_close(capture_page, contribution):
    there = address("think-tank-close", capture_page.think_tank.pk)
    accept_it = address("contribution-accept-late", contribution.pk)

    left, desk = capture_page.client.get(there), capture_page.client.get(address("desk"))

    assert [row.current_text for row in left.context["checklist"].late] == [
        "Pēc slēgšanas pateiktais"
    ]
    assert accept_it in html_of(left)
    assert accept_it in html_of(capture_page.client.get(capture_page.address))
    assert "Late contributions to review: 1" in html_of(desk)

    back = accept(capture_page.client, contribution).url
    assert accept_it not in html_of(capture_page.client.get(there))
    assert accept_it not in html_of(capture_page.client.get(back))
    assert "Late contributions to review" not in html_of(capture_page.client.get(address("desk")))


def test_accept_late_leads_back_with_an_undo_that_works(capture_page, contribution):
    there = address("think-tank-close", capture_page.think_tank.pk)
    data = {"version": contribution.version, "back": there}

    page = capture_page.client.post(
        address("contribution-accept-late", contribution.pk), data, follow=True
    )

    assert page.redirect_chain[-1][0] == there
    assert 'form="acts"' in html_of(page)
    assert '<form id="acts"' in html_of(page)


@pytest.mark.parametrize(("version", "status"), [("", 422), ("x", 422), ("7", 409)])
def test_accept_late_refuses_what_nobody_saw(capture_page, contribution, version, status):
    response = capture_page.client.post(
        address("contribution-accept-late", contribution.pk), {"version": version}
    )

    contribution.refresh_from_db()
    assert response.status_code == status
    assert contribution.late is True


def test_accept_late_does_not_exist_for_others(capture_page, contribution):
    others = (make_coordinator("latgale"), make_facilitator(make_think_tank()))

    answers = [accept(signed_in(user), contribution).status_code for user in others]

    contribution.refresh_from_db()
    assert (answers, contribution.late) == ([404, 404], True)
    assert (
        capture_page.client.get(address("contribution-accept-late", contribution.pk)).status_code
        == 405
    )
