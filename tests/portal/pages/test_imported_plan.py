"""An imported plan is shown and ordered under the day on which it was first published, with its source."""

import re

import pytest
from django.test import Client

from actionplans.operations.imports import import_plan
from actionplans.operations.plans import open_plan
from actionplans.operations.publication import withdraw_version
from actionplans.queries.imports.new_rows import ReadPlan
from actionplans.queries.published.plan_states import programmes_newest_first
from actionplans.queries.published.requests import requests_to_municipalities
from actionplans.queries.published.versions import newest_versions
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
)
from tests.support.older_plans.imported import SOURCE, import_bullet, make_imported_version
from tests.support.pages.requests import address, html_of, signed_in

pytestmark = pytest.mark.django_db
ORIGIN = "Imported plan; first published on 31 January 2023"
SOURCE_LINK = (
    '; source: <a href="https://example.lv/domnicas/2023" rel="nofollow noopener">'
    '<span lang="lv">Kopsavilkums pēc domnīcām</span></a>'
)
PUBLIC = {
    "home": (),
    "plan-list": (),
    "plan-show": ("se-2023", "kurzeme"),
    "region-list": (),
    "region-show": ("kurzeme",),
    "municipality-show": ("lv-050",),
}


@pytest.fixture
def version():
    return make_imported_version(make_programme(code="se-2023"))


def make_new_version(programme=None):
    programme = programme or make_programme()
    think_tank = make_think_tank(programme=programme, region=region("kurzeme"))
    return make_version(make_action(make_contribution(think_tank)).plan)


def shown(response):
    """Return a page as a reader sees its dates, without no-break spaces."""
    assert response.status_code == 200
    return html_of(response).replace("\xa0", " ")


@pytest.mark.parametrize("page", PUBLIC)
def test_a_public_page_shows_when_and_where_an_imported_plan_was_published(page, version):
    html = shown(Client().get(address(page, *PUBLIC[page])))

    assert re.search(
        f"{re.escape(ORIGIN)} ?</a> ?{re.escape(SOURCE_LINK)}|{ORIGIN}{SOURCE_LINK}", html
    )


@pytest.mark.parametrize("page", ["plan-publish", "version-withdraw"])
def test_a_work_page_shows_when_and_where_an_imported_plan_was_published(page, version):
    pk = version.pk if page == "version-withdraw" else version.plan_id

    html = shown(signed_in(make_administrator()).get(address(page, pk)))

    assert "Version 1. " + ORIGIN in html
    assert SOURCE_LINK in html


def test_plan_show_of_withdrawn_versions_shows_when_and_where_it_was_published(version):
    withdraw_version(version, reason="Kļūda", by=make_user())

    html = shown(Client().get(address("plan-show", "se-2023", "kurzeme")))

    assert f"Version 1. {ORIGIN}</a>{SOURCE_LINK}" in html


def test_plan_publish_shows_before_publishing_when_and_where_it_was_published():
    plan = open_plan(make_programme(), region=region("kurzeme"), by=None)
    import_bullet(plan, **SOURCE)

    html = shown(signed_in(make_administrator()).get(address("plan-publish", plan.pk)))

    assert f"{ORIGIN}{SOURCE_LINK}." in html


def test_plan_publish_shows_no_source_where_more_was_said_than_imported():
    think_tank = make_think_tank(region=region("kurzeme"))
    plan = make_action(make_contribution(think_tank)).plan
    import_bullet(plan, **SOURCE)

    html = shown(signed_in(make_administrator()).get(address("plan-publish", plan.pk)))

    assert ORIGIN not in html


def test_feedback_show_of_an_imported_plan_shows_when_and_where_it_was_published():
    programme = make_programme()
    plan = open_plan(programme, region=region("kurzeme"), by=None)
    other = open_plan(programme, region=region("riga"), by=None)
    question = programme.questions.get(code="gains")
    answers = tuple((question, f"Satiku kādu, {number}", f"line {number}") for number in range(5))
    read = ReadPlan(actions=(), rows=(), feedback=answers)
    import_plan(plan, read=read, answers_published=True, by=make_user(), **SOURCE)
    import_bullet(other, **SOURCE)

    html = shown(Client().get(address("programme-feedback-show", programme.code)))

    assert f"Kurzeme action plan. {ORIGIN}{SOURCE_LINK}." in html
    assert html.count(ORIGIN) == 1


def test_desk_shows_when_an_imported_plan_was_first_published(version):
    html = shown(signed_in(make_administrator()).get(address("desk")))

    assert "Version 1, first published on 31 January 2023" in html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ({"source_title": "", "source_url": ""}, f"Version 1. {ORIGIN}."),
        (
            {"source_url": ""},
            f'Version 1. {ORIGIN}; source: <span lang="lv">{SOURCE["source_title"]}</span>.',
        ),
        (
            {"source_title": "", "source_url": "https://www.example.lv/a?b=1&c=2"},
            f'Version 1. {ORIGIN}; source: <a href="https://www.example.lv/a?b=1&amp;c=2" '
            'rel="nofollow noopener"><span lang="lv">example.lv</span></a>.',
        ),
        (
            {"original_date": None, "source_title": "<b>Plāns</b>", "source_url": ""},
            'Imported plan; source: <span lang="lv">&lt;b&gt;Plāns&lt;/b&gt;</span>.',
        ),
    ],
)
def test_plan_show_shows_what_is_known_of_the_source(source, text):
    make_imported_version(make_programme(code="se-2023"), **source)

    assert text in shown(Client().get(address("plan-show", "se-2023", "kurzeme")))


def test_newest_versions_orders_an_imported_plan_by_its_original_day(version):
    older = make_new_version()
    imported_later = make_imported_version(
        make_programme(), original_date=SOURCE["original_date"].replace(day=30)
    )

    assert newest_versions(3) == [older, version, imported_later]


def test_programmes_are_ordered_by_the_day_of_their_newest_plan():
    new = make_new_version().plan.programme
    imported = make_imported_version().plan.programme

    assert programmes_newest_first() == [new, imported]


def test_a_region_shows_the_newest_plan_first(version):
    new = make_new_version()
    older = make_imported_version(original_date=SOURCE["original_date"].replace(year=2022))

    asked = requests_to_municipalities(region("kurzeme"))
    page = Client().get(address("region-show", "kurzeme"))

    in_order = [row.plan.programme for row in (new, version, older)]
    assert [found.programme for found in asked] == in_order
    names = [programme.name_en for programme in in_order]
    html = shown(page)
    assert sorted(names, key=html.index) == names
