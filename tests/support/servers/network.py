"""A bad network between a client and a server: delays, lost requests and lost answers.

Each connection carries one request, since the proxy asks the server to close it. The proxy counts the requests from 1
and asks `decide` for the outcome of each.
"""

import contextlib
import random
import re
import socket
import threading
import time
from enum import Enum, auto
from typing import NamedTuple

CHUNK = 65536


class Outcome(Enum):
    PASS = auto()
    LOSE_REQUEST = auto()  # the server never receives it
    LOSE_ANSWER = auto()  # the server has carried it out, the client never receives the answer
    HANG = auto()  # nothing happens until the proxy ends


class Forwarded(NamedTuple):
    """A request that reached the server: its first line, the status, and the seconds of the server without `delay`."""

    line: str
    status: int
    seconds: float


def pass_all(number):
    """Decide that every request passes."""
    return Outcome.PASS


def random_outcomes(seed, *, lose_request=0.0, lose_answer=0.0):
    """Return a `decide` that chooses at random, in the same order for the same seed."""
    outcomes, weights = zip(
        (Outcome.LOSE_REQUEST, lose_request),
        (Outcome.LOSE_ANSWER, lose_answer),
        (Outcome.PASS, 1 - lose_request - lose_answer),
        strict=True,
    )
    rng = random.Random(seed)
    return lambda number: rng.choices(outcomes, weights)[0]


def numbered_outcomes(outcomes):
    """Return a `decide` from outcomes by request, such as {3: Outcome.LOSE_ANSWER}; all others pass."""
    return lambda number: outcomes.get(number, Outcome.PASS)


class Proxy:
    """Forward the requests at a free port to the server at `port`.

    `decide` and `delay` (seconds) may be changed while it runs. `outcomes` holds the outcome of each request, and
    `forwarded` those that reached the server.
    """

    def __init__(self, port, *, decide=pass_all, delay=0.0):
        self.target, self.decide, self.delay = port, decide, delay
        self.outcomes, self.forwarded = [], []
        self.lock, self.ended = threading.Lock(), threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.listener.getsockname()[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        # Closing alone does not wake a thread that waits in accept.
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(10)

    def _listen(self):
        with contextlib.suppress(OSError):
            while not self.ended.is_set():
                client, _address = self.listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, contextlib.suppress(OSError):
            request = read_request(client)
            outcome = self._outcome()
            self.ended.wait(self.delay)
            if outcome is Outcome.HANG:
                self.ended.wait()
            if outcome in (Outcome.PASS, Outcome.LOSE_ANSWER):
                answer = self._forward(request)
                if outcome is Outcome.PASS:
                    client.sendall(answer)

    def _outcome(self):
        with self.lock:
            outcome = self.decide(len(self.outcomes) + 1)
            self.outcomes.append(outcome)
        return outcome

    def _forward(self, request):
        """Return the whole answer, after which the server has carried out the request."""
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.target), timeout=60) as server:
            server.sendall(request)
            answer = b"".join(iter(lambda: server.recv(CHUNK), b""))
        took = time.monotonic() - began
        status = int(answer[9:12] or 0)
        with self.lock:
            self.forwarded.append(Forwarded(request.split(b"\r\n", 1)[0].decode(), status, took))
        return answer


def read_request(client):
    """Return head and body of one request, asking the server to close the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += receive(client)
    head, body = data.split(b"\r\n\r\n", 1)
    length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    while length and len(body) < int(length[1]):
        body += receive(client)
    head = re.sub(rb"\r\nconnection: *[^\r]*", b"", head, flags=re.IGNORECASE)
    return head + b"\r\nConnection: close\r\n\r\n" + body


def receive(client):
    """Return the next bytes; raise ConnectionResetError if the client has gone."""
    data = client.recv(CHUNK)
    if not data:
        raise ConnectionResetError("the client closed the connection")
    return data
