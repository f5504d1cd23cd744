"""What tests share."""

import pytest

# Plugins of pytest, and helpers that assert: what they compared is shown as in a test.
pytest.register_assert_rewrite("tests.support.evidence", "tests.support.refusals")
