"""T26: how long a session lasts, and what ends it."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from stakeholders.models import User
from tests.support.factories import hours_ago, make_administrator, make_facilitator, make_think_tank

PASSWORD = "ezers-kalns-mezs-17"


@pytest.fixture
def person(db):
    return make_facilitator(make_think_tank())


def last_seen(client, hours, *, began=None):
    """Change the session as if its last request was some hours ago, and its sign-in too or earlier."""
    session = client.session
    session["seen"] = time.time() - hours * 3600
    session["began"] = time.time() - (began or hours) * 3600
    session.save()


@pytest.mark.parametrize(("hours", "status"), [(2.9, 200), (3.1, 302)])
def test_a_pause_of_three_hours_signs_out(person, client, hours, status):
    client.force_login(person)
    last_seen(client, hours)

    assert client.get("/desk/").status_code == status


@pytest.mark.parametrize(("hours", "status"), [(0.9, 200), (1.1, 302)])
def test_a_pause_of_one_hour_signs_an_administrator_out(db, client, hours, status):
    client.force_login(make_administrator())
    last_seen(client, hours)

    assert client.get("/desk/").status_code == status


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 302)])
def test_twelve_hours_end_a_session_that_was_never_idle(person, client, hours, status):
    client.force_login(person)
    last_seen(client, 0, began=hours)

    assert client.get("/desk/").status_code == status


def test_a_session_without_a_record_began_at_the_last_sign_in(person, client):
    client.force_login(person)
    assert client.get("/desk/").status_code == 200
    User.objects.filter(pk=person.pk).update(last_login=hours_ago(3.1))

    assert client.get("/desk/").status_code == 302


def test_a_session_without_a_recorded_sign_in_begins_at_its_first_request(person, client):
    client.force_login(person)
    User.objects.filter(pk=person.pk).update(last_login=None)
    before = time.time()

    assert client.get("/desk/").status_code == 200
    assert client.session["seen"] >= before

    last_seen(client, 3.1)
    assert client.get("/desk/").status_code == 302


def test_a_request_postpones_the_end(person, client):
    client.force_login(person)
    last_seen(client, 2)
    began, before = client.session["began"], time.time()

    client.get("/desk/")

    assert client.session["seen"] >= before
    assert client.session["began"] == began


def test_an_ended_session_is_signed_out_at_the_api_and_cannot_be_resumed(person, client):
    client.force_login(person)
    key = client.session.session_key
    last_seen(client, 4)

    assert client.get("/api/session/").json()["user"] is None
    client.cookies["sessionid"] = key

    assert client.get("/desk/").status_code == 302


def test_signing_out_ends_the_session_on_the_server(person, client):
    client.force_login(person)
    key = client.session.session_key

    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = key

    assert client.get("/desk/").status_code == 302


def test_signing_in_changes_the_session_key(person, client):
    person.set_password(PASSWORD)
    person.save()
    session = client.session
    session["anything"] = "from before"
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before


def test_a_new_password_ends_the_sessions_elsewhere(person, client):
    client.force_login(person)

    person.set_password(PASSWORD)
    person.save()

    assert client.get("/desk/").status_code == 302


def test_an_ended_grant_and_a_closed_account_have_effect_at_the_next_request(db, client):
    administrator = make_administrator()
    client.force_login(administrator)
    start = reverse("programme-start")
    assert client.get(start).status_code == 200

    administrator.grants.update(ends_at=timezone.now())
    assert client.get(start).status_code == 404

    User.objects.filter(pk=administrator.pk).update(is_active=False)
    assert client.get(start).status_code == 302
