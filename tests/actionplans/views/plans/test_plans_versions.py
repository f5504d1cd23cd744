"""The page of a plan without a current version, with notices about its versions, and nationally."""

import pytest

from actionplans.operations.actions import detail_action, form_action
from actionplans.operations.imports import ImportRow, import_contributions
from actionplans.operations.publication import withdraw_version
from actionplans.operations.redaction import redact_text
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_programme,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.pages.plan_pages import plan_page
from tests.support.published_versions import text_of

pytestmark = pytest.mark.django_db


def test_plan_show_serves_an_older_version_with_a_notice_when_the_newest_is_withdrawn(
    client, action, think_tank
):
    make_version(action.plan)
    make_action(make_contribution(think_tank), wording="Pārāk agri")
    second = make_version(action.plan, note="Otrā")
    withdraw_version(second, reason="Sajaukti termiņi", by=make_user())

    page_text = text_of(plan_page(client))

    assert "„Sajaukti termiņi”" in page_text
    assert "Atdot tukšās telpas" in page_text
    assert "Pārāk agri" not in page_text


def test_plan_show_says_that_all_versions_are_withdrawn(client, action):
    version = make_version(action.plan)
    withdraw_version(version, reason="Publicēts pirms laika", by=make_user())

    response = plan_page(client)

    assert response.status_code == 200
    assert "Publicēts pirms laika" in text_of(response)
    assert "Atdot tukšās telpas" not in text_of(response)
    assert client.get("/plans/2026/kurzeme/v1/").status_code == 200


def test_plan_show_says_that_a_plan_is_not_published_yet(client, action):
    response = plan_page(client)

    assert response.status_code == 200
    assert "Kurzemes rīcības plāns" in text_of(response)
    assert "Atdot tukšās telpas" not in text_of(response)


def test_plan_show_of_another_place_does_not_exist(client, action):
    assert plan_page(client, "kurzeme").status_code == 200
    assert plan_page(client, "narnija").status_code == 404
    assert client.get("/plans/1999/kurzeme/").status_code == 404


def test_plan_show_says_that_a_text_was_deleted(client, action, contribution):
    make_version(action.plan)
    redact_text(contribution.text, reason="Lūdza runātājs", by=make_user())

    page_text = text_of(plan_page(client))

    assert "[dzēsts]" in page_text
    assert "Lūdza runātājs" in page_text
    assert "virtuve" not in page_text


def test_plan_show_nationally_marks_the_regions(client, action):
    make_version(action.plan)
    national = make_national_plan(action.plan.programme)
    behind = national.regional_actions.get()
    form_action(
        national,
        role=action.role,
        wording="Atdot telpas visur",
        items=seen(behind),
        by=make_user(),
    )
    make_version(national)

    response = plan_page(client, "national")

    page_text = text_of(response)
    assert "Atdot telpas visur" in page_text
    assert "/plans/2026/kurzeme/actions/KUR-PAS-01/" in response.content.decode()
    assert 'class="marks"' in response.content.decode()
    assert response.content.decode().count('<li class="full">') == 1
    assert response.content.decode().count('<li class="hollow">') == 4


def test_plan_show_nationally_has_no_marks_where_no_region_is_known(client):
    national = make_national_plan(make_programme(code="2026"))
    rows = [ImportRow(text="Darīt visur", addressed_role=role())]
    (contribution,) = import_contributions(national, rows=rows, by=make_user())
    make_action(contribution)
    make_version(national)

    response = plan_page(client, "national")

    assert "„Darīt visur”" in text_of(response)
    assert 'class="marks"' not in response.content.decode()


def test_version_show_says_what_changed_only_where_there_is_a_version_before(client, action):
    make_version(action.plan, note="Pirmais")
    detail_action(action, lead="Dome", version=action.version, by=make_user())
    make_version(action.plan, note="Zināms, kas vada")

    addresses = [f"/en/plans/2026/kurzeme/v{number}/" for number in (1, 2)]
    first, second = (text_of(client.get(path)) for path in addresses)

    assert ("About this version Pirmais" in first, "What changed" in first) == (True, False)
    assert "What changed Zināms, kas vada" in second
