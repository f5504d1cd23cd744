"""What nobody should send, at each door by which words come in: one clear sentence, and nothing changed."""

import json
import uuid
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override

from actionplans.models import Contribution, Plan, PlanEvent, Text
from tests.support.board_pages import signed_in
from tests.support.factories import (
    hours_ago,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    role,
)
from thinktanks.models import Answer, Device, ThinkTank
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db
DOORS = ("facilitator's page", "participant's page", "facilitator's script", "participant's script")
LANGUAGES = ("lv", "en")
WORDS = "Atdodiet skolas virtuvi"


class OpenThinkTank(NamedTuple):
    """An open think tank whose roles are fewer than all, its facilitator, and a phone that joined."""

    think_tank: ThinkTank
    facilitator: Client
    phone: Client


@pytest.fixture
def room():
    return make_open_think_tank()


def make_open_think_tank(**fields):
    roles = [role("municipalities"), role("policy_makers")]
    programme = make_programme(speaker_roles=roles, addressed_roles=roles)
    think_tank = make_think_tank(programme=programme, tables=[None], **fields)
    device, token = make_device(think_tank, role=roles[0])
    phone = Client()
    phone.cookies[settings.DEVICE_COOKIE_NAME] = token
    assert device.table.number == 1
    return OpenThinkTank(think_tank, signed_in(make_facilitator(think_tank)), phone)


def send(room, door, language, *, client=None, **bad):
    """One contribution by a door; `bad` takes the place of what is right about it."""
    values = {
        "uuid": str(uuid.uuid4()),
        "text": WORDS,
        "addressed_role": "municipalities",
        "author_role": "policy_makers",
        "table": "1",
    } | bad
    client = client or (room.facilitator if door.startswith("facil") else room.phone)
    number = room.think_tank.pk
    if door.endswith("script"):
        entry = {"think_tank": number} | values
        return client.post(
            f"/api/capture/{carried(language)}", json.dumps([entry]), "application/json"
        )
    if door == "participant's page":
        return client.post(f"/device/{carried(language)}", values)
    pair = f"{values['author_role']}.{values['addressed_role']}"
    prefix = "/en" if language == "en" else ""
    return client.post(f"{prefix}/desk/thinktanks/{number}/capture/", values | {"pair": pair})


def carried(language):
    return "?lang=en" if language == "en" else ""


def sentence_in(language, message, **values):
    with override(language):
        return gettext(message) % values if values else gettext(message)


def answer_of(response, door):
    """The status and all words; of a script's batch those of its one entry."""
    if door.endswith("script") and response.status_code == 200:
        [item] = response.json()["items"]
        return item["http"], item.get("message", "")
    told = response.json()["message"] if door.endswith("script") else response.content.decode()
    return response.status_code, told


def everything():
    """Every row that words could have touched."""
    counts = {
        model: model.objects.count() for model in (Contribution, Text, PlanEvent, Plan, Answer)
    }
    states = [list(model.objects.order_by("pk").values()) for model in (ThinkTank, Device)]
    return counts, states


BOTH_ROLES = "Choose a role from the list."
EVERYWHERE, OF_FACILITATORS = DOORS, (DOORS[0], DOORS[2])
# What is sent, at which doors, and the sentence that answers it.
BAD_FIELDS = {
    "10,000 characters": ({"text": "ā" * 10_000}, EVERYWHERE, "The text is too long: %(count)s of %(limit)s characters."),
    "no words": ({"text": ""}, EVERYWHERE, "Write what was said."),
    "blanks alone": ({"text": " \n\t "}, EVERYWHERE, "Write what was said."),
    "NUL alone": ({"text": "\x00"}, EVERYWHERE, "Write what was said."),
    "zero-width marks alone": ({"text": "\u200b\u200d\ufeff"}, EVERYWHERE, "Write what was said."),
    "direction marks alone": ({"text": "\u202e\u2067\u200f"}, EVERYWHERE, "Write what was said."),
    "a role that nobody has": ({"addressed_role": "kings"}, EVERYWHERE, BOTH_ROLES),
    "a role with NUL": ({"addressed_role": "municipalities\x00"}, EVERYWHERE, BOTH_ROLES),
    "a role not addressed here": ({"addressed_role": "social_enterprises"}, EVERYWHERE, BOTH_ROLES),
    "a role not speaking here": ({"author_role": "social_enterprises"}, OF_FACILITATORS, BOTH_ROLES),
    "a table of another event": ({"table": "2"}, OF_FACILITATORS, "There is no such table at this think tank."),
    "a table that is no number": ({"table": "x\x00"}, OF_FACILITATORS, "There is no such table at this think tank."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", BAD_FIELDS)
def test_bad_words_are_refused_in_the_language_of_the_reader(room, language, case):
    bad, doors, message = BAD_FIELDS[case]
    make_think_tank(programme=room.think_tank.programme, tables=[None, None])
    values = {"count": 10_000, "limit": 2000} if "%(count)" in message else {}
    sentence, before = sentence_in(language, message, **values), everything()

    answers = {door: answer_of(send(room, door, language, **bad), door) for door in doors}

    assert everything() == before
    assert {
        door: (status, sentence in told) for door, (status, told) in answers.items()
    } == dict.fromkeys(doors, (422, True))


@pytest.mark.parametrize("door", DOORS)
def test_what_is_right_is_kept_at_each_door(room, door):
    assert answer_of(send(room, door, "lv"), door)[0] in (201, 302)
    assert [one.text.body for one in Contribution.objects.all()] == [WORDS]


@pytest.mark.parametrize("door", DOORS[2:])
def test_a_lone_surrogate_alone_is_no_words(room, door):
    before = everything()

    status, told = answer_of(send(room, door, "lv", text="\ud800"), door)

    assert (status, told, everything()) == (422, sentence_in("lv", "Write what was said."), before)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Skola\x00 un \u200bvirtuve", "Skola un virtuve"),
        ("\u202eSkola\u202c", "Skola"),
        ("Paldies 👩‍🍳🇱🇻".replace("\u200d", ""), "Paldies 👩🍳🇱🇻"),
        ("<script>alert(1)</script> & „Pēdiņas”", "<script>alert(1)</script> & „Pēdiņas”"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("a" * 2000, "a" * 2000),
    ],
)
def test_odd_words_are_kept_without_what_cannot_be_seen(room, door, typed, kept):
    status, _told = answer_of(send(room, door, "lv", text=typed), door)

    assert status in (201, 302)
    assert [one.text.body for one in Contribution.objects.all()] == [kept]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("planned", "This think tank has not begun yet."),
        ("over", "This think tank is closed."),
    ],
)
def test_a_think_tank_that_is_not_open_takes_nothing(language, door, state, message):
    room = make_open_think_tank(is_open=state == "over")
    if state == "over":
        close_think_tank(room.think_tank, by=None)
        ThinkTank.objects.update(closed_at=hours_ago(24.1))
    before = everything()

    status, told = answer_of(send(room, door, language), door)

    assert (status, everything()) == (422, before)
    assert sentence_in(language, message) in told
    ThinkTank.objects.update(state="open", opened_at=hours_ago(30), closed_at=None)
    assert answer_of(send(room, door, language), door)[0] in (201, 302)


@pytest.mark.parametrize(
    ("door", "status", "message"),
    [
        (DOORS[0], 404, "There is no such page"),
        (DOORS[2], 404, "There is no such think tank."),
        (DOORS[3], 422, "This device has joined another think tank."),
    ],
)
def test_nobody_speaks_at_another_think_tank(room, door, status, message):
    other = make_open_think_tank()
    before = everything()
    mine = room.facilitator if door.startswith("facil") else room.phone

    answer = answer_of(send(other, door, "lv", client=mine), door)

    assert (answer[0], everything()) == (status, before)
    assert sentence_in("lv", message) in answer[1]


@pytest.mark.parametrize(
    ("door", "status"),
    [(DOORS[0], 302), (DOORS[1], 302), (DOORS[2], 401), (DOORS[3], 401)],
)
def test_who_is_no_longer_known_is_led_to_the_way_in(room, door, status):
    before = everything()

    response = send(room, door, "lv", client=Client())

    assert (response.status_code, everything()) == (status, before)
    if status == 401:
        assert response.json()["message"] == sentence_in("lv", "Sign in to send. Nothing is lost.")
    else:
        assert response.url.startswith(("/accounts/login/", "/join/"))


@pytest.mark.parametrize("door", DOORS)
def test_a_form_without_our_proof_is_refused(room, door):
    before = everything()
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = (room.facilitator if door.startswith("facil") else room.phone).cookies

    status, told = answer_of(send(room, door, "lv", client=careful), door)

    assert (status, everything()) == (403, before)
    assert sentence_in("lv", "Your session has ended") in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("door", DOORS)
def test_a_huge_body_is_refused_before_it_is_read(room, door, language):
    before = everything()
    status = 413 if door.endswith("script") else 400
    message = (
        "That is too much at once."
        if door.endswith("script")
        else "What was sent is too large or damaged. Nothing was changed."
    )

    answer = answer_of(send(room, door, language, text="x" * 13_000_000), door)

    assert (answer[0], everything()) == (status, before)
    assert sentence_in(language, message) in answer[1]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b'"text"', "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b"[]", "text/plain", 415),
        (b"text=a", "application/x-www-form-urlencoded", 415),
        (b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b", 415),
        (b"x=" + b"a" * 13_000_000, "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_script_is_answered_in_json_whatever_it_sends(room, body, content_type, status):
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = room.phone.cookies
    proof = careful.get("/api/session/").json()["csrf"]
    before = everything()

    response = careful.post("/api/capture/", body, content_type, headers={"X-CSRFToken": proof})

    assert (response.status_code, everything()) == (status, before)
    assert response.json()["message"].endswith(".")


@pytest.mark.parametrize("name", ["", "no-uuid", "\x00", "0" * 400])
@pytest.mark.parametrize("door", DOORS)
def test_a_number_of_its_own_that_is_none_loses_no_words(room, door, name):
    """A page makes a new one; a script, which could not tell which of its entries was answered, is refused."""
    before = everything()

    status, told = answer_of(send(room, door, "lv", uuid=name), door)

    if door.endswith("script"):
        assert (status, everything()) == (422, before)
        assert told == sentence_in("lv", "This entry cannot be read.")
    elif status == 422:
        assert WORDS in told
        assert everything() == before
    else:
        assert [one.text.body for one in Contribution.objects.all()] == [WORDS]
