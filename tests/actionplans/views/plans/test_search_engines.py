"""What search engines get of pages and files that have an older or a newer twin: one address, and no old text."""

import re

import pytest
from django.conf import settings

from actionplans.operations.actions import dissolve_action
from actionplans.operations.publication import withdraw_version
from tests.support.boards.steps import merge, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_coordinator,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
)
from tests.support.pages.requests import html_of, signed_in

pytestmark = pytest.mark.django_db

PLAN = "/en/plans/2026/kurzeme"


@pytest.fixture
def plan():
    """Version 1 of three actions; 2 without two of them, one merged and one dissolved; 3 withdrawn."""
    think_tank, by = make_think_tank(programme=make_programme(code="2026")), make_user()
    actions = [make_action(make_contribution(think_tank)) for _number in range(3)]
    first, second, third = actions
    make_version(first.plan)
    merge(first, second)
    dissolve_action(third, version=version_of(third), by=by)
    make_action(first.plan.contributions.get(state="undecided"), by=by)
    make_version(first.plan, note="Otrā")
    make_action(make_contribution(think_tank))
    withdraw_version(make_version(first.plan, note="Trešā"), reason="Pirms laika", by=by)
    return first.plan


def marks_of(response):
    """Return the path of the canonical address of a page or file, and whether it is kept out of search engines."""
    html = html_of(response) if "Content-Disposition" not in response.headers else ""
    found = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    found += re.findall(r'<([^>]+)>; rel="canonical"', response.headers.get("Link", ""))
    noindex = 'name="robots" content="noindex"' in html
    canonical = [address.removeprefix(settings.BASE_URL) for address in found]
    return canonical, noindex or response.headers.get("X-Robots-Tag") == "noindex"


@pytest.mark.parametrize(
    ("path", "canonical", "noindex"),
    [
        ("/", "/", False),
        ("/v1/", "/", True),
        ("/v2/", "/", False),
        ("/v3/", "/", True),
        ("/actions/KUR-PAS-02/", "/actions/KUR-PAS-02/", False),
        ("/actions/kur-pas-02/", "/actions/KUR-PAS-02/", False),
        ("/actions/KUR-PAS-01/", "/actions/KUR-PAS-02/", True),
        ("/actions/KUR-PAS-03/", "/", True),
        *[
            (f"{version}.{format}", f".{format}", old)
            for format in ("json", "csv", "xlsx")
            for version, old in (("", False), ("/v1", True), ("/v2", False), ("/v3", True))
        ],
    ],
)
def test_each_text_has_one_address_for_search_engines(client, plan, path, canonical, noindex):
    response = client.get(f"{PLAN}{path}")

    assert response.status_code == 200
    assert marks_of(response) == ([f"{PLAN}{canonical}"], noindex)


def test_the_last_version_leads_to_the_plan_when_all_are_withdrawn(client, plan):
    for version in plan.versions.filter(withdrawal=None):
        withdraw_version(version, reason="Viss nepareizi", by=make_user())

    assert marks_of(client.get(f"{PLAN}/v2/")) == ([f"{PLAN}/"], True)
    assert marks_of(client.get(f"{PLAN}/v2.json")) == ([f"{PLAN}/"], True)
    assert marks_of(client.get(f"{PLAN}/actions/KUR-PAS-02/")) == ([f"{PLAN}/"], True)


def test_the_draft_of_a_plan_is_kept_out_of_search_engines(plan):
    response = signed_in(make_coordinator()).get(f"/en/desk/plans/{plan.pk}/preview/")

    assert response.status_code == 200
    assert marks_of(response) == ([], True)


def test_the_first_page_has_one_address_whatever_programme_it_shows(client, plan):
    assert marks_of(client.get("/en/")) == ([], False)
    assert marks_of(client.get("/en/?programme=2026")) == (["/en/"], False)
