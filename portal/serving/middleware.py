"""What every request passes: its language, whether htmx sent it, and the door of the address it asks for."""

import logging
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.views.defaults import page_not_found

from portal.serving.access import is_allowed, needs_account
from stakeholders.permissions import is_administrator
from thinktanks.queries import device_with_token

logger = logging.getLogger("portal.serving.access")


METHODS = ("GET", "HEAD", "POST")
SEEN_EVERY = 5 * 60

# Addresses without a language: Latvian there too, or English with `?lang=en`, which their forms and links carry on.
WITHOUT_LANGUAGE = ("/api/", "/device/", "/feedback/", "/join/", "/receipt/")


class LanguageMiddleware:
    """The address alone decides: `/en/…` is English, all else Latvian. No Vary: Accept-Language, no cookie.

    `request.query_string` is what a link or form of a page without a language adds to stay in English.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.query_string = ""
        if request.path_info.startswith(WITHOUT_LANGUAGE) and request.GET.get("lang") == "en":
            language, request.query_string = "en", "?lang=en"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class HtmxMiddleware:
    """Sets `request.htmx`; pages differ by it, so caches are told."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.htmx = request.headers.get("HX-Request") == "true"
        response = self.get_response(request)
        patch_vary_headers(response, ("HX-Request",))
        return response


class DeviceMiddleware:
    """Sets, read when first asked for, `request.known_device` and `request.active_device`: the device that joined without an account.

    `known_device` it stays for ever; `active_device`, which may do something, it is until its think tank is over.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME)
        request.known_device = SimpleLazyObject(lambda: token and device_with_token(token))
        request.active_device = SimpleLazyObject(
            lambda: (
                request.known_device
                if request.known_device and not request.known_device.think_tank.is_over
                else None
            )
        )
        return self.get_response(request)


class SessionEndMiddleware:
    """Signs an account out for good: so long after it signed in, or so long after its last request.

    Until its first note a session began and was seen at the account's last sign-in. The note is renewed every five
    minutes only, so that reading pages hardly ever writes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._end_or_note(request)
        return self.get_response(request)

    def _end_or_note(self, request):
        now, last_login = time.time(), request.user.last_login
        # Where no sign-in is on record the session was made otherwise: it begins now, and is noted at once.
        signed_in = last_login.timestamp() if last_login else now - SEEN_EVERY - 1
        began = request.session.get("began", signed_in)
        seen = request.session.get("seen", signed_in)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > _longest_pause(request.user):
            logger.info("session ended: account %s", request.user.pk)
            logout(request)
        elif now - seen > SEEN_EVERY:
            request.session.update({"began": began, "seen": now})


def _longest_pause(user) -> int:
    return settings.IDLE_ADMINISTRATOR if is_administrator(user) else settings.IDLE


class AccessMiddleware:
    """Deny by default: an address without a rule in portal/serving/access.py, or whose rule refuses, does not exist.

    Beyond GET, HEAD and POST nothing is understood, and no browser keeps what only accounts may see.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match and needs_account(match) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if needs_account(match) and not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        if not is_allowed(request.user, match):
            raise Http404
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    def process_exception(self, request, exception):
        """What a view refuses does not exist either."""
        if not isinstance(exception, PermissionDenied):
            return None
        logger.warning(
            "refused: %s for account %s", request.resolver_match.view_name, request.user.pk
        )
        return page_not_found(request, Http404())


def _ask_to_sign_in(request):
    """The sign-in page; a part of a page that htmx asked for sends the whole window there, not itself."""
    if not request.htmx:
        return redirect_to_login(request.get_full_path())
    back = urlsplit(request.headers.get("HX-Current-URL", "")).path or request.path
    return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(back).url})
