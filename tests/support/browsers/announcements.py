"""What a page announces to screen readers; the next announcement replaces the last within seconds."""

from playwright.sync_api import Page

from tests.support.processes import wait_until

RECORD = """
() => {
  window.announcements = [];
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) window.announcements.push(node.textContent);
  }).observe(document.getElementById("status"), { childList: true });
}
"""


def record_announcements(page: Page) -> None:
    """Record what the open page announces from here on."""
    page.evaluate(RECORD)


def announcements(page: Page) -> list[str]:
    """Return what was announced since `record_announcements`."""
    return page.evaluate("() => window.announcements")


def expect_announced(page: Page, text: str) -> None:
    """Wait until a text was announced since `record_announcements`, also if another one has replaced it."""
    wait_until(lambda: text in announcements(page), what=f"the announcement {text!r}")
