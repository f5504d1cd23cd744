"""The views of the portal, and the methods that they understand."""

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
    """Return whether the view is a class, whose methods are the methods that it accepts."""
    return hasattr(view, "view_class")


def refusal_of(view):
    """Return the answer to a method that no view understands: no account, no database and no arguments are needed."""
    return view(RequestFactory().put("/"))


def methods_of(view) -> set[str]:
    """Return the methods that a view understands, which it names when it refuses another."""
    return set(refusal_of(view)["Allow"].split(", "))
