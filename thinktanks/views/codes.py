"""Pages that open with a code: where it is typed, and what is said when it is wrong."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from thinktanks.codes import read_code, show_code
from thinktanks.throttle import client_address, count_wrong_code


@dataclass(frozen=True)
class CodePage:
    """One kind of code: the page where it is typed, the page that it opens, what it finds, and the words."""

    entry: str
    opens: str
    find: Callable[[str], object | None]
    title: str
    label: str
    wrong: str


def without_trace(view):
    """A page whose address or content holds a code: kept by nobody, found by no search.

    Nobody, our own log included, learns of the address by a Referer. `no-referrer` is for pages without a form only:
    from the others browsers would send „Origin: null”, which the protection against forged forms refuses.
    """

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers.setdefault("Referrer-Policy", "strict-origin")
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(wrapped)


def enter_code(request, entrance):
    """The page where a code is typed; a right one leads on."""
    if request.method != "POST":
        return _page(request, entrance)
    typed = request.POST.get("code", "")
    if not typed.strip():
        return _page(request, entrance, error=entrance.label, status=422)
    if entrance.find(typed) is None:
        return refuse_code(request, entrance, typed, status=422)
    return go(request, entrance.opens, read_code(typed))


def refuse_code(request, entrance, typed, *, status=404):
    """A wrong code is counted; after too many from one address only a right one is listened to."""
    wait = count_wrong_code(client_address(request))
    response = _page(
        request,
        entrance,
        typed=typed,
        error=entrance.wrong,
        wait=wait,
        status=429 if wait else status,
    )
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def go(request, name, *args):
    """Lead on to another page without a language, in the language of this one."""
    return redirect(reverse(name, args=args) + request.query_string)


def _page(request, entrance, *, typed="", error="", wait=0, status=200):
    code = read_code(typed)
    context = {
        "entrance": entrance,
        "typed": show_code(code) if code else typed[:60],
        "error": error,
        "wait": wait,
    }
    return render(request, "thinktanks/code_enter.html", context, status=status)
