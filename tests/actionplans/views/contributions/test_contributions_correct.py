"""contribution-correct: the text as it was meant; the original stays."""

import pytest
from django.test import Client

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution
from tests.support.factories import make_contribution, make_facilitator, make_think_tank, make_user
from tests.support.pages.capture_pages import ESCAPED, SCRIPT
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contribution(capture_page):
    return make_contribution(capture_page.think_tank, text="vajg telpas")


def send_correction(capture_page, contribution, text, version=1, **fields):
    return capture_page.client.post(
        address("contribution-correct", contribution.pk),
        {"text": text, "version": version} | fields,
    )


def test_contribution_correct_shows_the_text_to_correct(capture_page, contribution):
    response = capture_page.client.get(address("contribution-correct", contribution.pk))

    assert response.status_code == 200
    assert response.context["form"]["text"].value() == "vajg telpas"


def test_contribution_correct_keeps_the_original_text(capture_page, contribution):
    response = send_correction(capture_page, contribution, "vajag telpas")
    page = capture_page.client.get(response.url)

    contribution.refresh_from_db()
    assert response.url == capture_page.address
    assert messages_of(page) == ["Corrected"]
    assert (contribution.text.body, contribution.correction.body) == ("vajg telpas", "vajag telpas")


def test_contribution_correct_can_be_undone(capture_page, contribution):
    page = capture_page.client.get(send_correction(capture_page, contribution, "vajag telpas").url)
    seq = contribution.plan.events.get(kind="contribution.corrected").seq
    assert f'name="seq" value="{seq}"' in html_of(page)

    capture_page.client.post(address("capture-undo", capture_page.think_tank.pk), {"seq": seq})

    contribution.refresh_from_db()
    assert contribution.current_text == "vajg telpas"


def test_contribution_correct_without_a_change_offers_no_undo(capture_page, contribution):
    page = capture_page.client.get(send_correction(capture_page, contribution, "vajg telpas").url)

    assert messages_of(page) == ["Corrected"]
    assert 'name="seq"' not in html_of(page)


def test_contribution_correct_goes_back_where_it_came_from(capture_page, contribution):
    back = f"{capture_page.address}?only=hidden"

    there = send_correction(capture_page, contribution, "vajag telpas", back=back)
    strange = send_correction(
        capture_page, contribution, "Vajag telpas", version=2, back="https://example.org/"
    )

    assert (there.url, strange.url) == (back, capture_page.address)


def test_contribution_correct_shows_both_after_a_conflict(capture_page, contribution):
    correct_contribution(contribution, text="vajag siltas telpas", version=1, by=make_user())

    response = send_correction(capture_page, contribution, "vajag telpas")

    contribution.refresh_from_db()
    assert response.status_code == 409
    assert contribution.current_text == "vajag siltas telpas"
    assert "„vajag siltas telpas”" in html_of(response)
    assert response.context["form"]["text"].value() == "vajag telpas"
    assert response.context["version"] == 2


def test_contribution_correct_takes_mine_once_both_were_seen(capture_page, contribution):
    correct_contribution(contribution, text="vajag siltas telpas", version=1, by=make_user())
    shown = send_correction(capture_page, contribution, "vajag telpas").context["version"]

    response = send_correction(capture_page, contribution, "vajag telpas", version=shown)

    contribution.refresh_from_db()
    assert response.status_code == 302
    assert contribution.current_text == "vajag telpas"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a" * 2001, "The text is too long: 2001 of 2000 characters."),
        (" ", "Enter the contribution."),
    ],
)
def test_contribution_correct_refuses_and_keeps_what_was_typed(
    capture_page, contribution, text, problem
):
    response = send_correction(capture_page, contribution, text)

    contribution.refresh_from_db()
    assert response.status_code == 422
    assert problem in html_of(response)
    assert response.context["form"]["text"].value() == text
    assert contribution.version == 1


def test_contribution_correct_refuses_what_was_taken_back(capture_page, contribution):
    withdraw_contribution(contribution, version=1, by=capture_page.facilitator)

    response = send_correction(capture_page, contribution, "vajag telpas", version=2)

    assert response.status_code == 422
    assert "This was split or taken back." in html_of(response)


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999"])
def test_contribution_correct_requires_the_version_that_was_shown(
    capture_page, contribution, version
):
    response = send_correction(capture_page, contribution, "vajag telpas", version=version)

    contribution.refresh_from_db()
    assert response.status_code == 422
    assert contribution.version == 1


def test_contribution_correct_does_not_exist_for_others(capture_page, contribution):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))
    nobody = capture_page._replace(client=Client())

    answers = [
        send_correction(other, contribution, "vajag telpas"),
        send_correction(nobody, contribution, "vajag telpas"),
    ]

    contribution.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 302]
    assert "/accounts/login/" in answers[1].url
    assert contribution.version == 1


def test_contribution_correct_escapes_markup(capture_page):
    contribution = make_contribution(capture_page.think_tank, text=SCRIPT)

    shown = html_of(capture_page.client.get(address("contribution-correct", contribution.pk)))

    assert shown.count(ESCAPED) == 2
    assert "<script>alert" not in shown
