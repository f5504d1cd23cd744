"""The feedback page behind its own code."""

import uuid

import pytest
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse

from tests.support.factories import hours_ago, make_administrator, make_device, make_think_tank
from tests.support.messages import in_latvian
from tests.support.pages.page_forms import form_with
from thinktanks.models import Answer
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.questions import remove_question
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db
SEND = in_latvian("Send feedback")


def path(think_tank):
    return f"/feedback/{think_tank.feedback_code}/"


def region_page(think_tank):
    return reverse("region-show", args=[think_tank.region.code])


def shown(response):
    return response.content.decode()


def test_feedback_send_keeps_what_was_answered_and_whether_it_may_be_quoted(client, think_tank):
    sent = {
        "uuid": str(uuid.uuid4()),
        "gains": "Kontaktus",
        "gains-quotable": "on",
        "use": "",
        "events": "Par iepirkumiem",
    }

    first = client.post(path(think_tank), sent)
    second = client.post(path(think_tank), sent)

    answers = Answer.objects.values_list("question__code", "text", "quotable", "device")
    assert list(answers) == [
        ("gains", "Kontaktus", True, None),
        ("events", "Par iepirkumiem", False, None),
    ]
    assert (first.status_code, second.status_code) == (200, 200)
    assert in_latvian("Thank you! We have your feedback.") in shown(first)


def test_feedback_send_records_a_device_of_the_same_think_tank_only(client, think_tank):
    device, token = make_device(think_tank)
    _other, others_token = make_device()
    leads_back = []

    for cookie in (token, others_token, "nonsense"):
        client.cookies[settings.DEVICE_COOKIE_NAME] = cookie
        sent = client.post(path(think_tank), {"gains": "Kontaktus"})
        leads_back.append(f'href="{reverse("device-capture")}"' in shown(sent))

    assert list(Answer.objects.values_list("device", flat=True)) == [device.pk, None, None]
    assert leads_back == [True, False, False]


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({}, NON_FIELD_ERRORS, "empty"),
        ({"gains": "   "}, NON_FIELD_ERRORS, "empty"),
        ({"gains": "x" * 10_000}, "gains", "too_long"),
        ({"gains": "\x00\ufe0f\u3164"}, NON_FIELD_ERRORS, "empty"),
        ({"gains": "\u200b\u202e"}, NON_FIELD_ERRORS, "empty"),
    ],
)
def test_feedback_send_shows_what_is_wrong_and_stores_nothing(
    client, think_tank, sent, field, code
):
    response = client.post(path(think_tank), sent)

    errors = response.context["form"].errors.get_json_data()
    assert response.status_code == 422
    assert {name: [error["code"] for error in rows] for name, rows in errors.items()} == {
        field: [code]
    }
    assert errors[field][0]["message"] in shown(response)
    assert Answer.objects.count() == 0


def test_feedback_send_refuses_once_what_was_written_for_a_removed_question(client, think_tank):
    form = form_with(client.get(path(think_tank)), SEND)
    form.fill(gains="Kontaktus", use="Zvanīšu\nrīt")
    remove_question(think_tank.programme.questions.get(code="use"), by=make_administrator())

    refused = form.press(SEND)

    sentence = "A question was removed meanwhile. Copy what you wrote to it, then send the rest."
    assert refused.status_code == 422
    assert in_latvian(sentence) in shown(refused)
    assert ">Zvanīšu<br>rīt</blockquote>" in shown(refused)
    assert Answer.objects.count() == 0
    assert form_with(refused, SEND).press(SEND).status_code == 200
    assert list(Answer.objects.values_list("question__code", "text")) == [("gains", "Kontaktus")]


def test_feedback_send_sends_what_is_left_when_a_question_without_answer_was_removed(
    client, think_tank
):
    form = form_with(client.get(path(think_tank)), SEND)
    form.fill(gains="Kontaktus")
    remove_question(think_tank.programme.questions.get(code="use"), by=make_administrator())

    assert form.press(SEND).status_code == 200
    assert Answer.objects.get().text == "Kontaktus"


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (None, "This think tank has not started yet."),
        (15 * 24, "Feedback was accepted for 14 days after the think tank."),
    ],
)
def test_feedback_send_shows_why_it_is_not_accepted_now(client, hours, sentence):
    think_tank = make_think_tank(is_open=hours is not None)
    if hours:
        think_tank = close_think_tank(think_tank, by=None)
        think_tank.closed_at = hours_ago(hours)
        think_tank.save()

    seen = client.get(path(think_tank))
    sent = client.post(path(think_tank), {"gains": "Kontaktus"})

    assert in_latvian(sentence) in shown(seen)
    assert f'href="{region_page(think_tank)}"' in shown(seen)
    assert "<textarea" not in shown(seen)
    assert sent.status_code == 422
    assert Answer.objects.count() == 0


def test_feedback_send_of_an_archived_programme_is_over_and_leads_to_the_region(client, think_tank):
    archive_programme(think_tank.programme, by=make_administrator())

    page = shown(client.get(path(think_tank)))

    assert in_latvian("Feedback is no longer accepted.") in page
    assert (
        in_latvian(
            "This programme is archived: everything can be read, but nothing can be changed."
        )
        not in page
    )
    assert f'href="{region_page(think_tank)}"' in page


def test_feedback_counts_wrong_codes_together_with_those_of_joining(client, think_tank):
    statuses = [client.get("/feedback/AAAAA22222/").status_code for _time in range(31)]

    assert statuses == [404] * 30 + [429]
    assert client.post("/join/", {"code": "AAAAA22222"}).status_code == 429
    assert client.get(path(think_tank)).status_code == 200
    assert client.post("/feedback/", {"code": think_tank.feedback_code}).status_code == 302
