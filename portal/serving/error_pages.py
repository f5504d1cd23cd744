"""Answers to requests that are refused before a view runs, and to errors of the server."""

import logging
import secrets

from django.http import HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf, defaults

logger = logging.getLogger("portal.serving.error_pages")


def csrf_failure(request, reason=""):
    """Answer a missing or old CSRF token: the API in JSON, so that the script gets a new one, pages with 403_csrf.html."""
    if not request.path_info.startswith("/api/"):
        return csrf.csrf_failure(request, reason=reason)
    answer = {"error": "csrf", "reason": "csrf", "message": _("Your session has ended")}
    return JsonResponse(answer, status=403)


def bad_request(request, exception=None):
    """Answer a body that is too large or damaged: the API in JSON, pages with 400.html."""
    if not request.path_info.startswith("/api/"):
        return defaults.bad_request(request, exception)
    answer = {
        "error": "too_large",
        "reason": "too_large",
        "message": _("That is too much to send at once."),
    }
    return JsonResponse(answer, status=400)


def server_error(request):
    """Show an error number and nothing else; the log has the number one line before the traceback."""
    number = secrets.token_hex(4)
    logger.error("error number %s: %s", number, request.path)
    return HttpResponseServerError(render_to_string("500.html", {"error_number": number}))
