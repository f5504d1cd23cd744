import pytest
from django.test import Client

from actionplans.operations.capture import correct_contribution, withdraw_contribution
from tests.support.board_pages import address, said, signed_in, words
from tests.support.capture_pages import ESCAPED, SCRIPT, make_open_think_tank
from tests.support.factories import make_contribution, make_facilitator, make_think_tank, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_open_think_tank()


@pytest.fixture
def one(room):
    return make_contribution(room.think_tank, text="vajg telpas")


def send(room, one, text, version=1, **fields):
    return room.client.post(
        address("contribution-correct", one.pk), {"text": text, "version": version} | fields
    )


def test_contribution_correct_shows_the_words_to_mend(room, one):
    response = room.client.get(address("contribution-correct", one.pk))

    assert response.status_code == 200
    assert response.context["form"]["text"].value() == "vajg telpas"


def test_contribution_correct_puts_the_correction_beside_the_words(room, one):
    response = send(room, one, "vajag telpas")
    page = room.client.get(response.url)

    one.refresh_from_db()
    assert response.url == room.page
    assert said(page) == ["Corrected"]
    assert (one.text.body, one.correction.body) == ("vajg telpas", "vajag telpas")


def test_contribution_correct_can_be_undone(room, one):
    page = room.client.get(send(room, one, "vajag telpas").url)
    seq = one.plan.events.get(kind="contribution.corrected").seq
    assert f'name="seq" value="{seq}"' in words(page)

    room.client.post(address("capture-undo", room.think_tank.pk), {"seq": seq})

    one.refresh_from_db()
    assert one.words == "vajg telpas"


def test_contribution_correct_of_nothing_offers_no_undo(room, one):
    page = room.client.get(send(room, one, "vajg telpas").url)

    assert said(page) == ["Corrected"]
    assert 'name="seq"' not in words(page)


def test_contribution_correct_goes_back_where_it_came_from(room, one):
    back = f"{room.page}?only=hidden"

    there = send(room, one, "vajag telpas", back=back)
    strange = send(room, one, "Vajag telpas", version=2, back="https://example.org/")

    assert (there.url, strange.url) == (back, room.page)


def test_contribution_correct_shows_both_where_two_people_met(room, one):
    correct_contribution(one, text="vajag siltas telpas", version=1, by=make_user())

    response = send(room, one, "vajag telpas")

    one.refresh_from_db()
    assert response.status_code == 409
    assert one.words == "vajag siltas telpas"
    assert "„vajag siltas telpas”" in words(response)
    assert response.context["form"]["text"].value() == "vajag telpas"
    assert response.context["version"] == 2


def test_contribution_correct_takes_mine_once_both_were_seen(room, one):
    correct_contribution(one, text="vajag siltas telpas", version=1, by=make_user())
    shown = send(room, one, "vajag telpas").context["version"]

    response = send(room, one, "vajag telpas", version=shown)

    one.refresh_from_db()
    assert response.status_code == 302
    assert one.words == "vajag telpas"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a" * 2001, "The text is too long: 2001 of 2000 characters."),
        (" ", "Write what was said."),
    ],
)
def test_contribution_correct_refuses_and_keeps_what_was_typed(room, one, text, problem):
    response = send(room, one, text)

    one.refresh_from_db()
    assert response.status_code == 422
    assert problem in words(response)
    assert response.context["form"]["text"].value() == text
    assert one.version == 1


def test_contribution_correct_refuses_what_was_taken_back(room, one):
    withdraw_contribution(one, version=1, by=room.facilitator)

    response = send(room, one, "vajag telpas", version=2)

    assert response.status_code == 422
    assert "This was split or taken back." in words(response)


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999"])
def test_contribution_correct_wants_the_version_that_was_shown(room, one, version):
    response = send(room, one, "vajag telpas", version=version)

    one.refresh_from_db()
    assert response.status_code == 422
    assert one.version == 1


def test_contribution_correct_does_not_exist_for_others(room, one):
    other = room._replace(client=signed_in(make_facilitator(make_think_tank())))
    nobody = room._replace(client=Client())

    answers = [send(other, one, "vajag telpas"), send(nobody, one, "vajag telpas")]

    one.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 302]
    assert "/accounts/login/" in answers[1].url
    assert one.version == 1


def test_contribution_correct_keeps_words_apart_from_markup(room):
    one = make_contribution(room.think_tank, text=SCRIPT)

    shown = words(room.client.get(address("contribution-correct", one.pk)))

    assert shown.count(ESCAPED) == 2
    assert "<script>alert" not in shown
