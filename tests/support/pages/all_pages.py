"""Every page that people see, derived from the table in addresses.py.

Every address that somebody may read is visited as the person who sees most of it and, if it is public, as anonymous.
Pages that need another state than that of the table are added in prepared_pages.py.
"""

from typing import NamedTuple

from tests.support.pages.addresses import KINDS, PAGES, WITHOUT_PREFIX

READERS = ("anonymous", "device", "administrator")
# Addresses that answer with a file, or that show a page only in the middle of something.
NO_PAGES = {
    "healthz",
    "readyz",
    "service-worker",
    "plan-download",
    "version-download",
    "api-session",
    "think-tank-calendar",
    "registration-calendar",
    "summary-export",
    "clock",  # the time that is left, for scripts
    "clock-start",  # only after minutes were refused on the room overview
    "contribution-similar",  # rows for the capture page
    "account_confirm_login_code",  # only while signing in by code
    "contribution-import",  # only after lines were pasted on the capture page
    "account_change_password",  # redirects to the page that sets one
}
GROUPS = {
    "phone": (
        "join",
        "think-tank-join",
        "think-tank-register",
        "device",
        "feedback",
        "receipt",
        "offline",
    ),
    "entrance": ("account",),
    "desk": (
        "desk",
        "design",
        "programme",
        "question",
        "think-tank",
        "table",
        "facilitator",
        "attend",
        "answer-type",
    ),
    "plans at the desk": (
        "board",
        "item",
        "action-",
        "contribution",
        "plan-",
        "version-withdraw",
        "text",
    ),
    "administration": ("admin:",),
}
PUBLIC = (
    "home",
    "feedback-show",
    "programme-feedback-show",
    "plan-list",
    "plan-show",
    "version-show",
    "action-show",
    "region",
    "municipality",
    "error",
)


class Page(NamedTuple):
    """A page as one person sees it; `name` is that of its address, then what is special about the page."""

    name: str
    path: str
    reader: str
    status: int = 200

    @property
    def group(self):
        if self.name.startswith(PUBLIC):
            return "public"
        return next(
            (group for group, names in GROUPS.items() if self.name.startswith(names)), "public"
        )

    def in_language(self, language):
        """Return the address of the page in this language."""
        if language == "lv":
            return self.path
        if self.path.startswith(WITHOUT_PREFIX):
            return f"{self.path}{'&' if '?' in self.path else '?'}lang=en"
        return f"/en{self.path}"


def readers_of(letters):
    """Return who visits a page: the person who sees most of it, and anonymous if it is public."""
    kinds = dict(zip(KINDS, letters, strict=True))
    return [kind for kind in READERS if kinds[kind] == "Y" and not _sees_the_same(kind, kinds)]


def _sees_the_same(kind, kinds):
    """Whether this is a device at a public page, which shows it nothing of its own."""
    return kind == "device" and kinds["anonymous"] == "Y"


def pages_of(prepared):
    """Return all pages of an installation that prepared_pages.py has prepared."""
    pages = [
        Page(name, path, reader)
        for name, path in prepared["addresses"].items()
        if name not in NO_PAGES
        for reader in readers_of(PAGES[name][1])
    ]
    return pages + [Page(*fields) for fields in prepared["more"]]


def names_without_page(prepared):
    """Return the names of addresses that somebody may read or is redirected from, but that no page here visits."""
    visited = {page.name.split()[0] for page in pages_of(prepared)}
    shown = {name for name, (_paths, letters) in PAGES.items() if set(letters) & set("YR")}
    return sorted(shown - visited - NO_PAGES)
