"""Cancel a think tank: its pages give the reason, and every form is refused."""

import re

import pytest

from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_coordinator,
    make_device,
    make_think_tank,
    make_user,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.pages.think_tanks import changed_fields
from thinktanks.codes import show_code
from thinktanks.operations.think_tanks import (
    cancel_think_tank,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def think_tank():
    return make_think_tank(is_open=False)


@pytest.mark.parametrize(
    "name", ["think-tank-change", "table-add", "facilitator-add", "think-tank-cancel"]
)
def test_cancelled_think_tank_refuses_each_form(think_tank, name):
    client, user = signed_in(make_administrator()), make_user()
    there = address(name, think_tank.pk)
    cancel_think_tank(think_tank, reason="Slimība", by=user)
    values = changed_fields() | {"role": "any", "email": user.email, "reason": "Vēlreiz"}

    response = client.post(there, values)

    assert response.status_code == 422
    assert "This think tank has been cancelled." in html_of(response)
    assert think_tank.events.last().kind == "think_tank.cancelled"


def test_think_tank_cancel_keeps_the_reason_on_its_pages(think_tank):
    client = signed_in(make_coordinator())
    form = form_with(
        client.get(address("think-tank-cancel", think_tank.pk)), "Cancel the think tank"
    )

    done = form.fill(reason="Zāle nav pieejama").press("Cancel the think tank", follow=True)

    assert messages_of(done) == ["The think tank is cancelled"]
    pages = [
        address("think-tank-prepare", think_tank.pk),
        address("think-tank-show", think_tank.pk),
        address("think-tank-close", think_tank.pk),
        address("desk"),
        address("region-show", "kurzeme"),
    ]
    texts = [html_of(client.get(page)) for page in pages]
    assert [text.count("This think tank has been cancelled.") for text in texts] == [1, 1, 1, 0, 1]
    assert ["Zāle nav pieejama" in text for text in texts] == [True] * 5


def test_think_tank_cancel_says_how_many_have_registered_and_gave_an_address(think_tank):
    client, page = signed_in(make_coordinator()), address("think-tank-cancel", think_tank.pk)
    make_attendee(think_tank, registered=False)
    nobody = html_of(client.get(page))
    make_attendee(think_tank, registered=True, email="anna@example.org")
    make_attendee(think_tank, registered=True, email="")

    somebody = html_of(client.get(page))

    assert "Registered:" not in nobody
    assert "Registered: 2, with an e-mail address:" in somebody
    assert "with an e-mail address: 1." in somebody


def test_cancelled_think_tank_offers_only_to_remove_people_from_its_list(think_tank):
    attendee, client = make_attendee(think_tank), signed_in(make_administrator())
    cancel_think_tank(think_tank, reason="Slimība", by=make_user())

    pages = [
        html_of(client.get(address(name, think_tank.pk)))
        .partition("<main")[2]
        .partition("</main>")[0]
        for name in ("think-tank-attendance", "attendance-check-in")
    ]
    removed = client.post(address("attendee-remove", attendee.pk), follow=True)

    assert [re.findall(r"<button[^>]*>\s*([\w ]+)", page) for page in pages] == [
        ["Remove"],
        ["Search"],
    ]
    assert messages_of(removed) == ["Removed from the list"]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "This field is required."), ("x" * 301, "The text is too long: 301 of 300 characters.")],
)
def test_think_tank_cancel_refuses(think_tank, reason, sentence):
    response = signed_in(make_coordinator()).post(
        address("think-tank-cancel", think_tank.pk), {"reason": reason}
    )

    think_tank.refresh_from_db()
    assert (response.status_code, think_tank.state) == (422, "planned")
    assert sentence in html_of(response)


def test_cancelled_think_tank_refuses_devices_and_feedback_in_one_sentence(think_tank, client):
    device, token = make_device(think_tank)
    cancel_think_tank(think_tank, reason="Zāle nav pieejama", by=make_user())
    phone = type(client)()
    phone.cookies["device"] = token

    join = client.get(f"/join/{think_tank.join_code}/?lang=en")
    feedback = client.get(f"/feedback/{think_tank.feedback_code}/?lang=en")

    sentence = "This think tank has been cancelled."
    assert (join.status_code, html_of(join).count(sentence)) == (410, 1)
    assert html_of(feedback).count(sentence) == 1
    assert device.think_tank_id == think_tank.pk


def test_think_tank_feedback_has_one_sentence_before_there_is_any():
    planned = make_think_tank(is_open=False)
    client = signed_in(make_coordinator())

    before = html_of(client.get(address("think-tank-feedback", planned.pk)))
    cancel_think_tank(planned, reason="Slimība", by=make_user())
    after = html_of(client.get(address("think-tank-feedback", planned.pk)))

    code = show_code(planned.feedback_code)
    assert [text.count("There is no feedback yet.") for text in (before, after)] == [1, 0]
    assert [text.count(f"with the code {code}") for text in (before, after)] == [1, 0]
    sentences = ("This think tank has not started yet.", "This think tank has been cancelled.")
    assert [[text.count(words) for words in sentences] for text in (before, after)] == [
        [1, 0],
        [0, 1],
    ]
