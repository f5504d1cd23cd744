"""What a browser stores for the capture pages besides its outbox."""

from playwright.sync_api import Page

READ = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("domnica");
  opening.onupgradeneeded = () => opening.transaction.abort(); // a cleared browser has no such database
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const rows = opening.result.transaction("settings").objectStore("settings").getAll();
    rows.onsuccess = () => {
      opening.result.close();
      resolve(rows.result.map(({ key, value }) => [key, value]));
    };
  };
})
"""


def drafts(page: Page) -> list[str]:
    """Return the texts of the drafts."""
    return [draft["text"] for draft in _settings(page, "draft:")]


def forms(page: Page) -> list[str]:
    """Return the HTML of the forms."""
    return [form["html"] for form in _settings(page, "page:")]


def taken_back(page: Page) -> list[list[str]]:
    """Return the UUIDs of what was taken back without an answer, one list for each think tank."""
    return _settings(page, "taken-back:")


def _settings(page, kind):
    """Return the values of the settings whose keys begin so."""
    return [value for key, value in page.evaluate(READ) if key.startswith(kind)]
