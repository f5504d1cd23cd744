"""Helpers that tests share."""

import pytest

# Assertions in these modules show what they compared, as those of tests do.
pytest.register_assert_rewrite("tests.support.evidence", "tests.support.refusals")
