"""What a participant does on a phone."""

from playwright.sync_api import expect


def choose_role(page, name="Municipalities"):
    page.locator("#capture label", has_text=name).click()


def add(page, text):
    page.fill("#words", text)
    page.get_by_role("button", name="Add the contribution").click()


def expect_own(page, texts):
    """Wait until these are the server's own items, the newest first."""
    buttons = page.get_by_role("button", name="Take back")
    expect(buttons).to_have_count(len(texts))
    expect(page.locator("#own > li .serif")).to_have_text([f"„{text}”" for text in texts])
