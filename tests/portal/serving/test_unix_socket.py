"""Signing in works over a Unix socket, where a client has no address."""

import http.client
import re
import socket
from urllib.parse import urlencode

import pytest

from tests.support.processes import own_folder
from tests.support.servers.server import Answer, NoAnswer, Server

LOGIN = "/accounts/login/"
FORM = "application/x-www-form-urlencoded"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("127.0.0.1", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class UnixServer(Server):
    """A server that listens on a Unix socket only."""

    def __init__(self, installation, path):
        super().__init__(installation)
        self.path, self.listen = path, ("--bind", f"unix:{path}")

    def fetch(self, path, *, seconds=60, method="GET", data=None, headers=()):
        connection = UnixConnection(self.path)
        try:
            connection.request(method, path, data, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except OSError as error:
            raise NoAnswer(str(error)) from error
        finally:
            connection.close()


@pytest.fixture
def server(installation):
    with own_folder("socket") as folder:
        server = UnixServer(installation, str(folder / "portal")).start()
        yield server
        server.stop()


@pytest.mark.server
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_sign_in_over_a_unix_socket(server):
    page = server.fetch(LOGIN)
    token = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"])[1]
    values = {"login": "x@example.org", "password": "wrong", "csrfmiddlewaretoken": token}

    answer = server.fetch(
        LOGIN,
        method="POST",
        data=urlencode(values),
        headers={"Cookie": f"csrftoken={token}", "Content-Type": FORM},
    )

    assert (page.status, answer.status, "id_login" in answer.text) == (200, 200, True)
