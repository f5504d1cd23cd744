"""What tests of views share."""

import pytest

from tests.support.pages.capture_pages import make_capture_page


@pytest.fixture
def capture_page():
    """The capture page of an open think tank, with its facilitator signed in."""
    return make_capture_page()
