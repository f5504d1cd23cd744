"""A page on which tests import the scripts of the project, without a server."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.support.servers.installations import ROOT

ADDRESS = (
    "http://localhost"  # a secure context, so that the page has IndexedDB, Web Locks and channels
)
PAGE = '<!doctype html><html lang="lv"><title>Scripts</title><div id="status" role="status"></div>'


class StubPortal:
    """Answers the outbox instead of the portal: stores every entry, or gives the next of `answers`.

    An answer has the arguments of Playwright's `route.fulfill`, or is a function of the entries that returns them.
    `posts` holds the entries of each request, `tokens` its CSRF token.
    """

    def __init__(self):
        self.answers, self.posts, self.tokens = [], [], []
        self.sessions = 0

    def session(self, route):
        self.sessions += 1
        route.fulfill(json={"owners": ["user-1"], "csrf": f"token-{self.sessions}"})

    def capture(self, route):
        entries = route.request.post_data_json
        self.posts.append(entries)
        self.tokens.append(route.request.headers["x-csrftoken"])
        answer = self.answers.pop(0) if self.answers else store
        route.fulfill(**(answer(entries) if callable(answer) else answer))


def store(entries):
    """Return an answer that acknowledges every entry."""
    return items(entries, http=201, seq=1)


def items(entries, **fields):
    """Return an answer with these fields for every entry."""
    return {"json": {"items": [{"uuid": entry["uuid"]} | fields for entry in entries]}}


@contextmanager
def script_page(chromium, stub_portal):
    """Open a blank page that has the scripts at their addresses without a hash; `stub_portal` is a StubPortal."""
    with chromium.window(ADDRESS) as window:
        window.context.route("**/*", _page_or_script)
        window.context.route("**/api/session/", stub_portal.session)
        window.context.route("**/api/capture/", stub_portal.capture)
        window.open("/")
        yield window.page


def _page_or_script(route):
    path = urlsplit(route.request.url).path
    if path.startswith("/static/js/"):
        route.fulfill(path=ROOT / path.removeprefix("/"), content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")
