"""Pages that open with a code: the page where it is typed, and the answer to a wrong one."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from thinktanks.codes import read_code, show_code
from thinktanks.throttle import WRONG_CODES, client_address, take_slot
from thinktanks.views.respond import require_page_or_post


@dataclass(frozen=True)
class CodePage:
    """One kind of code: the address where it is typed, the address that it opens, how it is looked up, and the texts."""

    entry: str
    opens: str
    find: Callable[[str], object | None]
    title: str
    label: str
    wrong: str


def private_page(view):
    """Mark a page whose address or content holds a code: not cached, not indexed, not sent as referrer.

    Only the origin is sent to other pages. A page without a form may set `no-referrer`; from a form browsers would then
    send „Origin: null”, which the protection against forged forms refuses.
    """

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers.setdefault("Referrer-Policy", "strict-origin")
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return require_page_or_post(wrapped)


def enter_code(request, code_page):
    """Answer the page where a code is typed; a right code redirects to what it opens."""
    if request.method != "POST":
        return _page(request, code_page)
    typed = request.POST.get("code", "")
    if not typed.strip():
        return _page(request, code_page, error=code_page.label, status=422)
    if code_page.find(typed) is None:
        return refuse_code(request, code_page, typed, status=422)
    return redirect_in_language(request, code_page.opens, read_code(typed))


def refuse_code(request, code_page, typed, *, status=404):
    """Count a wrong code and say so; after too many from one address the answer is 429 with Retry-After."""
    wait = take_slot(WRONG_CODES, client_address(request))
    response = _page(
        request,
        code_page,
        typed=typed,
        error=code_page.wrong,
        wait=wait,
        status=429 if wait else status,
    )
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def redirect_in_language(request, name, *args):
    """Redirect to another page without a language in its address, in the language of this one."""
    return redirect(reverse(name, args=args) + request.language_query)


def _page(request, code_page, *, typed="", error="", wait=0, status=200):
    code = read_code(typed)
    context = {
        "code_page": code_page,
        "typed": show_code(code) if code else typed[:60],
        "error": error,
        "wait": wait,
    }
    return render(request, "thinktanks/code_enter.html", context, status=status)
