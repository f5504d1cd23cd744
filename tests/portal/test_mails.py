"""The mails of the portal."""

import datetime
import re

import pytest
from django.core import mail

from tests.support.factories import make_user

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 11, 23, 17, 2, tzinfo=datetime.UTC)


def mail_after(client, monkeypatch, page):
    """Ask for a mail on a page; return its subject and lines."""
    monkeypatch.setattr("portal.serving.accounts.now", lambda: MOMENT)
    client.post(page, {"email": make_user().email})
    (message,) = mail.outbox
    return message.subject, [line for line in message.body.splitlines() if line]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            "/accounts/login/code/",
            [
                "Labdien!",
                "Pieslēgšanās kods: {code}",
                "Kods der līdz plkst.\u00a019.17. Ja to neprasījāt, neko nedariet; nevienam to nerādiet.",
                "Ar cieņu",
                "Domnīca",
                "testserver",
            ],
        ),
        (
            "/en/accounts/login/code/",
            [
                "Hello,",
                "Sign-in code: {code}",
                "The code works until 19:17. If you did not ask for it, ignore this e-mail. Do not show the code to anyone.",
                "Yours sincerely,",
                "Domnīca",
                "testserver",
            ],
        ),
    ],
)
def test_mail_with_a_code_shows_until_when_it_works(client, monkeypatch, page, lines):
    subject, body = mail_after(client, monkeypatch, page)

    code = subject.rpartition(": ")[2]
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", code)
    assert body == [line.replace("{code}", code) for line in lines]
    assert subject == lines[1].replace("{code}", code)


@pytest.mark.parametrize(
    ("page", "subject", "lines"),
    [
        (
            "/accounts/password/reset/",
            "Izveidojiet jaunu paroli",
            [
                "Labdien!",
                "Kāds palūdza Jūsu kontam jaunu paroli. To var izveidot šeit:",
                "{link}",
                "Katra saite der vienu reizi un ierobežotu laiku. Ja to neprasījāt, neko nedariet.",
                "Ar cieņu",
                "Domnīca",
                "testserver",
            ],
        ),
        (
            "/en/accounts/password/reset/",
            "Choose a new password",
            [
                "Hello,",
                "Someone asked for a new password for your account. You can choose it here:",
                "{link}",
                "Each link works once and for a limited time. If you did not ask for it, ignore this e-mail.",
                "Yours sincerely,",
                "Domnīca",
                "testserver",
            ],
        ),
    ],
)
def test_mail_with_a_link_to_a_new_password(client, monkeypatch, page, subject, lines):
    sent_subject, body = mail_after(client, monkeypatch, page)

    link = body[2]
    assert link.startswith(f"http://testserver{page}key/")
    assert (sent_subject, body) == (subject, [line.replace("{link}", link) for line in lines])
