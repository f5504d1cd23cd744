"""Accounts are by invitation, and their pages never reveal who has one."""

import ipaddress
import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.support.factories import make_user
from tests.support.pages.requests import messages_of

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody@example.org"


def page_without_tokens(response, email):
    return re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode().replace(email, ""))


@pytest.mark.parametrize(
    "copied",
    [
        "{}-{}",
        " {} {}\n",
        "{}–{}",
        "{}\u2011{}\u200b",
        "{}{}.",
        "Pieslēgšanās kods: {}-{}",
    ],
)
def test_a_code_is_read_as_it_is_copied_from_the_mail(client, copied):
    client.post(reverse("account_request_login_code"), {"email": make_user().email})
    halves = re.search(r"\b([A-Z]{4})-([A-Z]{4})\b", mail.outbox[0].body).groups()

    answer = client.post(
        reverse("account_confirm_login_code"), {"code": copied.format(*halves).lower()}
    )

    assert (answer.status_code, "_auth_user_id" in client.session) == (302, True)


def test_another_code_does_not_open_the_account(client):
    client.post(reverse("account_request_login_code"), {"email": make_user().email})

    for code in ("", ":", "–", "ABCD-EFGH", "\x00"):
        client.post(reverse("account_confirm_login_code"), {"code": code})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, name):
    known = make_user().email
    answers = []
    for email in (known, UNKNOWN):
        client.logout()
        answers.append(client.post(reverse(name), {"email": email}, follow=True))

    with_account, without = answers
    assert with_account.redirect_chain == without.redirect_chain != []
    assert page_without_tokens(with_account, known) == page_without_tokens(without, UNKNOWN)
    assert [message.to for message in mail.outbox] == [[known]]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    known = make_user().email
    pages = [
        page_without_tokens(
            client.post(reverse("account_login"), {"login": email, "password": "not-the-right"}),
            email,
        )
        for email in (known, UNKNOWN)
    ]

    assert pages[0] == pages[1]
    assert "id_login" in pages[0]


PASSWORD = "ezers-kalns-mezs-17"
PROXY = "127.0.0.1"
WRONG_PASSWORDS = 11


@pytest.fixture
def _behind_a_proxy(settings):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network(PROXY)]


def sign_in_from(client, address, *, email, password, proxy=PROXY):
    """Return the status of signing in from an address that a proxy has added to the others."""
    return client.post(
        reverse("account_login"),
        {"login": email, "password": password},
        REMOTE_ADDR=proxy,
        headers={"X-Forwarded-For": f"192.0.2.200, {address}"},
    ).status_code


@pytest.mark.usefixtures("_behind_a_proxy")
@pytest.mark.parametrize("proxy", [PROXY, ""], ids=["TCP", "Unix socket"])
def test_wrong_passwords_from_one_address_do_not_keep_others_out(client, proxy):
    user = make_user()
    user.set_password(PASSWORD)
    user.save()
    for number in range(WRONG_PASSWORDS):
        sign_in_from(
            client, "198.51.100.1", email=f"{number}@example.org", password="x", proxy=proxy
        )
    right = {"email": user.email, "password": PASSWORD, "proxy": proxy}

    assert sign_in_from(client, "198.51.100.1", **right) == 200  # the form again
    assert sign_in_from(client, "198.51.100.2", **right) == 302


@pytest.mark.parametrize("name", ["Anna Parauga", ""])
def test_whoever_signs_in_reads_their_own_name_or_address(client, name):
    user = make_user(name)
    user.set_password("kalejas-darbnica")
    user.save()

    sent = {"login": user.email, "password": "kalejas-darbnica"}
    response = client.post(reverse("account_login"), sent, follow=True)

    assert messages_of(response) == [f"Jūs strādājat kā {name or user.email}"]
