"""Scripts that look at an open page in the browser and return what is wrong with it."""

# Runs axe-core; returns the violations and what it could not decide.
RUN_AXE = """
async (forced) => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true },
      // Forced colours are the reader's own, which no style of a page names.
      "color-contrast": { enabled: !forced } },
    resultTypes: ["violations", "incomplete"],
    preload: false,
  });
  const nodesOf = (rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    where: node.target.join(" "),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey ?? check.id).join(","),
    html: node.html.slice(0, 160),
  }));
  return [found.violations.flatMap(nodesOf), found.incomplete.flatMap(nodesOf)];
}
"""
# Applies a style sheet of the reader. A constructed one passes the Content Security Policy, as the browser's own do.
SET_READER_STYLES = """
(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}
"""
# The spacing of WCAG 1.4.12.
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Elements that make the page wider than its window.
TOO_WIDE = """
() => {
  const page = document.scrollingElement, width = page.clientWidth;
  if (Math.max(page.scrollWidth, document.body.scrollWidth) <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1);
  return wide.slice(-2).map((element) => `${page.scrollWidth} px of ${width}: ${element.outerHTML.slice(0, 120)}`);
}
"""
# Targets of taps that are smaller than [width, height], labels included. Links within a sentence may be as small as it is.
TOO_SMALL = """
([width, height]) => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((target) => target.type !== "hidden" && target.checkVisibility())
  .filter((target) => !target.closest(".visually-hidden, .skip") && getComputedStyle(target).clipPath === "none")
  .filter((target) => !(target.matches("a") && getComputedStyle(target).display === "inline"
    && target.parentElement.textContent.trim() !== target.textContent.trim()))
  .map((target) => [target, [target, ...(target.labels ?? [])].map((part) => part.getBoundingClientRect())])
  .filter(([, boxes]) => !boxes.some((box) => box.width >= width - 0.5 && box.height >= height - 0.5))
  .map(([target, [box]]) => [target.tagName, target.innerText || target.name, box.width, box.height].join(" "))
"""
# Elements whose text does not fit into their box and is hidden.
CUT_OFF = """
() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  if (!element.textContent.trim() || !element.checkVisibility() || element.matches("select, textarea, svg *"))
    return false;
  const box = element.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || style.clipPath !== "none") return false;
  return (["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120))
"""
# Elements that move although the reader prefers reduced motion.
MOVES = """
() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const seconds = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration];
  return seconds.join().split(",").some((value) => parseFloat(value) > 0.01) || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 120))
"""
# Whether every stop of the Tab key can be focused, shows a mark of the focus, and is not covered by something else.
FOCUS = """
() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const faults = [];
  for (const stop of stops) {
    if (stop.disabled || stop.type === "hidden" || stop.tabIndex < 0 || stop.matches(".focus-shown")) continue;
    if (![stop, stop.closest("label")].some(isVisible)) continue;
    document.activeElement.blur();
    const unfocused = looks(stop);
    stop.focus();
    if (document.activeElement !== stop) { faults.push(`takes no focus: ${stop.outerHTML.slice(0, 120)}`); continue; }
    if (looks(stop) === unfocused) faults.push(`no mark of focus: ${stop.outerHTML.slice(0, 120)}`);
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
    const near = [stop, stop.parentElement, label, label?.parentElement, stop.nextElementSibling, ...stop.querySelectorAll("path, use")];
    return near.filter(isVisible).map(styleOf).join("|");
  }
}
"""
# Reads the first HTML of a page, as it is before any script of the page runs.
READ_HTML = """
(text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const all = (selector) => [...page.querySelectorAll(selector)];
  const stops = all("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const first = stops[0], main = all("main, [role=main]")[0];
  return {
    polite: all("[role=status], [aria-live=polite]").map((element) => element.textContent.trim()),
    assertive: all("[role=alert], [aria-live=assertive]").map((element) => element.textContent.trim()),
    lang: page.documentElement.lang,
    title: page.title.trim(),
    h1: all("h1").length,
    headings: all("h1, h2, h3, h4, h5, h6").map((element) => Number(element.tagName[1])),
    skips: first?.getAttribute("href")?.startsWith("#") && all(first.getAttribute("href")).length === 1,
    before: stops.filter((element) => main && element.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING).length,
    main: all("main, [role=main]").length,
  };
}
"""
# Invalid fields without a description that says what is wrong.
ERRORS = """
() => [...document.querySelectorAll("[aria-invalid=true], .is-invalid")].filter((element) => {
  const fieldset = element.closest("fieldset");
  const ids = [element, fieldset].filter(Boolean).map((value) => value.getAttribute("aria-describedby") ?? "").join(" ");
  return !ids.split(/\\s+/).some((id) => document.getElementById(id)?.textContent.trim());
}).map((element) => element.outerHTML.slice(0, 160))
"""
# Latvian sentences that are not marked as Latvian.
LATVIAN_WITHOUT_LANG = """
() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  // Django's pages do not mark the texts of rows as Latvian.
  while (!document.body.matches("[data-admin-utc-offset]") && walk.nextNode()) {
    const text = walk.currentNode, inside = text.parentElement;
    if (inside.closest("[lang]").lang === "lv" || inside.closest("script, style, template")) continue;
    if ((text.data.match(/[\\p{L}]*[āčēģīķļņšūž][\\p{L}]*/giu) ?? []).filter((word) => /^\\p{Ll}/u.test(word)).length >= 3)
      found.push(text.data.trim().slice(0, 120));
  }
  return found;
}
"""
