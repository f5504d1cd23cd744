"""Context of every page: demo banner, language switch, menu."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.http import escape_leading_slashes

from portal.serving.access import may_enter_desk
from portal.serving.middleware import WITHOUT_LANGUAGE
from stakeholders.permissions import edited_organisation_ids
from thinktanks.queries.programmes import has_demo_programme


def page(request) -> dict:
    """Return the context of base.html."""
    other = "en" if getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE) == "lv" else "lv"
    user = getattr(request, "user", None)
    return {
        "demo": settings.LOCAL_MODE and has_demo_programme(),
        "other_language": {
            "code": other,
            "name": {"lv": "Latviski", "en": "English"}[other],
            "url": _same_page_in(request, other),
        },
        "may": {
            "desk": bool(user and (may_enter_desk(user) or edited_organisation_ids(user))),
            "admin": bool(user and user.is_authenticated and user.is_administrator),
        },
    }


def _same_page_in(request, language):
    """Return the address of this page in the other language, for an unknown address the home page's.

    Where addresses have no language, `?lang=en` selects English.
    """
    if not request.path_info.startswith(WITHOUT_LANGUAGE):
        here = escape_leading_slashes(request.get_full_path())
        translated = translate_url(here, language)
        return translate_url(reverse("home"), language) if translated == here else translated
    query = request.GET.copy()
    query.pop("lang", None)
    if language == "en":
        query["lang"] = "en"
    return f"{request.path}?{query.urlencode()}" if query else request.path
