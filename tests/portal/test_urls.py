"""Every view of ours names the methods that it understands, by a decorator."""

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

OURS = ("portal.", "actionplans.", "thinktanks.", "stakeholders.")


def our_views():
    """Return our views by the names of their addresses."""
    patterns, views = [get_resolver()], {}
    while patterns:
        pattern = patterns.pop()
        if not isinstance(pattern, URLPattern):
            patterns += pattern.url_patterns
        elif pattern.callback.__module__.startswith(OURS) and not _is_class(pattern.callback):
            views[pattern.name] = pattern.callback
    return views


def _is_class(view):
    """Whether the view is a class, whose methods are the methods that it understands."""
    return hasattr(view, "view_class")


@pytest.mark.parametrize("name", sorted(our_views()))
def test_view_refuses_a_method_that_it_does_not_understand(name):
    """The decorator answers before the view reads anything: no account, no database, no arguments."""
    response = our_views()[name](RequestFactory().put("/"))

    assert response.status_code == 405
    assert {"GET", "HEAD", "POST"} >= set(response["Allow"].split(", "))
