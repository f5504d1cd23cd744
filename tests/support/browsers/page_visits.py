"""Visits to the pages of a running portal as their readers, and the audits of what they see."""

from collections import Counter

from tests.support.browsers.accessibility import SHORT, Audit, audit_html, audit_page
from tests.support.browsers.browser import NO_WORKER
from tests.support.pages.all_pages import Page, pages_of
from tests.support.pages.prepared_pages import ADMINISTRATOR
from tests.support.pages.refused_forms import REFUSED
from tests.support.servers.server import Server

HTML = "text/html; charset=utf-8"


class VisitedPortal:
    """A running portal with its pages, a window for every kind of reader, and the titles that it has shown.

    `prepared` is what prepared_pages.py returned; `password` is that of the administrator; `settings` are those of the
    windows.
    """

    def __init__(self, installation, chromium, prepared, password, **settings):
        self.server, self.chromium = Server(installation).start(), chromium
        self.prepared, self.password = prepared, password
        self.pages = pages_of(prepared)
        self.windows, self.titles, self.settings = {}, {}, settings

    def window(self, reader):
        """Return the window of a reader, who has signed in or joined in it."""
        if reader not in self.windows:
            window = self.windows[reader] = self.chromium.window(
                self.server.url, **NO_WORKER, **self.settings
            )
            if reader == "administrator":
                window.sign_in(ADMINISTRATOR, self.password)
                window.page.wait_for_url("**/desk/")
            if reader == "device":
                window.use_cookie(f"device={self.prepared['token']}")
        return self.windows[reader]

    def pages_of(self, group):
        return [page for page in self.pages if page.group == group]

    def pages_with_refusals(self):
        """Return a page for every form of REFUSED."""
        return list(
            {page.name: page for page in reversed(self.pages) if page.name in REFUSED}.values()
        )

    def close(self):
        for window in self.windows.values():
            window.close()
        self.server.stop()


class AuditedPages:
    """The audits of several pages: faults by page, what axe could not decide, and how many views and pages there were."""

    def __init__(self, pages, audit):
        self.faults, self.undecided, self.views, self.count = {}, set(), 0, len(pages)
        for page in pages:
            found = audit(page)
            self.views += found.views
            self.undecided |= {rule for rule, _why, _html in found.undecided}
            if found.faults:
                self.faults[f"{page.name} as {page.reader}"] = found.faults

    def record(self, figure):
        """Record the number of faults of every promise."""
        broken = Counter(fault.split()[0] for faults in self.faults.values() for fault in faults)
        undecided = ", ".join(sorted(self.undecided)) or "nothing"
        pages = f"on {self.count} pages"
        figure(
            "T44",
            f"{broken['T44']} violations in {self.views} views; left to a person: {undecided}",
        )
        figure("T39", f"{broken['T39']} complaints of the browser {pages}")
        figure("T47", f"{broken['T47']} faults of live regions {pages}")
        figure("T48", f"{broken['T48'] + broken['T45']} faults of reflow and form {pages}")


def visit(portal, page, modes, language="lv"):
    """Open a page as its reader and audit it; complaints of the browser meanwhile are faults of T39."""
    window = portal.window(page.reader)
    before = len(window.complaints)
    response = window.open(page.in_language(language))
    faults = faults_of_html(portal, page, window, response, language)
    if response.status != page.status:
        faults.append(f"status {response.status}")
    audit = audit_page(window.page, modes)
    return audit._replace(
        faults=faults + audit.faults + complaints_since(before, window, page.status)
    )


def faults_of_html(portal, page, window, response, language):
    """Audit the first HTML of a page, whose title no other address of the portal may have."""
    title, faults = audit_html(window.page, response.text(), language=language)
    name = page.name.split()[0]
    other = portal.titles.setdefault((language, title), name)
    return faults + [f"T48 title of {other} too: {title}"] * (other != name)


def refuse(portal, page, modes):
    """Send the form of a page so that it is refused, and audit the page that shows the problem."""
    window = portal.window(page.reader)
    before = len(window.complaints)
    response = send_refused_form(window, page)
    if response.request.method != "POST":
        return Audit(["T48 accepted, not refused"], [], 0)
    _title, faults = audit_html(window.page, response.text(), language="lv")
    faults += faults_of_refusal(window.page, REFUSED[page.name][0])
    audit = audit_page(window.page, modes)
    return audit._replace(
        faults=faults + audit.faults + complaints_since(before, window, response.status)
    )


def send_refused_form(window, page):
    """Fill in the form of a page and send it, past the checks of the browser; return the response to be shown."""
    fields, button = REFUSED[page.name]
    window.open(page.path)
    window.page.evaluate("for (const form of document.forms) form.noValidate = true")
    for name, text in fields.items():
        field_of(window.page, name).fill(text)
    with window.page.expect_navigation() as navigation:
        window.page.locator(button).first.click()
    return navigation.value


def faults_of_refusal(page, fields):
    """Return the faults of a page that refuses these fields: it shows a problem and keeps what was typed."""
    kept = {name: field_of(page, name).input_value() for name in fields if name != "password"}
    faults = [f"T48 not kept: {name}" for name, text in kept.items() if text != fields[name]]
    problems = page.locator(".is-problem:visible, .field-error:visible").count()
    return faults + ["T48 shows no problem"] * (problems == 0)


def field_of(page, name):
    return page.locator(f"main [name={name}]").first


def faults_of_text(portal, name, text):
    """Return the faults of a page whose HTML the portal shows when something is broken."""
    window = portal.window("anonymous")
    page, before = Page(name, "/broken/", "anonymous"), len(window.complaints)
    window.page.route("**/broken/", lambda route: route.fulfill(body=text, content_type=HTML))
    response = window.open(page.path)
    faults = faults_of_html(portal, page, window, response, "lv")
    faults += audit_page(window.page, SHORT).faults
    window.page.unroute("**/broken/")
    return faults + complaints_since(before, window, page.status)


def complaints_since(before, window, status):
    """Return the complaints of the browser after the first `before`, without the one about the expected status."""
    expected = f"status of {status}"
    return [f"T39 {text}" for text in window.complaints[before:] if expected not in text]
