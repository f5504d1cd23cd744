"""The steps that all writing views share: read what was sent, carry out one operation, show the form again."""

from collections.abc import Callable
from functools import partial, wraps
from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from stakeholders.forms import CreatingForm, LenientUUIDField
from stakeholders.operations.creating import create_once

ACCEPTED_COOKIE = "accepted-forms"
MAX_ACCEPTED = 10  # more tabs than in which one person fills in forms at once

require_page_or_post = require_http_methods(["GET", "HEAD", "POST"])


def atomic_post(view: Callable) -> Callable:
    """Handle a form that was sent in one transaction, so that nobody changes a row between what the form compares and
    what its operation writes. A page that is only opened begins none: on SQLite it would wait for all who write.
    """
    in_transaction = transaction.atomic(view)

    @wraps(view)
    def handle(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return (in_transaction if request.method == "POST" else view)(request, *args, **kwargs)

    return handle


class Done(NamedTuple):
    """An operation that was carried out, and what it returned."""

    result: object


def posted_data(request: HttpRequest) -> QueryDict | None:
    """Return the data of a form that was sent; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def carry_out(form: Form, operation: Callable, *, error_field: str | None = None) -> Done | None:
    """Call one operation with the cleaned data of a form.

    Return None where there is nothing to carry out: the form was not sent, is not valid, or the operation refused. A
    refusal becomes an error of the form, at `error_field` if that is given.
    """
    if not form.is_valid():
        return None
    try:
        return Done(operation(**form.cleaned_data))
    except ValidationError as error:
        form.add_error(error_field, error)
        return None


def create_from(form: CreatingForm, create: Callable) -> Done | None:
    """Create a row with the cleaned data of a form; the same form sent again returns the row that it created.

    Return None where there is nothing to create, as `carry_out` does.
    """
    return carry_out(form, lambda **values: create_once(form.sent_uuid, create, **values))


def carry_out_button(request: HttpRequest, operation: Callable, done: str) -> None:
    """Call the operation of a button without fields, and show `done` as a message, or why it was refused."""
    form = Form(request.POST)
    if carry_out(form, partial(operation, by=request.user)):
        messages.success(request, done)
    add_error_messages(request, form)


def show_form(request: HttpRequest, template: str, form: Form, **context) -> HttpResponse:
    """Render the page of a form, with status 422 where it was refused."""
    _free_frames(form)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form} | context, status=status)


def _free_frames(form: Form) -> None:
    """Forget where the errors of a form were raised.

    Until the next collection of garbage they would keep alive what was read there, of a file of 10 MB about 40 MB.
    """
    for errors in form.errors.as_data().values():
        for error in errors:
            error.__traceback__ = error.__cause__ = error.__context__ = None


def remember_accepted(request: HttpRequest, response: HttpResponse) -> None:
    """Note in a cookie that a form was accepted, by the name that the browser gave to this sending of it.

    What the browser keeps of a form (static/js/kept_form.js) must not come back when nobody saw the answer.
    """
    sending = LenientUUIDField().clean(request.POST.get("sending"))
    if sending:
        response.set_cookie(
            ACCEPTED_COOKIE,
            ".".join([*accepted_forms(request)[1 - MAX_ACCEPTED :], str(sending)]),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def accepted_forms(request: HttpRequest) -> list[str]:
    """Return the names of the sendings that were last accepted from this browser."""
    names = request.COOKIES.get(ACCEPTED_COOKIE, "").split(".")
    return [name for name in names if LenientUUIDField().clean(name)]


def add_error_messages(request: HttpRequest, form: Form) -> None:
    """Show each error of a form as a message, for pages that do not show the form itself."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
