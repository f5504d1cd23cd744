"""Middleware: health checks, cookies, language, htmx, device, end of a session, its owner, access to addresses."""

import logging
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.serving.access import is_allowed, needs_account
from portal.serving.error_pages import page_not_found
from stakeholders.permissions import is_administrator
from thinktanks.addresses import host_and_port
from thinktanks.queries.codes import device_by_token
from thinktanks.views.owners import remember_owner

logger = logging.getLogger("portal.serving.access")


METHODS = ("GET", "HEAD", "POST")
SEEN_EVERY = 5 * 60

# Addresses without a language are Latvian too, or English with `?lang=en`, which their forms and links repeat.
WITHOUT_LANGUAGE = ("/api/", "/device/", "/feedback/", "/join/", "/receipt/", "/register/")


# Asked by machines: a load balancer names the portal by its IP address, or not at all.
HEALTH_CHECKS = ("/healthz", "/readyz")


class HealthCheckMiddleware:
    """Answer health checks whatever host they ask for; no other address answers for a host that is not allowed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info in HEALTH_CHECKS:
            request.META["HTTP_HOST"] = host_and_port()
        return self.get_response(request)


class CookieMiddleware:
    """Leave out cookies with a NUL: the portal sets none, and PostgreSQL cannot even look for a session of such a name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        cookies = request.COOKIES.items()
        request.COOKIES = {name: value for name, value in cookies if "\x00" not in value}
        return self.get_response(request)


class LanguageMiddleware:
    """Set the language by the address alone: `/en/…` is English, all else Latvian. No cookie, no Vary: Accept-Language.

    `request.language_query` is what links and forms of a page without a language add to stay in English.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.language_query = ""
        if request.path_info.startswith(WITHOUT_LANGUAGE) and request.GET.get("lang") == "en":
            language, request.language_query = "en", "?lang=en"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class HtmxMiddleware:
    """Set `request.htmx`, and the Vary header, since pages differ by it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.htmx = request.headers.get("HX-Request") == "true"
        response = self.get_response(request)
        patch_vary_headers(response, ("HX-Request",))
        return response


class DeviceMiddleware:
    """Set `request.known_device` and `request.active_device`, the device that joined without an account.

    Both are read from the database on first use. A known device is active until late contributions are no longer
    accepted: until then it may change its seat and take back what it sent. To capture it only has to be known, so that
    an entry that comes too late gets the refusal of the operation.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME)
        request.known_device = SimpleLazyObject(lambda: token and device_by_token(token))
        request.active_device = SimpleLazyObject(
            lambda: (
                request.known_device
                if request.known_device and not request.known_device.think_tank.late_period_is_over
                else None
            )
        )
        return self.get_response(request)


class SessionEndMiddleware:
    """Sign an account out some time after it signed in, or some time after its last request.

    The session records both moments. They are renewed every five minutes only, so that reading
    pages hardly ever writes; until the first record the account's last sign-in counts for both.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._end_or_record(request)
        return self.get_response(request)

    def _end_or_record(self, request):
        now, last_login = time.time(), request.user.last_login
        # Without a recorded sign-in the session was made in another way: it begins now and is recorded at once.
        signed_in = last_login.timestamp() if last_login else now - SEEN_EVERY - 1
        began = request.session.get("began", signed_in)
        seen = request.session.get("seen", signed_in)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > _idle_limit(request.user):
            logger.info("session ended: account %s", request.user.pk)
            logout(request)
        elif now - seen > SEEN_EVERY:
            request.session.update({"began": began, "seen": now})


class OwnerMiddleware:
    """Note in a cookie which account is signed in, in whatever way it signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            remember_owner(request, response, request.user)
        return response


def _idle_limit(user) -> int:
    if is_administrator(user):
        return settings.SESSION_IDLE_SECONDS_ADMINISTRATOR
    return settings.SESSION_IDLE_SECONDS


class AccessMiddleware:
    """Deny by default: answer 404 if an address has no rule in portal/serving/access.py or its rule refuses.

    Methods other than GET, HEAD and POST are refused, and so is opening an address that only takes a form; a page says
    so. Pages that need an account are neither cached nor indexed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not request.path_info.startswith("/api/"):
            response.content = render_to_string("405.html", request=request)
        match = request.resolver_match
        if match and needs_account(match):
            response.headers.setdefault("X-Robots-Tag", "noindex")
            if not response.has_header("Cache-Control"):
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
        """Answer 404 also where a view refuses, and log it."""
        if not isinstance(exception, PermissionDenied):
            return None
        logger.warning(
            "refused: %s for account %s", request.resolver_match.view_name, request.user.pk
        )
        return page_not_found(request, Http404())


def _ask_to_sign_in(request):
    """Redirect to the sign-in page; htmx redirects the whole window instead of filling the fragment with it.

    A form that was sent leads back to its page and not to the address that takes it, and nothing of it is saved.
    """
    is_form = request.method == "POST"
    if is_form:
        messages.warning(
            request,
            _("Your session had ended, so this was not saved. Please sign in."),
            extra_tags="refused-form",  # for templates/_form_after_sign_in.html
        )
    if request.htmx or is_form:
        to_sign_in = redirect_to_login(_page_before(request))
    else:
        to_sign_in = redirect_to_login(request.get_full_path())
    if request.htmx:
        return HttpResponse(status=401, headers={"HX-Redirect": to_sign_in.url})
    return to_sign_in


def _page_before(request) -> str:
    """Return the address of the page that a request was sent from; of the desk if that is not known."""
    sent_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(sent_from, {request.get_host()})
    page = (
        urlsplit(sent_from)._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""
    )
    return page or reverse("desk")
