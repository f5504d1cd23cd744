"""My account: the name leads there from every work page; what an account may do where and until when."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_editor,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, html_of, signed_in
from tests.support.published_versions import text_of

pytestmark = pytest.mark.django_db

PASSWORD = "kalejas-darbnica-2026"
PEOPLE = {
    "administrator": (make_administrator, "Do everything"),
    "coordinator": (make_coordinator, "Plan think tanks and publish plans: Kurzeme"),
    "editor": (make_editor, "Read the draft of the region’s plan for: Parauga organizācija"),
    "nobody": (make_user, "You have no access here yet."),
}


@pytest.mark.parametrize("kind", PEOPLE)
def test_account_shows_what_a_person_may_do(kind):
    make_person, message = PEOPLE[kind]

    assert message in text_of(signed_in(make_person()).get(address("account-show")))


def test_account_shows_think_tanks_and_until_when_but_none_that_ended(think_tank):
    user = make_facilitator(think_tank)
    now = timezone.now()
    ending, ended = (make_think_tank(town=town) for town in ("Talsi", "Liepāja"))
    ending.facilitators.create(
        user=user, ends_at=datetime.datetime(2030, 5, 3, 12, tzinfo=datetime.UTC)
    )
    ended.facilitators.create(user=user, ends_at=now - datetime.timedelta(hours=1))

    page = text_of(signed_in(user).get(address("account-show")))

    assert "Run the think tank: Kurzeme, Kuldīga" in page
    assert "Run the think tank: Kurzeme, Talsi" in page
    assert "until 3 May 2030" in page
    assert "Liepāja" not in page


def test_account_is_reached_by_the_name_on_work_pages(think_tank):
    client = signed_in(make_facilitator(think_tank, name="Ilze Paraugkalne"))
    pages = [
        address("desk"),
        *(address(name, think_tank.pk) for name in ("think-tank-show", "think-tank-prepare")),
    ]

    names = {
        link.name
        for page in pages
        for link in elements_of(client.get(page))
        if link.attributes.get("href") == address("account-show")
    }

    assert names == {"Ilze Paraugkalne"}


@pytest.mark.parametrize(
    ("password", "name", "other", "heading"),
    [
        (PASSWORD, "account_change_password", "account_set_password", "Mainīt paroli"),
        (None, "account_set_password", "account_change_password", "Izveidot paroli"),
    ],
)
def test_account_changes_or_creates_a_password_and_comes_back(
    client, password, name, other, heading
):
    user = make_user()
    user.set_password(password)
    user.save()
    client.force_login(user)
    page = html_of(client.get(reverse("account-show")))
    new = {
        "oldpassword": PASSWORD,
        "password1": "ezers-kalns-mezs-17",
        "password2": "ezers-kalns-mezs-17",
    }

    form = html_of(client.get(reverse(name)))
    response = client.post(reverse(name), new)

    assert (f"<h1> {heading} </h1>" in form, f"<title> {heading} – Domnīca" in form) == (True, True)
    assert (reverse(name) in page, reverse(other) in page) == (True, False)
    assert (response.status_code, response.url) == (302, reverse("account-show"))
    user.refresh_from_db()
    assert user.check_password("ezers-kalns-mezs-17")
