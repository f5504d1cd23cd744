"""Every page is readable by all: by ear, by keyboard, enlarged, on a phone; and the browser has nothing to complain of."""

from collections import Counter

import pytest

from tests.support.browsers.accessibility import FULL, SHORT, Judged, judge, judge_text
from tests.support.pages.all_pages import (
    ADMINISTRATOR,
    GROUPS,
    PASSWORD,
    REFUSED,
    Page,
    alone,
    names_without_page,
    pages_of,
    prepare_demo,
    prepare_empty,
)
from tests.support.servers.server import Server

pytestmark = [pytest.mark.server, pytest.mark.browser]

ALL_GROUPS = ("public", *GROUPS)
ONE_TABLE = {
    "admin:index",
    *(
        f"admin:stakeholders.organisation {kind}"
        for kind in ("list", "row", "add", "import", "export")
    ),
}
HTML = "text/html; charset=utf-8"
CHOSEN = "?pair=social_enterprises.municipalities"
TOLD_WORDS = """() => {
  const { waiting, connected } = document.getElementById("outbox").dataset;
  return [document.getElementById("capture").dataset.added, waiting, connected];
}"""
LISTEN = """
window.told = [];
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) window.told.push(node.textContent);
  document.body.dataset.told = window.told.length;
}).observe(document.getElementById("status"), { childList: true });
"""


def password_of(installation):
    lines = (installation.folder / "demo_accounts").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.split()[:1] == [ADMINISTRATOR])


class Portal:
    """A running portal with its pages, and a window for each kind of reader."""

    def __init__(self, server, chromium, prepared, password):
        self.server, self.chromium = server, chromium
        self.prepared, self.password = prepared, password
        self.pages = pages_of(prepared)
        self.windows, self.titles = {}, {}

    def window(self, reader):
        if reader not in self.windows:
            window = self.windows[reader] = self.chromium.window(self.server.url)
            if reader == "administrator":
                window.sign_in(ADMINISTRATOR, self.password)
                window.page.wait_for_url("**/desk/")
            if reader == "device":
                cookie = {"name": "device", "value": self.prepared["token"], "url": self.server.url}
                window.context.add_cookies([cookie])
        return self.windows[reader]

    def pages_of(self, group):
        return [page for page in self.pages if page.group == group]

    def first_of_each(self, names):
        """One page of each of these addresses."""
        pages = {page.name: page for page in reversed(self.pages) if page.name in names}
        return list(pages.values())

    def close(self):
        for window in self.windows.values():
            window.context.close()
        self.server.stop()


@pytest.fixture(scope="session")
def demo(installations, chromium, tmp_path_factory):
    installation = installations.make("sqlite", tmp_path_factory.mktemp("demo"))
    installation.manage("load_demo")
    prepared = installation.call(prepare_demo)
    portal = Portal(Server(installation).start(), chromium, prepared, password_of(installation))
    yield portal
    portal.close()


@pytest.fixture(scope="session")
def first_day(installations, chromium, tmp_path_factory):
    installation = installations.make("sqlite", tmp_path_factory.mktemp("empty"))
    portal = Portal(
        Server(installation).start(), chromium, installation.call(prepare_empty), PASSWORD
    )
    yield portal
    portal.close()


def visit(portal, page, modes, language="lv"):
    """Open one page as its reader and judge it; what the window complained of meanwhile is a fault of T39."""
    window = portal.window(page.reader)
    heard = len(window.complaints)
    response = window.open(page.in_language(language))
    faults = judged_text(portal, page, window, response, language)
    if response.status != page.status:
        faults.append(f"status {response.status}")
    judged = judge(window.page, modes)
    return judged._replace(faults=faults + judged.faults + complaints_of(window, heard, page))


def judged_text(portal, page, window, response, language):
    """The faults of the first HTML; no other address of the portal may have the same title."""
    title, faults = judge_text(window.page, response.text(), language=language)
    name = page.name.split()[0]
    other = portal.titles.setdefault((language, title), name)
    return faults + [f"T48 title of {other} too: {title}"] * (other != name)


def refuse(portal, page, modes):
    """Send the form of a page so that it is refused: the page says so, keeps what was typed, and is judged again."""
    window = portal.window(page.reader)
    heard = len(window.complaints)
    fields, send_off = REFUSED[page.name]
    window.open(page.path)
    window.page.evaluate("for (const form of document.forms) form.noValidate = true")
    for name, text in fields.items():
        window.page.locator(f"main [name={name}]").first.fill(text)
    with window.page.expect_response(lambda one: one.request.method == "POST") as sent:
        window.page.locator(send_off).first.click()
    window.page.wait_for_load_state()
    if 300 <= sent.value.status < 400:
        return Judged(["T48 taken, not refused"], [], 0)
    _title, faults = judge_text(window.page, sent.value.text(), language="lv")
    kept = {name: window.page.locator(f"main [name={name}]").first.input_value() for name in fields}
    typed = {name: text for name, text in fields.items() if name != "password"}
    faults += [f"T48 not kept: {name}" for name, text in typed.items() if kept[name] != text]
    problems = window.page.locator(".is-problem:visible, .field-error:visible").count()
    faults += ["T48 says nothing of what is wrong"] * (problems == 0)
    judged = judge(window.page, modes)
    page = page._replace(status=sent.value.status)
    return judged._replace(faults=faults + judged.faults + complaints_of(window, heard, page))


def complaints_of(window, heard, page):
    """What the browser complained of, without its line on the status that the page is meant to have."""
    expected = f"status of {page.status}"
    return [f"T39 {one}" for one in window.complaints[heard:] if expected not in one]


def judged_all(pages, look):
    """Judge these pages by `look`; returns the faults by page, what axe left open, and how many views and pages."""
    faults, kinds, views = {}, Counter(), 0
    for page in pages:
        judged = look(page)
        views += judged.views
        kinds.update({one[:2] for one in judged.undecided})
        if judged.faults:
            faults[f"{page.name} as {page.reader}"] = judged.faults
    return faults, kinds, views, len(pages)


def tell(figure, faults, kinds, views, count):
    broken = Counter(fault.split()[0] for one in faults.values() for fault in one)
    left = ", ".join(sorted({rule for rule, _why in kinds})) or "nothing"
    figure("T44", f"{broken['T44']} violations in {views} views; left to a person: {left}")
    figure("T39", f"{broken['T39']} complaints of the browser on {count} pages")
    figure("T47", f"{broken['T47']} faults of live regions on {count} pages")
    figure("T48", f"{broken['T48'] + broken['T45']} faults of reflow and form on {count} pages")


def short(pages):
    """Of Django's pages one table stands for all in `make test`."""
    return [one for one in pages if not one.name.startswith("admin:") or one.name in ONE_TABLE]


def test_every_address_is_visited(demo):
    assert names_without_page(demo.prepared) == []


@pytest.mark.parametrize("group", ALL_GROUPS)
def test_pages_are_readable_by_all(demo, figure, group):
    pages = short(demo.pages_of(group))

    found = judged_all(pages, lambda page: visit(demo, page, SHORT))

    tell(figure, *found)
    assert found[0] == {}
    assert pages


def test_pages_alone_are_readable_by_all(demo, figure):
    """Those that stand when something is broken."""
    texts = demo.server.installation.call(alone)

    faults = {name: faults_of_text(demo, name, text) for name, text in texts.items()}

    figure("T44", f"{len(texts)} pages of what is broken: {faults}")
    assert not any(faults.values())


def faults_of_text(portal, name, text):
    window = portal.window("anonymous")
    page, heard = Page(name, "/broken/", "anonymous"), len(window.complaints)
    window.page.route("**/broken/", lambda route: route.fulfill(body=text, content_type=HTML))
    response = window.open(page.path)
    faults = judged_text(portal, page, window, response, "lv") + judge(window.page, SHORT).faults
    window.page.unroute("**/broken/")
    return faults + complaints_of(window, heard, page)


def test_refusals_are_readable_by_all(demo, figure):
    pages = demo.first_of_each(REFUSED)

    found = judged_all(pages, lambda page: refuse(demo, page, SHORT[:1]))

    tell(figure, *found)
    assert found[0] == {}
    assert len(pages) == len(REFUSED)


def test_pasted_lines_are_readable_by_all(demo, figure):
    """The page between pasting and adding, which nobody reaches by its address."""
    window = demo.window("administrator")
    window.open(demo.prepared["addresses"]["think-tank-show"] + CHOSEN)
    window.page.fill("#words", "Kopīgs stends\nVienota etiķete")
    window.page.evaluate("document.getElementById('look-first').click()")
    window.page.wait_for_url("**/import/")

    faults = judge(window.page, SHORT).faults

    figure("T44", f"the page of pasted lines: {faults}")
    assert faults == []


@pytest.mark.acceptance
@pytest.mark.parametrize("group", ALL_GROUPS)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_pages_are_readable_in_every_way(demo, figure, group, language):
    pages = demo.pages_of(group)
    # Django's own pages are for a desk: large letters are tried there on a wide screen only.
    modes = [one for one in FULL if group != "administration" or not one.twice or one.width > 320]

    found = judged_all(pages, lambda page: visit(demo, page, modes, language))

    tell(figure, *found)
    assert found[0] == {}


@pytest.mark.acceptance
def test_refusals_are_readable_in_every_way(demo, figure):
    found = judged_all(demo.first_of_each(REFUSED), lambda page: refuse(demo, page, FULL))

    tell(figure, *found)
    assert found[0] == {}


@pytest.mark.acceptance
def test_empty_pages_are_readable_in_every_way(first_day, figure):
    found = judged_all(first_day.pages, lambda page: visit(first_day, page, FULL))

    tell(figure, *found)
    assert found[0] == {}


def test_own_actions_are_told_once_each_time(demo, figure):
    """The same words twice are told twice, each once, and what was typed is never read out."""
    window = demo.window("administrator")
    window.open(demo.prepared["addresses"]["think-tank-show"] + CHOSEN)
    page = window.page
    page.wait_for_selector("body[data-ready]", state="attached")
    page.evaluate(LISTEN)

    for count in (1, 2):
        page.keyboard.type("Kopīgs stends gadatirgū")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"body[data-told='{count}']", state="attached")

    told = page.evaluate("window.told")
    figure("T47", f"2 own contributions of the same words told as {told}")
    added, *of_waiting = page.evaluate(TOLD_WORDS)
    # On a busy machine it is told beside them that something waits; nothing else may be.
    assert [one for one in told if not one.startswith(tuple(of_waiting))] == [added] * 2
    assert "stends" not in "".join(told)
