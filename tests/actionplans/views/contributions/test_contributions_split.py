"""contribution-split: several contributions out of one."""

import pytest

from actionplans.operations.contributions import correct_contribution
from tests.support.factories import make_contribution, make_facilitator, make_think_tank, make_user
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contribution(capture_page):
    return make_contribution(capture_page.think_tank, text="Vajag telpas; mentoru")


def send_parts(capture_page, contribution, parts, version=1):
    return capture_page.client.post(
        address("contribution-split", contribution.pk), {"parts": parts, "version": version}
    )


def test_contribution_split_proposes_the_parts_at_semicolons(capture_page, contribution):
    response = capture_page.client.get(address("contribution-split", contribution.pk))

    assert response.context["form"]["parts"].value() == "Vajag telpas\nmentoru"


def test_contribution_split_makes_parts_of_the_untouched_original(capture_page, contribution):
    response = send_parts(capture_page, contribution, "Vajag telpas\r\n\r\nVajag mentoru\r\n")
    page = capture_page.client.get(response.url)

    contribution.refresh_from_db()
    assert messages_of(page) == ["Split into parts"]
    assert (contribution.state, contribution.current_text) == ("split", "Vajag telpas; mentoru")
    assert [part.current_text for part in contribution.parts.order_by("pk")] == [
        "Vajag telpas",
        "Vajag mentoru",
    ]


def test_contribution_split_can_be_undone(capture_page, contribution):
    send_parts(capture_page, contribution, "Vajag telpas\nVajag mentoru")
    seq = contribution.plan.events.get(kind="contribution.split").seq

    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), {"seq": seq}, follow=True
    )

    assert messages_of(response)[-1] == f"Change {seq} undone"
    assert [row.current_text for row in response.context["contributions"]] == [
        "Vajag telpas; mentoru"
    ]


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ("tikai viena", "Split it into at least two parts."),
        ("daļa\n" * 2001, "Split it into at most 2,000 parts."),
        ("", "Split it into at least two parts."),
        ("viena\n" + "a" * 2001, "The text is too long: 2001 of 2000 characters."),
    ],
)
def test_contribution_split_refuses_and_keeps_what_was_typed(
    capture_page, contribution, parts, problem
):
    response = send_parts(capture_page, contribution, parts)

    assert response.status_code == 422
    assert problem in html_of(response)
    assert response.context["form"]["parts"].value() == parts
    assert not contribution.parts.exists()


def test_contribution_split_refuses_what_was_changed_meanwhile(capture_page, contribution):
    correct_contribution(
        contribution, text="Vajag siltas telpas; mentoru", version=1, by=make_user()
    )

    response = send_parts(capture_page, contribution, "Vajag telpas\nVajag mentoru")

    assert response.status_code == 409
    assert "„Vajag siltas telpas; mentoru”" in html_of(response)
    assert response.context["form"]["parts"].value() == "Vajag telpas\nVajag mentoru"
    assert not contribution.parts.exists()


def test_contribution_split_does_not_exist_for_others(capture_page, contribution):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))

    answers = [
        send_parts(client, contribution, "viens\ndivi").status_code
        for client in (other, capture_page)
    ]

    assert answers == [404, 302]
