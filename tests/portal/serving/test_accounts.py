"""Accounts are by invitation, and their pages never reveal who has one."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.support.factories import make_user

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody@example.org"


def page_without_tokens(response, email):
    return re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode().replace(email, ""))


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
