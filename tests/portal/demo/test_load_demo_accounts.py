"""load_demo creates accounts that can sign in, with the access of the file."""

import re
import stat

import pytest
from django.test import Client

from portal.demo.accounts import password_file
from portal.demo.files import read_demo
from stakeholders.models import Grant
from thinktanks.models import Facilitator

pytestmark = pytest.mark.django_db


def test_load_demo_grants_access_to_each_person(demo):
    granted = {
        (grant.user.email, grant.kind, grant.region and grant.region.code)
        for grant in Grant.objects.current().exclude(kind="editor").select_related("user", "region")
    }
    running = {
        (facilitator.user.email, facilitator.think_tank.code)
        for facilitator in Facilitator.objects.select_related("user", "think_tank")
    }
    people = read_demo("people")

    assert granted == {
        (row["email"], row["kind"], row.get("region"))
        for row in people
        if row["kind"] in ("administrator", "coordinator")
    }
    assert running == {
        (row["email"], code) for row in people for code in row.get("think_tanks", ())
    }


def test_load_demo_prints_accounts_that_can_sign_in(demo):
    accounts = dict(re.findall(r"(\S+@demo\.invalid) +(\S+)", demo["printed"]))
    email = "moderators.kurzeme@demo.invalid"

    assert set(accounts) == {row["email"] for row in read_demo("people")}
    assert len(set(accounts.values())) == len(accounts)
    assert min(len(password) for password in accounts.values()) >= 19
    assert "moderators / facilitator, Kurzeme" in demo["printed"]
    assert Client().login(email=email, password=accounts[email])
    assert not Client().login(email=email, password=accounts[email][:-1])
    assert stat.S_IMODE(password_file().stat().st_mode) == 0o600
