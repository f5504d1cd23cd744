"""Every view of ours names the methods that it understands, and every link of a template has its address."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from tests.support.pages.our_views import methods_of, our_views, refusal_of


@pytest.mark.parametrize("name", sorted(our_views()))
def test_view_refuses_a_method_that_it_does_not_understand(name):
    view = our_views()[name]

    assert refusal_of(view).status_code == 405
    assert {"GET", "HEAD", "POST"} >= methods_of(view)


LINK = re.compile(r"{%-?\s*(?:url|nav_link)\s+(\S+)")
COMPUTED = {"code_page.entry"}  # of a CodePage


def links_in_templates() -> set[tuple[str, str]]:
    """Return template and address of each link, a name in quotes or an expression."""
    folder = Path(settings.BASE_DIR, "templates")
    return {
        (str(path.relative_to(folder)), link)
        for path in folder.rglob("*.html")
        for link in LINK.findall(path.read_text())
    }


def all_names() -> set[str]:
    names, resolvers = set(), [(get_resolver(), "")]
    while resolvers:
        resolver, prefix = resolvers.pop()
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                names.add(f"{prefix}{pattern.name}")
            else:
                namespace = f"{pattern.namespace}:" if pattern.namespace else ""
                resolvers.append((pattern, prefix + namespace))
    return names


def test_every_link_of_a_template_has_an_address_that_exists():
    names = all_names() | COMPUTED

    assert len(links_in_templates()) > 50
    assert {
        (template, link)
        for template, link in links_in_templates()
        if link.strip("'\"") not in names
    } == set()
