"""A bad network between a client and a server: delays, requests that never arrive, answers that get lost.

Each connection carries one request (the server is told to close). Its fate is decided by its number, from 1.
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


class Fate(Enum):
    PASS = auto()
    LOSE_REQUEST = auto()  # the server never hears of it
    LOSE_ANSWER = auto()  # the server has done it, the client never hears so
    HANG = auto()  # nothing happens until the proxy ends


class Asked(NamedTuple):
    """What reached the server: its first line, the status and how long the server took, without our delay."""

    line: str
    status: int
    seconds: float


def pass_all(number):
    return Fate.PASS


def by_chance(seed, *, lose_request=0.0, lose_answer=0.0):
    """Fates at random, the same for the same seed."""
    fates, weights = zip(
        (Fate.LOSE_REQUEST, lose_request),
        (Fate.LOSE_ANSWER, lose_answer),
        (Fate.PASS, 1 - lose_request - lose_answer),
        strict=True,
    )
    chance = random.Random(seed)
    return lambda number: chance.choices(fates, weights)[0]


def by_count(fates):
    """Fates by number: by_count({3: Fate.LOSE_ANSWER}); all others pass."""
    return lambda number: fates.get(number, Fate.PASS)


class Proxy:
    """Listens on a free port of this machine; `decide` and `delay` (seconds) may be changed while it runs."""

    def __init__(self, port, *, decide=pass_all, delay=0.0):
        self.target, self.decide, self.delay = port, decide, delay
        self.fates, self.asked = [], []
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
            fate = self._fate()
            self.ended.wait(self.delay)
            if fate is Fate.HANG:
                self.ended.wait()
            if fate in (Fate.PASS, Fate.LOSE_ANSWER):
                answer = self._ask(request)
                if fate is Fate.PASS:
                    client.sendall(answer)

    def _fate(self):
        with self.lock:
            fate = self.decide(len(self.fates) + 1)
            self.fates.append(fate)
        return fate

    def _ask(self, request):
        """The whole answer: when it is here, the server has done what it was asked."""
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.target), timeout=60) as server:
            server.sendall(request)
            answer = b"".join(iter(lambda: server.recv(CHUNK), b""))
        took = time.monotonic() - began
        status = int(answer[9:12] or 0)
        with self.lock:
            self.asked.append(Asked(request.split(b"\r\n", 1)[0].decode(), status, took))
        return answer


def read_request(client):
    """Head and body of one request, with the wish that the server closes."""
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
    """The next bytes; a client that went away is an error."""
    data = client.recv(CHUNK)
    if not data:
        raise ConnectionResetError("the client went away")
    return data
