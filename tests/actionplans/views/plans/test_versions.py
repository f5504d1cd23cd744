"""The page of a version."""

import pytest

from actionplans.operations.publication import withdraw_version
from tests.support.boards.steps import reword
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    make_version,
)
from tests.support.published_versions import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(think_tank):
    action = make_action(make_contribution(think_tank), wording="Tikties katru gadu")
    return make_version(action.plan, note="Pirmais pēc domnīcas")


@pytest.fixture
def second(first):
    reword(first.plan.actions.get(), "Tikties divreiz gadā")
    return make_version(first.plan, note="Pārformulēta viena rīcība")


def version_page(client, number, prefix="/en"):
    return client.get(f"{prefix}/plans/2026/kurzeme/v{number}/")


def test_version_show_shows_an_older_version_as_it_was(client, second):
    page_text = text_of(version_page(client, 1))

    assert "Tikties katru gadu" in page_text
    assert "Tikties divreiz gadā" not in page_text
    assert "This is not the current version. See version 2" in page_text


def test_version_show_of_the_current_version_has_no_notice(client, second):
    page_text = text_of(version_page(client, 2))

    assert "Tikties divreiz gadā" in page_text
    assert "This is not the current version." not in page_text


def test_version_show_shows_note_checksum_and_permanent_address(client, settings, second):
    page_text = text_of(version_page(client, 2))

    assert "Pārformulēta viena rīcība" in page_text
    assert second.checksum in page_text
    assert f"{settings.BASE_URL}/en/plans/2026/kurzeme/v2/" in page_text


def test_version_show_shows_why_it_was_withdrawn_and_stays_readable(client, second):
    withdraw_version(second, reason="Sajaukti termiņi", by=make_user())

    page_text = text_of(version_page(client, 2))

    assert "This version was withdrawn on" in page_text
    assert "Reason: „Sajaukti termiņi” The text stays readable" in page_text
    assert "See version 1" in page_text
    assert "Tikties divreiz gadā" in page_text


def test_version_show_of_a_number_that_is_not_there_does_not_exist(client, first):
    assert version_page(client, 1).status_code == 200
    assert version_page(client, 2).status_code == 404


def test_version_show_in_latvian_names_the_version(client, first):
    assert "1. versija, publicēta" in text_of(version_page(client, 1, prefix=""))
