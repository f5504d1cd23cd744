"""What is wrong with the answer to a strange value, as sentences that name the form, the field and the value."""

import re
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from tests.support.inputs import stored
from tests.support.inputs.discovery import followed, is_accepted, is_get, send, undone
from tests.support.inputs.recorder import recording
from tests.support.pages.page_forms import forms_on

# The markup of a sentence about a refusal: ours, and that of the administrators' pages.
PROBLEM = re.compile(
    r'class="[^"]*\b(field-error|form-problems|is-problem|invalid-feedback|errorlist|messagelist|error-page)\b'
)


def complaints_about(world, case, name, title, value) -> list[str]:
    """Send a value in one field and the rest as it should be; return what is wrong with the answer."""
    with undone(world):
        form, button = case.open(world)
        data = case.data(world, form, button, name, value)
        before = stored.content() if case.found.parent else world.content
        with recording() as recorded:
            answer = send(world, case.found, form, button, data)
            accepted = is_accepted(answer, recorded)
            page = followed(world.clients[case.found.client], answer)
            if accepted and case.following:
                case.send_following(world, page)
        problems = list(_broken(answer)) or list(_broken(page))
        if not problems and accepted and name in case.kept:
            problems += _lost_words(recorded, page, value)
        if not problems and not accepted and not is_get(form):
            problems += _silent_refusal(case, name, page, recorded, before)
    return [f"{case.found}: {name} = {title}: {problem}" for problem in problems]


def _broken(answer):
    if answer.status_code >= 500:
        error = answer.exc_info[1] if answer.exc_info else "no exception"
        yield f"{answer.status_code}, {type(error).__name__}: {str(error)[:150]}"
    address = urlsplit(answer.get("Location", "/").replace("\\", "/"))
    if address.scheme or address.netloc:
        yield f"redirects to {address.geturl()[:80]}"


def _lost_words(recorded, page, value):
    """Words are stored, or shown once more to be checked."""
    shown = [
        text for form in _forms_of(page) for field in form.fields.values() for text in field.values
    ]
    if lost := stored.missing_from([*recorded.texts, *shown], value):
        yield f"accepted, but these words are not stored: {lost[:3]}"


def _forms_of(page):
    is_html = page.get("Content-Type", "").startswith("text/html")
    return forms_on(page) if is_html else ()


def _silent_refusal(case, name, page, recorded, before):
    if recorded.written and stored.content() != before:
        yield f"refused with {page.status_code}, but something was written"
    control = case.controls.get(name)
    # The library of the administrators' tables says nothing about a field that nobody can change.
    is_shown = control is not None and control.kind != "hidden"
    is_of_library = case.found.key[0].startswith("admin:")
    if not has_sentence(page) and (is_shown or not is_of_library):
        yield f"refused with {page.status_code}, without a sentence; errors: {recorded.errors}"


def has_sentence(page) -> bool:
    """Whether a page shows a sentence about something that went wrong."""
    return bool(PROBLEM.search(page.content.decode()))


def complaints_about_sending_twice(world, case) -> list[str]:
    """Send a form twice as it is; return what the second sending wrote, or broke."""
    with undone(world):
        form, button = case.open(world)
        send(world, case.found, form, button)
        before = stored.counts()
        answer = send(world, case.found, form, button)
        problems = list(_broken(answer))
        if new := stored.new_rows(before, stored.counts()):
            problems.append(f"new rows: {new}")
    return [f"{case.found}: sent twice: {problem}" for problem in problems]


def complaints_about_sending_late(world, case) -> list[str]:
    """Send a form after its session has ended, and sign in again; return what is wrong."""
    client = world.clients[case.found.client]
    with undone(world):
        form, button = case.open(world)
        client.cookies = SimpleCookie()
        before = stored.counts()
        answer = send(world, case.found, form, button)
        problems = list(_broken(answer))
        if new := stored.new_rows(before, stored.counts()):
            problems.append(f"new rows: {new}")
        if to_sign_in := answer.get("HX-Redirect") or answer.get("Location"):
            client.force_login(world.administrator)
            answer = followed(client, client.get(next_address(to_sign_in)))
            problems += _broken(answer)
        if answer.status_code >= 400 and not has_sentence(answer):
            problems.append(f"{answer.status_code} without a sentence")
    return [f"{case.found}: sent late: {problem}" for problem in problems]


def next_address(url) -> str:
    """Return where the sign-in page leads, or the address itself."""
    parts = urlsplit(url)
    return parse_qs(parts.query).get("next", [url])[0]
