"""Refuse a body that ends too early because the connection broke: half of what somebody wrote is not the whole."""

from collections.abc import Callable
from typing import BinaryIO

from django.core.exceptions import BadRequest


def with_whole_bodies(application: Callable) -> Callable:
    """Return a WSGI application that answers 400 where it reads a body of which something is missing.

    Django takes what has arrived for the whole, and would store a text cut in the middle.
    """

    def checked(environ, start_response):
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"])
        return application(environ, start_response)

    return checked


class WholeBody:
    """The body of a request as a file; Django never reads more than the request has announced."""

    def __init__(self, body: BinaryIO):
        self._body = body
        self.readline = body.readline

    def read(self, size: int) -> bytes:
        part = self._body.read(size)
        if len(part) < size:
            raise BadRequest("The body ended too early.")
        return part
