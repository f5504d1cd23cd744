"""Bad input from every sender of contributions is answered by one clear sentence and changes nothing."""

import pytest
from django.test import Client

from actionplans.models import Contribution
from tests.support.contributions.batches import TEXT
from tests.support.contributions.senders import (
    PAGES,
    SCRIPTS,
    SENDERS,
    answer_of,
    everything,
    make_event,
    send_from,
    sentence_in,
)
from tests.support.factories import hours_ago, make_think_tank, make_user
from thinktanks.models import ThinkTank
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank

pytestmark = pytest.mark.django_db
LANGUAGES = ("lv", "en")


@pytest.fixture
def event():
    return make_event()


BOTH_ROLES = "Choose a role from the list."
EVERYWHERE, OF_FACILITATORS = SENDERS, (PAGES[0], SCRIPTS[0])
# The fields that are sent, the senders, and the message that answers them.
BAD_FIELDS = {
    "10,000 characters": ({"text": "ā" * 10_000}, EVERYWHERE, "The text is too long: %(count)s of %(limit)s characters."),
    "no text": ({"text": ""}, EVERYWHERE, "Enter the contribution."),
    "only spaces": ({"text": " \n\t "}, EVERYWHERE, "Enter the contribution."),
    "only NUL": ({"text": "\x00"}, EVERYWHERE, "Enter the contribution."),
    "only zero-width characters": ({"text": "\u200b\u200d\ufeff"}, EVERYWHERE, "Enter the contribution."),
    "only direction marks": ({"text": "\u202e\u2067\u200f"}, EVERYWHERE, "Enter the contribution."),
    "only fillers": ({"text": "\u3164\u2800\ufe0f"}, EVERYWHERE, "Enter the contribution."),
    "forty accents on a letter": ({"text": "Skola\u0301" + "\u0327\u0301" * 20}, EVERYWHERE, "One letter has too many accents. Remove them and send it again."),
    "an unknown role": ({"addressed_role": "kings"}, EVERYWHERE, BOTH_ROLES),
    "a role with NUL": ({"addressed_role": "municipalities\x00"}, EVERYWHERE, BOTH_ROLES),
    "a role that is not addressed here": ({"addressed_role": "social_enterprises"}, EVERYWHERE, BOTH_ROLES),
    "a role that does not speak here": ({"author_role": "social_enterprises"}, OF_FACILITATORS, BOTH_ROLES),
    "a table of another event": ({"table": "2"}, OF_FACILITATORS, "There is no such table at this think tank."),
    "a table that is not a number": ({"table": "x\x00"}, OF_FACILITATORS, "There is no such table at this think tank."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", BAD_FIELDS)
def test_bad_text_is_refused_in_the_language_of_the_reader(event, language, case):
    bad, senders, message = BAD_FIELDS[case]
    make_think_tank(programme=event.think_tank.programme, tables=[None, None])
    values = {"count": 10_000, "limit": 2000} if "%(count)" in message else {}
    sentence, before = sentence_in(language, message, **values), everything()

    answers = {
        sender: answer_of(send_from(event, sender, language, **bad), sender) for sender in senders
    }

    assert everything() == before
    assert {
        sender: (status, sentence in text) for sender, (status, text) in answers.items()
    } == dict.fromkeys(senders, (422, True))


@pytest.mark.parametrize("sender", SENDERS)
def test_a_valid_contribution_is_stored_from_every_sender(event, sender):
    assert answer_of(send_from(event, sender, "lv"), sender)[0] in (201, 302)
    assert [row.text.body for row in Contribution.objects.all()] == [TEXT]


@pytest.mark.parametrize("sender", SCRIPTS)
def test_a_lone_surrogate_is_no_text(event, sender):
    before = everything()

    status, message = answer_of(send_from(event, sender, "lv", text="\ud800"), sender)

    assert (status, message, everything()) == (
        422,
        sentence_in("lv", "Enter the contribution."),
        before,
    )


NOT_OPEN = {
    "planned": ("This think tank has not started yet.", SENDERS),
    "cancelled": ("This think tank has been cancelled.", SENDERS),
    "over": (
        "This think tank is closed.",
        [sender for sender in SENDERS if "participant" in sender],
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("state", "sender"),
    [(state, sender) for state, (_message, senders) in NOT_OPEN.items() for sender in senders],
)
def test_a_think_tank_that_is_not_open_refuses_contributions(language, sender, state):
    message, _senders = NOT_OPEN[state]
    event = make_event(is_open=state == "over")
    if state == "cancelled":
        cancel_think_tank(event.think_tank, reason="Slimība", by=make_user())
    if state == "over":
        close_think_tank(event.think_tank, by=None)
        ThinkTank.objects.update(closed_at=hours_ago(24.1))
    before = everything()

    status, answer = answer_of(send_from(event, sender, language), sender)

    assert (status, everything()) == (422, before)
    assert sentence_in(language, message) in answer
    ThinkTank.objects.update(
        state="open", opened_at=hours_ago(30), closed_at=None, cancelled_at=None
    )
    assert answer_of(send_from(event, sender, language), sender)[0] in (201, 302)


@pytest.mark.parametrize(
    ("sender", "status", "message"),
    [
        (PAGES[0], 404, "There is no such page"),
        (SCRIPTS[0], 404, "There is no such think tank."),
        (SCRIPTS[1], 422, "This device has joined another think tank."),
    ],
)
def test_a_contribution_to_another_think_tank_is_refused(event, sender, status, message):
    other = make_event()
    before = everything()
    mine = event.facilitator if sender.startswith("facil") else event.phone

    answer = answer_of(send_from(other, sender, "lv", client=mine), sender)

    assert (answer[0], everything()) == (status, before)
    assert sentence_in("lv", message) in answer[1]


@pytest.mark.parametrize(
    ("sender", "status"),
    [(PAGES[0], 302), (PAGES[1], 302), (SCRIPTS[0], 401), (SCRIPTS[1], 401)],
)
def test_a_sender_without_a_session_is_asked_to_sign_in_or_join(event, sender, status):
    before = everything()

    response = send_from(event, sender, "lv", client=Client())

    assert (response.status_code, everything()) == (status, before)
    if status == 401:
        assert response.json()["message"] == sentence_in("lv", "Sign in to send. Nothing is lost.")
    else:
        assert response.url.startswith(("/accounts/login/", "/join/"))


@pytest.mark.parametrize("sender", SENDERS)
def test_a_form_without_a_csrf_token_is_refused(event, sender):
    before = everything()
    strict_client = Client(enforce_csrf_checks=True)
    strict_client.cookies = (
        event.facilitator if sender.startswith("facil") else event.phone
    ).cookies

    status, message = answer_of(send_from(event, sender, "lv", client=strict_client), sender)

    assert (status, everything()) == (403, before)
    assert sentence_in("lv", "Your session has ended") in message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sender", SENDERS)
def test_a_huge_body_is_refused_before_it_is_read(event, sender, language):
    before = everything()
    status = 413 if sender.endswith("script") else 400
    message = (
        "That is too much to send at once."
        if sender.endswith("script")
        else "What was sent is too large or damaged. Nothing was changed."
    )

    answer = answer_of(send_from(event, sender, language, text="x" * 13_000_000), sender)

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
def test_a_script_is_answered_in_json_even_if_its_request_is_damaged(
    event, body, content_type, status
):
    strict_client = Client(enforce_csrf_checks=True)
    strict_client.cookies = event.phone.cookies
    token = strict_client.get("/api/session/").json()["csrf"]
    before = everything()

    response = strict_client.post(
        "/api/capture/", body, content_type, headers={"X-CSRFToken": token}
    )

    assert (response.status_code, everything()) == (status, before)
    assert response.json()["message"].endswith(".")


NO_UUIDS = ["", "no-uuid", "\x00", "0" * 400]


@pytest.mark.parametrize("value", NO_UUIDS)
@pytest.mark.parametrize("sender", PAGES)
def test_a_page_without_a_valid_uuid_stores_the_text(event, sender, value):
    status, _page = answer_of(send_from(event, sender, "lv", uuid=value), sender)

    assert status == 302
    assert [row.text.body for row in Contribution.objects.all()] == [TEXT]


@pytest.mark.parametrize("value", NO_UUIDS)
@pytest.mark.parametrize("sender", SCRIPTS)
def test_a_script_without_a_valid_uuid_is_refused(event, sender, value):
    """The script could not match the answer to its entry."""
    before = everything()

    status, message = answer_of(send_from(event, sender, "lv", uuid=value), sender)

    assert (status, everything()) == (422, before)
    assert message == sentence_in("lv", "This entry cannot be read.")
