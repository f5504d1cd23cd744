"""Whatever the mail server does, pages answer, in the same way, and administrators can see that mails are not sent."""

import json
import re
from urllib.parse import urlencode

import pytest

from stakeholders.models import User
from tests.support.processes import wait_until
from tests.support.servers.mail_server import ENDLESS, REFUSES, SILENT, TAKES, MailServer
from tests.support.servers.server import Server

pytestmark = pytest.mark.server

CODE, PASSWORD = "/accounts/login/code/", "/accounts/password/reset/"
KNOWN = [f"pazistams{number}@example.org" for number in range(4)]
UNKNOWN = "nepazistams@example.org"


def make_accounts(emails):
    for email in emails:
        User.objects.create_user(email, None, name="Ilze Kalēja")


@pytest.fixture
def mail_server():
    with MailServer() as mail_server:
        yield mail_server


@pytest.fixture
def server(installation, mail_server):
    installation.variables = {"EMAIL_URL": mail_server.url}
    server = Server(installation).start()
    installation.call(make_accounts, emails=KNOWN)
    yield server
    server.stop()


def ask_for_mail(server, page, email):
    """Return the status and the text of the page that follows, without what differs each time."""
    token = re.search(r"csrftoken=(\w+)", server.fetch(page).headers["Set-Cookie"])[1]
    answer = server.fetch(
        page,
        data=urlencode({"email": email, "csrfmiddlewaretoken": token}).encode(),
        headers={"Cookie": f"csrftoken={token}"},
    )
    return answer.status, re.sub(r"[A-Za-z0-9]{64}", "", answer.text.replace(email, ""))


def says_mail(server, expected):
    return json.loads(server.fetch("/readyz").text)["mail"] is expected


@pytest.mark.parametrize("page", [CODE, PASSWORD])
@pytest.mark.parametrize("manner", [REFUSES, SILENT])
def test_page_answers_the_same_whatever_the_mail_server_does(server, mail_server, manner, page):
    mail_server.manner = manner
    known, unknown = (ask_for_mail(server, page, email) for email in (KNOWN[0], UNKNOWN))

    assert known == unknown
    assert known[0] == 200
    wait_until(lambda: says_mail(server, False), what="the failure at /readyz")
    assert server.fetch("/readyz").status == 200
    assert "mail not sent: " in server.logs
    assert KNOWN[0] not in server.logs


def test_four_mails_to_a_mail_server_that_never_ends_hold_up_nobody(server, mail_server):
    mail_server.manner = ENDLESS

    statuses = [ask_for_mail(server, CODE, email)[0] for email in KNOWN]

    assert statuses == [200] * 4
    assert server.fetch("/healthz").status == 200
    # Both senders of a worker are busy at least.
    wait_until(lambda: len(mail_server.conversations) >= 2, what="two mails under way")
    mail_server.ended.set()  # the server stops when its mails have ended


def test_mail_is_sent_again_when_the_mail_server_is_back(server, mail_server):
    mail_server.manner = REFUSES
    ask_for_mail(server, CODE, KNOWN[0])
    wait_until(lambda: says_mail(server, False), what="the failure at /readyz")

    mail_server.manner = TAKES
    ask_for_mail(server, CODE, KNOWN[1])

    wait_until(lambda: says_mail(server, True), what="the good news at /readyz")
    assert [re.search(r"^To: (\S+)", mail, re.M)[1] for mail in mail_server.mails] == [KNOWN[1]]
