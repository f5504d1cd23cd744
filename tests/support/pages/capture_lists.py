"""The list of contributions on a capture page."""

from tests.support.pages.capture_pages import CapturePage


def open_page(capture_page: CapturePage, query: str = ""):
    """Return the capture page as its facilitator sees it."""
    return capture_page.client.get(capture_page.address + query)


def listed(response) -> list[str]:
    """Return the texts of the contributions that a capture page lists."""
    return [contribution.current_text for contribution in response.context["contributions"]]
