"""Answers to requests that are refused before a view runs, and to errors of the server.

None reads the body of the request: it may be what cannot be read, and at an address that does not exist nobody asked
for it. Django's own pages read it to look for a CSRF token.
"""

import logging
import secrets
import sys

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf

logger = logging.getLogger("portal.serving.error_pages")

BUSY_SECONDS = 5
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failure(request, reason=""):
    """Answer a missing or old CSRF token: the API in JSON, so that the script gets a new one, pages with 403_csrf.html."""
    if not request.path_info.startswith("/api/"):
        return csrf.csrf_failure(request, reason=reason)
    answer = {"error": "csrf", "reason": "csrf", "message": _("Your session has ended")}
    return JsonResponse(answer, status=403)


def bad_request(request, exception=None):
    """Answer a body that is too large or damaged: the API in JSON, pages with 400.html."""
    if not request.path_info.startswith("/api/"):
        return render(request, "400.html", status=400)
    reason, message = "not_json", _("This cannot be read.")
    if isinstance(exception, TOO_LARGE):
        reason, message = "too_large", _("That is too much to send at once.")
    return JsonResponse({"error": reason, "reason": reason, "message": message}, status=400)


def page_not_found(request, exception=None):
    """Answer what does not exist, and what is not this person's: the same for both."""
    return render(request, "404.html", status=404)


def server_error(request):
    """Show an error number and nothing else; the log has the number one line before the traceback.

    Where the database had no time (locked by somebody else, a deadlock, no connection) the answer is that of `_busy`.
    """
    if isinstance(sys.exc_info()[1], OperationalError):
        return _busy(request)
    number = secrets.token_hex(4)
    logger.error("error number %s: %s", number, request.path)
    return HttpResponseServerError(render_to_string("500.html", {"error_number": number}))


def _busy(request):
    """Ask to send it again: nothing was saved, and the outbox of a browser tries again by itself."""
    wait = {"Retry-After": str(BUSY_SECONDS)}
    if not request.path_info.startswith("/api/"):
        return HttpResponse(render_to_string("503.html"), status=503, headers=wait)
    answer = {
        "error": "busy",
        "reason": "busy",
        "message": _("The portal is busy. Nothing was saved."),
    }
    return JsonResponse(answer, status=503, headers=wait)
