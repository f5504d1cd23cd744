"""Name the person of a browser to its scripts, which can read neither the session nor the token of a device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stakeholders.models import User
from thinktanks.models import Device
from thinktanks.queries.owners import owner_id


def remember_owner(request: HttpRequest, response: HttpResponse, person: User | Device) -> None:
    """Note in a cookie who signed in or joined last.

    The answer itself has to say so: the first page of the next person may come late, and what the browser shows instead
    must not be the form of the one before (static/js/capture/saved_form.js).
    """
    name = "capture-owner" if isinstance(person, User) else "device-owner"
    owner = owner_id(person)
    if request.COOKIES.get(name) == owner:
        return
    response.set_cookie(
        name,
        owner,
        max_age=settings.DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
