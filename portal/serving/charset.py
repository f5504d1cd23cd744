"""Refuse a body that is not in UTF-8: it would be read as another text, or could not be read at all."""

from collections.abc import Callable

from django.utils.http import parse_header_parameters

from portal.serving.error_pages import bad_request

READABLE = {"utf-8", "utf8", "us-ascii", "ascii"}
# Django does not know it, so it reads the query string as UTF-8 and leaves the body to the middleware.
UNREADABLE = "application/octet-stream; charset=unreadable"


class CharsetMiddleware:
    """Answer 400 where an address exists and the body names another charset than UTF-8."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.encoding = "utf-8"  # of the query string, whatever the body names
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.content_params.get("charset", "utf-8").lower() not in READABLE:
            return bad_request(request)
        return None


def with_known_charset(application: Callable) -> Callable:
    """Return a WSGI application to which every other charset is unreadable.

    Python knows codecs (rot13, idna, undefined) with which Django fails before it can answer anything.
    """

    def checked(environ, start_response):
        if not _is_readable(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = UNREADABLE
        return application(environ, start_response)

    return checked


def _is_readable(content_type: str) -> bool:
    try:
        _name, parameters = parse_header_parameters(content_type)
    except (LookupError, ValueError):
        return False
    return parameters.get("charset", "utf-8").lower() in READABLE
