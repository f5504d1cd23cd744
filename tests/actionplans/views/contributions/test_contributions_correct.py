import pytest
from django.test import Client

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution
from tests.support.board_pages import address, said, signed_in, words
from tests.support.capture_pages import ESCAPED, SCRIPT
from tests.support.factories import make_contribution, make_facilitator, make_think_tank, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(capture_page):
    return make_contribution(capture_page.think_tank, text="vajg telpas")


def send(capture_page, one, text, version=1, **fields):
    return capture_page.client.post(
        address("contribution-correct", one.pk), {"text": text, "version": version} | fields
    )


def test_contribution_correct_shows_the_words_to_mend(capture_page, one):
    response = capture_page.client.get(address("contribution-correct", one.pk))

    assert response.status_code == 200
    assert response.context["form"]["text"].value() == "vajg telpas"


def test_contribution_correct_puts_the_correction_beside_the_words(capture_page, one):
    response = send(capture_page, one, "vajag telpas")
    page = capture_page.client.get(response.url)

    one.refresh_from_db()
    assert response.url == capture_page.address
    assert said(page) == ["Corrected"]
    assert (one.text.body, one.correction.body) == ("vajg telpas", "vajag telpas")


def test_contribution_correct_can_be_undone(capture_page, one):
    page = capture_page.client.get(send(capture_page, one, "vajag telpas").url)
    seq = one.plan.events.get(kind="contribution.corrected").seq
    assert f'name="seq" value="{seq}"' in words(page)

    capture_page.client.post(address("capture-undo", capture_page.think_tank.pk), {"seq": seq})

    one.refresh_from_db()
    assert one.words == "vajg telpas"


def test_contribution_correct_of_nothing_offers_no_undo(capture_page, one):
    page = capture_page.client.get(send(capture_page, one, "vajg telpas").url)

    assert said(page) == ["Corrected"]
    assert 'name="seq"' not in words(page)


def test_contribution_correct_goes_back_where_it_came_from(capture_page, one):
    back = f"{capture_page.address}?only=hidden"

    there = send(capture_page, one, "vajag telpas", back=back)
    strange = send(capture_page, one, "Vajag telpas", version=2, back="https://example.org/")

    assert (there.url, strange.url) == (back, capture_page.address)


def test_contribution_correct_shows_both_where_two_people_met(capture_page, one):
    correct_contribution(one, text="vajag siltas telpas", version=1, by=make_user())

    response = send(capture_page, one, "vajag telpas")

    one.refresh_from_db()
    assert response.status_code == 409
    assert one.words == "vajag siltas telpas"
    assert "„vajag siltas telpas”" in words(response)
    assert response.context["form"]["text"].value() == "vajag telpas"
    assert response.context["version"] == 2


def test_contribution_correct_takes_mine_once_both_were_seen(capture_page, one):
    correct_contribution(one, text="vajag siltas telpas", version=1, by=make_user())
    shown = send(capture_page, one, "vajag telpas").context["version"]

    response = send(capture_page, one, "vajag telpas", version=shown)

    one.refresh_from_db()
    assert response.status_code == 302
    assert one.words == "vajag telpas"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a" * 2001, "The text is too long: 2001 of 2000 characters."),
        (" ", "Enter the contribution."),
    ],
)
def test_contribution_correct_refuses_and_keeps_what_was_typed(capture_page, one, text, problem):
    response = send(capture_page, one, text)

    one.refresh_from_db()
    assert response.status_code == 422
    assert problem in words(response)
    assert response.context["form"]["text"].value() == text
    assert one.version == 1


def test_contribution_correct_refuses_what_was_taken_back(capture_page, one):
    withdraw_contribution(one, version=1, by=capture_page.facilitator)

    response = send(capture_page, one, "vajag telpas", version=2)

    assert response.status_code == 422
    assert "This was split or taken back." in words(response)


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999"])
def test_contribution_correct_wants_the_version_that_was_shown(capture_page, one, version):
    response = send(capture_page, one, "vajag telpas", version=version)

    one.refresh_from_db()
    assert response.status_code == 422
    assert one.version == 1


def test_contribution_correct_does_not_exist_for_others(capture_page, one):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))
    nobody = capture_page._replace(client=Client())

    answers = [send(other, one, "vajag telpas"), send(nobody, one, "vajag telpas")]

    one.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 302]
    assert "/accounts/login/" in answers[1].url
    assert one.version == 1


def test_contribution_correct_keeps_words_apart_from_markup(capture_page):
    one = make_contribution(capture_page.think_tank, text=SCRIPT)

    shown = words(capture_page.client.get(address("contribution-correct", one.pk)))

    assert shown.count(ESCAPED) == 2
    assert "<script>alert" not in shown
