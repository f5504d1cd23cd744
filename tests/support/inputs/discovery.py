"""Every form of the portal, found by following the links and forms of its pages as a person does."""

import contextlib
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve

from tests.support.inputs.recorder import recording
from tests.support.inputs.valid_values import valid_values
from tests.support.pages.page_forms import Button, PageForm, forms_on

LINK = re.compile(r"""<a\s[^>]*href=["']([^"'#]*)""")
MOST_ROWS = 3  # pages of one address that differ in their row only; one of the administrators'
# Of Django's administrators' pages: where a form leads afterwards, and forms in windows of their own.
NOT_OURS = {"_save", "_addanother", "_continue", "_popup", "_to_field"}
MOST_STEPS = 3  # forms sent one after the other, as a list that is pasted, checked and saved


class NotOnPage(AssertionError):
    """A form is not where it was found."""


@dataclass(frozen=True)
class FoundForm:
    """A form with one of its buttons on a page of a client, or in the answer to another form that was sent as it should be."""

    name: str
    client: str
    path: str
    key: tuple
    parent: "FoundForm | None" = field(default=None, repr=False)

    @property
    def steps(self) -> int:
        """How many forms are sent, this one included."""
        return 1 + (self.parent.steps if self.parent else 0)

    def open(self, world) -> tuple[PageForm, Button]:
        """Return the form as its page shows it now; forms before it are sent."""
        client = world.clients[self.client]
        if self.parent is None:
            return self.on(followed(client, client.get(self.path)))
        return self.on(followed(client, send(world, self.parent, *self.parent.open(world))))

    def on(self, response) -> tuple[PageForm, Button]:
        """Return this form in an answer."""
        for form in forms_on(response):
            for button in form.buttons:
                if _key(form, button) == self.key:
                    return form, button
        raise NotOnPage(f"{self} is not on {response.request['PATH_INFO']}")

    def __str__(self):
        return self.name


def send(world, found, form, button, data=None, **options):
    """Send a form by a button with this data, by default valid data, as the script of its page does if that has one."""
    client = world.clients[found.client]
    action = address_of(form, button)
    data = valid_data(world, form, button) if data is None else data
    data = {name: sent for name, sent in data.items() if sent}
    method = client.get if is_get(form) else client.post
    headers = {"HX-Request": "true"} if "hx-post" in form.attributes else {}
    return method(action, data, headers=headers, **options)


def valid_data(world, form, button) -> dict[str, list]:
    """Return the data of a form as a person fills it in and sends it by a button."""
    view = view_name(urlsplit(address_of(form, button)).path)
    return valid_values(world, view, form, button)


def is_get(form) -> bool:
    return form.attributes.get("method", "get").lower() == "get"


def address_of(form, button) -> str:
    """Return where a browser sends the form, without a fragment."""
    page = form.response.request
    query = f"?{page['QUERY_STRING']}" if page["QUERY_STRING"] else ""
    here = page["PATH_INFO"] + query
    action = button.action or form.attributes.get("action") or ""
    return urljoin(here, action).partition("#")[0] if action else here


@contextlib.contextmanager
def undone(world):
    """Take back what is done in this context: rows and cookies."""
    cookies = {name: SimpleCookie(client.cookies) for name, client in world.clients.items()}
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
            for name, client in world.clients.items():
                client.cookies = cookies[name]


class Survey(NamedTuple):
    """What was found: forms, the client and address of each page, and the classes of Django forms that were bound."""

    forms: list[FoundForm]
    pages: list[tuple[str, str]]
    classes: set[type]


def survey(world) -> Survey:
    """Follow every link and send every form that the pages of the world lead to."""
    with recording() as recorded:
        search = _Search(world)
        forms = search.run()
    classes = {kind for form in recorded.forms for kind in type(form).__mro__}
    return Survey(forms, search.read, classes)


def followed(client, response):
    """Return the page to which an answer redirects, or the answer itself."""
    return client.get(response.url) if response.status_code == 302 else response


def is_accepted(response, recorded) -> bool:
    """Whether a form was carried out or, if it only asks for something, answered."""
    return response.status_code in (200, 302) and not any(form.errors for form in recorded.forms)


class _Search:
    """Pages to read and forms to send. Of forms with the same key the first that is accepted is taken."""

    def __init__(self, world):
        self.world, self.found, self.visited = world, {}, Counter()
        self.pages, self.parameters, self.read = deque(world.entrances), set(), []
        self.unsent, self.alternatives, self.accepted = deque(), Counter(), set()

    def run(self):
        while self.pages or self.unsent:
            if self.pages:
                client, path = self.pages.popleft()
                self.read.append((client, path))
                page = self.world.clients[client]
                self._read(followed(page, page.get(path)), client, path)
            else:
                self._send(self.unsent.popleft())
        return [form for key, form in self.found.items() if not self._is_emptier(key)]

    def _is_emptier(self, key):
        """Whether this is the form of another page, but with nothing in it to choose from."""
        view, names, button = key
        return key not in self.accepted and any(
            (view, button) == (other[0], other[2]) and names < other[1] for other in self.accepted
        )

    def _send(self, form):
        """Send a form once, and read the page that answers it."""
        if form.key in self.accepted:
            return
        with undone(self.world):
            page_form, button = form.open(self.world)
            with recording() as recorded:
                answer = send(self.world, form, page_form, button)
            if is_accepted(answer, recorded):
                self.accepted.add(form.key)
                self.found[form.key] = form
            if not is_get(page_form) and form.steps < MOST_STEPS:
                answer = followed(self.world.clients[form.client], answer)
                self._read(answer, form.client, answer.request["PATH_INFO"], parent=form)

    def _read(self, response, client, path, parent=None):
        if not response.get("Content-Type", "").startswith("text/html"):
            return
        for page_form in forms_on(response):
            for button in page_form.buttons:
                key = _key(page_form, button)
                if key and key not in self.accepted and self.alternatives[key] < MOST_ROWS:
                    form = FoundForm(_name(key), client, path, key, parent)
                    self.found.setdefault(key, form)
                    self.alternatives[key] += 1
                    self.unsent.append(form)
        if parent is None and client != "phone":  # its links lead to what a visitor sees
            self._follow_links(response, client, path)

    def _follow_links(self, response, client, path):
        for link in LINK.findall(response.content.decode()):
            address = urljoin(path, unescape(link))
            parts = urlsplit(address)
            view = view_name(parts.path)
            if parts.netloc or view is None:
                continue
            sent = set(parse_qs(parts.query)) - NOT_OURS
            names = {(client, view, name) for name in sent} - self.parameters
            page = (client, view, parts.path)
            most = 1 if view.startswith("admin:") else MOST_ROWS
            if not names and (self.visited[page] or self.visited[page[:2]] >= most):
                continue
            self.visited.update([page, page[:2]])
            self.parameters |= names
            self.pages.append((client, address))


def view_name(path) -> str | None:
    """Return the name of the address; None where there is no such page."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def _key(form, button):
    view = view_name(urlsplit(address_of(form, button)).path)
    names = {
        re.sub(r"\d+", "#", name)
        for name, control in form.fields.items()
        if control.kind != "hidden"
        or not is_get(form)  # a list repeats its filters in hidden fields
    }
    name = "" if button.name in NOT_OURS else re.sub(r"\d+", "#", button.name)
    return (view, frozenset(names - NOT_OURS), name) if view else None


def _name(key):
    view, names, button = key
    shown = sorted(names - {"csrfmiddlewaretoken", "op_uuid"})
    return f"{view} ({', '.join([*shown, *([button] if button else ())])})"
