"""What every page owes to people who read it otherwise: on a phone, enlarged, by keyboard, by ear.

`judge` tells the faults of the page that a window shows; each begins with the promise that it breaks.
"""

from functools import cache
from typing import NamedTuple

from tests.support.servers.installations import ROOT

AXE = ROOT / "tests" / "vendor" / "axe-core-4.14.1" / "axe.min.js"
# What axe cannot decide alone, by rule and by what it says of it. Judged from its list; a person has yet to look at each.
VERDICTS = {
    (
        "color-contrast",
        "bgImage",
    ): "The images behind words are the arrow of a choice and Django's signs beside its links, and "
    "no word lies over them. Colours are compared in tests/test_look.py.",
    (
        "color-contrast",
        "bgOverlap",
    ): "Names on the map, compared in tests/test_look.py; and lines under the foot that stays in "
    "sight, which move out from under it when one scrolls.",
    (
        "color-contrast",
        "elmPartiallyObscured",
    ): "Cells of a wide table, which is scrolled in a box of its own.",
    (
        "color-contrast",
        "elmPartiallyObscuring",
    ): "Words in Django's pages that reach out of their box, onto the same ground.",
    (
        "color-contrast",
        "color-contrast",
    ): "The first line of the list before publishing, in large letters; its colours are those of the lines below it.",
    (
        "color-contrast",
        "shortTextContent",
    ): "A single sign, such as a dash or a digit, in the colour of the words around it.",
    (
        "th-has-data-cells",
        "th-has-data-cells",
    ): "Django names a row by its link; where nothing may be added it has no other cell.",
}
RUN_AXE = """
async (forced) => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true },
      // Forced colours are the reader's own, and no style of a page tells them.
      "color-contrast": { enabled: !forced } },
    resultTypes: ["violations", "incomplete"],
    preload: false,
  });
  const told = (rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    where: node.target.join(" "),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey ?? check.id).join(","),
    html: node.html.slice(0, 160),
  }));
  return [found.violations.flatMap(told), found.incomplete.flatMap(told)];
}
"""
# Style sheets that a reader brings along; constructed ones pass the Content Security Policy, as a browser's own do.
WEAR = """
(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}
"""
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
TOO_WIDE = """
() => {
  const page = document.scrollingElement, room = page.clientWidth;
  if (Math.max(page.scrollWidth, document.body.scrollWidth) <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return wide.slice(-2).map((one) => `${page.scrollWidth} px of ${room}: ${one.outerHTML.slice(0, 120)}`);
}
"""
CUT_OFF = """
() => [...document.body.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  if (!one.textContent.trim() || !one.checkVisibility() || one.matches("select, textarea, svg *"))
    return false;
  const box = one.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || style.clipPath !== "none") return false;
  return (["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
    || (["hidden", "clip"].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 120))
"""
MOVES = """
() => [...document.body.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  const seconds = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration];
  return seconds.join().split(",").some((each) => parseFloat(each) > 0.01) || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 120))
"""
# Every stop of the Tab key: the outline that it wears, and whether something lies over it.
FOCUS = """
() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const faults = [];
  for (const stop of stops) {
    if (stop.disabled || stop.type === "hidden" || stop.tabIndex < 0 || stop.matches(".focus-shown")) continue;
    if (![stop, stop.closest("label")].some(isVisible)) continue;
    document.activeElement.blur();
    const quiet = looks(stop);
    stop.focus();
    if (document.activeElement !== stop) { faults.push(`takes no focus: ${stop.outerHTML.slice(0, 120)}`); continue; }
    if (looks(stop) === quiet) faults.push(`no mark of focus: ${stop.outerHTML.slice(0, 120)}`);
    if (isCovered(stop)) faults.push(`covered while it has the focus: ${stop.outerHTML.slice(0, 120)}`);
  }
  return faults;
  function isCovered(stop) {
    const box = stop.getClientRects()[0];
    if (!box || box.width < 3 || box.height < 3) return false;
    const across = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
    const down = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
    return !across.some((x) => down.some((y) => {
      const seen = document.elementFromPoint(x, y);
      return seen && (stop.contains(seen) || seen.contains(stop) || stop.closest("label")?.contains(seen));
    }));
  }
  function isVisible(element) {
    return element?.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  }
  // Only what can be seen marks the focus: for a hidden radio its label, or the cell around that.
  function looks(stop) {
    const styleOf = (element) => { const style = getComputedStyle(element);
      return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.stroke, style.strokeWidth,
        style.clip, style.top].join(); };
    const label = stop.closest("label");
    const near = [stop, stop.parentElement, label, label?.parentElement, stop.nextElementSibling, ...stop.querySelectorAll("path")];
    return near.filter(isVisible).map(styleOf).join("|");
  }
}
"""
# What stands in the first HTML, before any script of the page.
WRITTEN = """
(text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const all = (what) => [...page.querySelectorAll(what)];
  const stops = all("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const first = stops[0], main = all("main, [role=main]")[0];
  return {
    polite: all("[role=status], [aria-live=polite]").map((one) => one.textContent.trim()),
    assertive: all("[role=alert], [aria-live=assertive]").map((one) => one.textContent.trim()),
    lang: page.documentElement.lang,
    title: page.title.trim(),
    h1: all("h1").length,
    headings: all("h1, h2, h3, h4, h5, h6").map((one) => Number(one.tagName[1])),
    skips: first?.getAttribute("href")?.startsWith("#") && all(first.getAttribute("href")).length === 1,
    before: stops.filter((one) => main && one.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING).length,
    main: all("main, [role=main]").length,
  };
}
"""
ERRORS = """
() => [...document.querySelectorAll("[aria-invalid=true], .is-invalid")].filter((one) => {
  const fieldset = one.closest("fieldset");
  const ids = [one, fieldset].filter(Boolean).map((each) => each.getAttribute("aria-describedby") ?? "").join(" ");
  return !ids.split(/\\s+/).some((id) => document.getElementById(id)?.textContent.trim());
}).map((one) => one.outerHTML.slice(0, 160))
"""
LATVIAN_WITHOUT_LANG = """
() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  // Django's pages do not know that what stands in a row was said in Latvian.
  while (!document.body.matches("[data-admin-utc-offset]") && walk.nextNode()) {
    const text = walk.currentNode, inside = text.parentElement;
    if (inside.closest("[lang]").lang === "lv" || inside.closest("script, style, template")) continue;
    if ((text.data.match(/[\\p{L}]*[āčēģīķļņšūž][\\p{L}]*/giu) ?? []).filter((word) => /^\\p{Ll}/u.test(word)).length >= 3)
      found.push(text.data.trim().slice(0, 120));
  }
  return found;
}
"""


ONCE = {
    "moves": MOVES,
    "error told beside its field only": ERRORS,
    "Latvian not marked": LATVIAN_WITHOUT_LANG,
}


class Mode(NamedTuple):
    """How a page is looked at."""

    width: int
    theme: str = "light"
    forced: bool = False
    twice: bool = False

    def __str__(self):
        more = " forced colours" * self.forced + " 200 %" * self.twice
        return f"{self.width} {self.theme}{more}"

    def wear(self, page):
        page.set_viewport_size({"width": self.width, "height": 900})
        page.emulate_media(
            color_scheme=self.theme,
            forced_colors="active" if self.forced else "none",
            reduced_motion="reduce",
        )
        sizes = {"standard": 32, "fixed": 26} if self.twice else {"standard": 16, "fixed": 13}
        browser = page.context.new_cdp_session(page)
        browser.send("Page.setFontSizes", {"fontSizes": sizes})
        browser.detach()
        page.evaluate(WEAR, "")


SHORT = (Mode(320), Mode(1280, "dark"))
FULL = tuple(
    Mode(width, theme, forced, twice)
    for width in (320, 1280)
    for theme, forced, twice in (
        ("light", False, False),
        ("dark", False, False),
        ("light", True, False),
        ("light", False, True),
    )
)


@cache
def axe():
    return AXE.read_text()


class Judged(NamedTuple):
    """Of one page in one state: the faults of each promise, and what axe left to a person."""

    faults: list
    undecided: list
    views: int


def judge(page, modes):
    """Look at the page that is open, in each mode; the page stays in the last one."""
    faults, undecided = [], []
    page.evaluate(axe())
    for mode in modes:
        mode.wear(page)
        violations, left = page.evaluate(RUN_AXE, mode.forced)
        faults += [f"T44 {mode} {one['rule']} ({one['why']}): {one['html']}" for one in violations]
        undecided += [(one["rule"], one["why"], one["html"]) for one in left]
        faults += [f"T48 {mode} too wide: {one}" for one in page.evaluate(TOO_WIDE)]
    faults += [f"T44 without verdict: {one}" for one in undecided if one[:2] not in VERDICTS]
    for name, script in ONCE.items():
        faults += [f"T48 {name}: {one}" for one in page.evaluate(script)]
    faults += _spaced(page) + _focused(page)
    return Judged(faults, undecided, len(modes))


def _spaced(page):
    Mode(320).wear(page)
    page.evaluate(WEAR, TEXT_SPACING)
    wide = [f"T48 spaced, too wide: {one}" for one in page.evaluate(TOO_WIDE)]
    return wide + [f"T48 spaced, cut off: {one}" for one in page.evaluate(CUT_OFF)]


def _focused(page):
    faults = []
    for width in (320, 1280):
        Mode(width).wear(page)
        page.keyboard.press("Tab")
        faults += [f"T45 {width} {one}" for one in page.evaluate(FOCUS)]
    return faults


def judge_text(page, html, *, language):
    """The first HTML of a page, as the server wrote it; returns its title and its faults."""
    told = page.evaluate(WRITTEN, html)
    wanted = {"polite": [""], "assertive": [""], "lang": language, "h1": 1, "main": 1}
    faults = [
        f"{'T47' if name in ('polite', 'assertive') else 'T48'} {name}: {told[name]}"
        for name, value in wanted.items()
        if told[name] != value
    ]
    jumps = zip([0, *told["headings"]], told["headings"], strict=False)
    if any(after > before + 1 for before, after in jumps):
        faults.append(f"T48 headings: {told['headings']}")
    if told["before"] > 1 and not told["skips"]:
        faults.append(f"T48 no skip link past {told['before']} stops")
    return told["title"], faults
