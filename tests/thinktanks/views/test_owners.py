"""The cookie that names the person of a browser to its scripts."""

import pytest

from tests.support.factories import make_facilitator
from thinktanks.models import Device
from thinktanks.queries.owners import owner_id

pytestmark = pytest.mark.django_db


def join(client, think_tank):
    return client.post(f"/join/{think_tank.join_code}/", {"role": "unknown"}).cookies


def test_joining_names_the_device_to_scripts(client, think_tank):
    cookie = join(client, think_tank)["device-owner"]

    assert cookie.value == owner_id(Device.objects.get())
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == ("", "Lax", "/")


def test_joining_sends_the_owner_by_https_alone_in_production(client, think_tank, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert join(client, think_tank)["device-owner"]["secure"] is True


def test_signing_in_names_the_account_to_scripts_once(client, think_tank):
    person, password = make_facilitator(think_tank), "kalejas-darbnica-2026"
    person.set_password(password)
    person.save()

    signed_in = client.post("/accounts/login/", {"login": person.email, "password": password})

    assert signed_in.url == "/desk/"
    assert signed_in.cookies["capture-owner"].value == owner_id(person)
    assert "capture-owner" not in client.get("/desk/").cookies


def test_nobody_is_named_before_signing_in_or_joining(client):
    cookies = client.get("/accounts/login/").cookies

    assert [name for name in cookies if name.endswith("-owner")] == []
