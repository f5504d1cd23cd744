"""What arrives in half, because the connection broke, is refused and nothing of it is saved."""

import json
import socket
import uuid
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest

from actionplans.models import Text
from tests.support.contributions.batches import CAPTURE, entry
from tests.support.factories import make_device, make_think_tank
from thinktanks.models import Answer

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
WORDS = "Autobuss uz Brocēniem arī vakarā, kad beidzas pulciņi"
MISSING = 20  # bytes


def make_event():
    """Return what a phone at an open think tank needs to send something."""
    think_tank = make_think_tank()
    _device, token = make_device(think_tank)
    return {
        "token": token,
        "feedback": f"/feedback/{think_tank.feedback_code}/",
        "entry": entry(think_tank.pk, text=WORDS),
    }


def kept():
    """Return what is stored of contributions and feedback."""
    return [
        *Text.objects.values_list("body", flat=True),
        *Answer.objects.values_list("text", flat=True),
    ]


def numbered(fields):
    """Return fields with the number of their form."""
    return {"uuid": str(uuid.uuid4())} | fields


def parts(fields):
    """Return fields as the parts of a form with files."""
    begin = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    return "".join(begin.format(*field) for field in fields.items()) + "--b--\r\n"


def bodies(event):
    """Return address, content type and body of each kind of request, the words near its end."""
    fields = {"addressed_role": "municipalities", "text": WORDS}
    return [
        ("/device/", FORM, urlencode(numbered(fields))),
        ("/device/", MULTIPART, parts(numbered(fields))),
        (event["feedback"], FORM, urlencode(numbered({"gains": WORDS}))),
        (CAPTURE, "application/json", json.dumps([event["entry"]])),
    ]


def send(server, headers, body, length):
    """Announce the length of a body, send it, and end the sending side; return the status."""
    host = urlsplit(server.url)
    lines = [*headers, f"Host: {host.netloc}", "Connection: close", f"Content-Length: {length}"]
    with closing(socket.create_connection((host.hostname, host.port), timeout=60)) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        connection.shutdown(socket.SHUT_WR)
        return int(connection.makefile("rb").readline().split()[1])


@pytest.mark.server
def test_a_body_that_breaks_off_is_refused_and_its_whole_is_kept_afterwards(server):
    event = server.installation.call(make_event)
    cookies = f"device={event['token']}"
    session = server.fetch("/api/session/", headers={"Cookie": cookies})
    token = session.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    statuses = []
    for address, content_type, body in bodies(event):
        whole = body.encode()
        headers = [
            f"POST {address} HTTP/1.1",
            f"Content-Type: {content_type}",
            f"Cookie: {cookies}; csrftoken={token}",
            f"X-CSRFToken: {token}",
        ]
        for sent in (whole[:-MISSING], whole):
            statuses.append(send(server, headers, sent, len(whole)))

    assert statuses == [400, 302, 400, 302, 400, 200, 400, 200]
    assert server.installation.call(kept) == [WORDS] * 4
    assert "error number" not in server.logs
