"""What is answered where a request is refused before any page looks at it, or where the fault is ours."""

import logging
import secrets

from django.http import HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf, defaults

logger = logging.getLogger("portal.serving.error_pages")


def csrf_failure(request, reason=""):
    """Scripts learn in JSON that they have to ask for a new proof; people see the page 403_csrf.html."""
    if not request.path_info.startswith("/api/"):
        return csrf.csrf_failure(request, reason=reason)
    told = {"error": "csrf", "reason": "csrf", "message": _("Your session has ended")}
    return JsonResponse(told, status=403)


def bad_request(request, exception=None):
    """A body that is too large or damaged: JSON for scripts, for people the page 400.html."""
    if not request.path_info.startswith("/api/"):
        return defaults.bad_request(request, exception)
    told = {"error": "too_large", "reason": "too_large", "message": _("That is too much at once.")}
    return JsonResponse(told, status=400)


def server_error(request):
    """The page of a fault shows a number only; the log has it one line before the traceback."""
    number = secrets.token_hex(4)
    logger.error("error number %s: %s", number, request.path)
    return HttpResponseServerError(render_to_string("500.html", {"error_number": number}))
