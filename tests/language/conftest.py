"""What tests of the language share."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _latvian_is_active():
    with override("lv"):
        yield
