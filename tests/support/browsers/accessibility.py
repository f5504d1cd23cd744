"""Audit a page for people who read it on a phone, enlarged, by keyboard or with a screen reader.

Every fault begins with the promise that it breaks.
"""

from functools import cache
from typing import NamedTuple

from tests.support.browsers.accessibility_scripts import (
    CUT_OFF,
    ERRORS,
    FOCUS,
    LATVIAN_WITHOUT_LANG,
    MOVES,
    READ_HTML,
    RUN_AXE,
    SET_READER_STYLES,
    TEXT_SPACING,
    TOO_WIDE,
)
from tests.support.servers.installations import ROOT

AXE = ROOT / "tests" / "vendor" / "axe-core-4.14.1" / "axe.min.js"
# What axe cannot decide, by rule and reason, and why it is accepted. It was decided from its list; a person still has to
# look at all of it.
VERDICTS = {
    (
        "color-contrast",
        "bgImage",
    ): "The images behind text are the arrow of a select field and Django's icons next to its links, "
    "and no text is over them. Colours are compared in tests/test_look.py.",
    (
        "color-contrast",
        "bgOverlap",
    ): "Names on the map, compared in tests/test_look.py; and lines under the sticky footer, "
    "which scrolling moves out from under it.",
    (
        "color-contrast",
        "imgNode",
    ): "The code on the slide, drawn so that it fits: ink on paper, compared in tests/test_look.py.",
    (
        "color-contrast",
        "elmPartiallyObscured",
    ): "Cells of a wide table, which is scrolled in its own box.",
    (
        "color-contrast",
        "elmPartiallyObscuring",
    ): "Text in Django's pages that overflows its box onto the same background.",
    (
        "color-contrast",
        "color-contrast",
    ): "The first line of the list before publishing, in large letters; its colours are those of the lines below it.",
    (
        "color-contrast",
        "shortTextContent",
    ): "A single character, such as a dash or a digit, in the colour of the text around it.",
    (
        "th-has-data-cells",
        "th-has-data-cells",
    ): "Django names a row by its link; where nothing may be added it has no other cell.",
}

# Looked for in the last mode only, by what is wrong.
CHECKS_OF_THE_PAGE = {
    "moves": MOVES,
    "error without a description of its field": ERRORS,
    "Latvian not marked": LATVIAN_WITHOUT_LANG,
}


class Mode(NamedTuple):
    """A way to look at a page: width in px, theme, forced colours, and whether text is 200 %."""

    width: int
    theme: str = "light"
    forced: bool = False
    enlarged: bool = False

    def __str__(self):
        more = " forced colours" * self.forced + " 200 %" * self.enlarged
        return f"{self.width} {self.theme}{more}"

    def apply(self, page):
        """Set up an open page and its window for this mode."""
        page.set_viewport_size({"width": self.width, "height": 900})
        page.emulate_media(
            color_scheme=self.theme,
            forced_colors="active" if self.forced else "none",
            reduced_motion="reduce",
        )
        sizes = {"standard": 32, "fixed": 26} if self.enlarged else {"standard": 16, "fixed": 13}
        browser = page.context.new_cdp_session(page)
        browser.send("Page.setFontSizes", {"fontSizes": sizes})
        browser.detach()
        page.evaluate(SET_READER_STYLES, "")


SHORT = (Mode(320), Mode(1280, "dark"))
FULL = tuple(
    Mode(width, theme, forced, enlarged)
    for width in (320, 1280)
    for theme, forced, enlarged in (
        ("light", False, False),
        ("dark", False, False),
        ("light", True, False),
        ("light", False, True),
    )
)


@cache
def axe():
    return AXE.read_text()


class Audit(NamedTuple):
    """The result for one page in one state: its faults, what axe could not decide, and the number of modes."""

    faults: list
    undecided: list
    views: int


def audit_page(page, modes):
    """Audit the open page in these modes; the page stays in the last one."""
    faults, undecided = [], []
    page.evaluate(axe())
    for mode in modes:
        mode.apply(page)
        violations, incomplete = page.evaluate(RUN_AXE, mode.forced)
        faults += [
            f"T44 {mode} {node['rule']} ({node['why']}): {node['html']}" for node in violations
        ]
        undecided += [(node["rule"], node["why"], node["html"]) for node in incomplete]
        faults += [f"T48 {mode} too wide: {element}" for element in page.evaluate(TOO_WIDE)]
    faults += [f"T44 without verdict: {node}" for node in undecided if node[:2] not in VERDICTS]
    for name, script in CHECKS_OF_THE_PAGE.items():
        faults += [f"T48 {name}: {element}" for element in page.evaluate(script)]
    faults += _faults_with_text_spacing(page) + _faults_of_focus(page)
    return Audit(faults, undecided, len(modes))


def _faults_with_text_spacing(page):
    Mode(320).apply(page)
    page.evaluate(SET_READER_STYLES, TEXT_SPACING)
    wide = [f"T48 spaced, too wide: {element}" for element in page.evaluate(TOO_WIDE)]
    return wide + [f"T48 spaced, cut off: {element}" for element in page.evaluate(CUT_OFF)]


def _faults_of_focus(page):
    faults = []
    for width in (320, 1280):
        Mode(width).apply(page)
        page.keyboard.press("Tab")
        faults += [f"T45 {width} {element}" for element in page.evaluate(FOCUS)]
    return faults


def audit_html(page, html, *, language):
    """Audit the HTML that the server sent for an open page; return its title and its faults."""
    found = page.evaluate(READ_HTML, html)
    expected = {"polite": [""], "assertive": [""], "lang": language, "h1": 1, "main": 1}
    faults = [
        f"{'T47' if name in ('polite', 'assertive') else 'T48'} {name}: {found[name]}"
        for name, value in expected.items()
        if found[name] != value
    ]
    jumps = zip([0, *found["headings"]], found["headings"], strict=False)
    if any(after > before + 1 for before, after in jumps):
        faults.append(f"T48 headings: {found['headings']}")
    if found["before"] > 1 and not found["skips"]:
        faults.append(f"T48 no skip link past {found['before']} stops")
    return found["title"], faults
