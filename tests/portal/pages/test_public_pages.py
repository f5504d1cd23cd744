"""Rules for every public page: no people, no drafts, a title of its own, English in English."""

import re

import pytest

from actionplans.operations.items import set_aside
from actionplans.operations.publication import withdraw_version
from stakeholders.models import Municipality, OrganisationKind, Region, Role
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.published_versions import pieces_of, text_of
from thinktanks.models import Answer, Attendee, Question

pytestmark = pytest.mark.django_db

PATHS = (
    "/",
    "/plans/",
    "/plans/2026/kurzeme/",
    "/plans/2026/kurzeme/v1/",
    "/plans/2026/kurzeme/v2/",
    "/plans/2026/zemgale/",
    "/plans/2026/kurzeme/actions/KUR-PAS-01/",
    "/regions/",
    "/regions/kurzeme/",
    "/municipalities/lv-050/",
)
LATVIAN_WORD = re.compile(r"\w*[āčēģīķļņšūž]\w*", re.IGNORECASE)


@pytest.fixture
def site():
    """A published plan, and everything private that its pages could leak."""
    by = make_user("CANARY-account")
    think_tank = make_think_tank(programme=make_programme(code="2026"), town="Kuldīga")
    make_facilitator(think_tank, name="CANARY-facilitator")
    Attendee.objects.create(
        think_tank=think_tank,
        name="CANARY-attendee",
        email="canary-attendee@example.org",
        role=role(),
        delete_after="2027-01-01",
    )
    Answer.objects.create(
        question=Question.objects.first(),
        think_tank=think_tank,
        text="CANARY-answer",
        given_at=think_tank.opened_at,
    )
    set_aside(
        seen(make_contribution(think_tank, text="CANARY-personal-data", by=by)),
        reason="personal_data",
        by=by,
    )
    action = make_action(make_contribution(think_tank, text="Telpas stāv tukšas", by=by), by=by)
    make_version(action.plan, by=by)
    make_action(make_contribution(think_tank, by=by), wording="Otra rīcība", by=by)
    second = make_version(action.plan, note="Otrā versija", by=by)
    withdraw_version(second, reason="Pirms laika", by=by)
    make_contribution(think_tank, text="CANARY-undecided", by=by)
    make_action(make_contribution(think_tank, by=by), wording="CANARY-draft", by=by)
    return by


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_no_public_page_has_people_or_drafts(client, site, path, prefix):
    response = client.get(prefix + path)

    assert response.status_code == 200
    body = response.content.decode().lower() + str(response.headers).lower()
    assert "canary" not in body
    assert "@example.org" not in body


def test_public_pages_set_no_cookie_and_have_different_titles(client, site):
    titles = {}
    for path in PATHS:
        response = client.get(path)
        assert not response.cookies
        titles[path] = re.search(r"<title>([^<]*)", response.content.decode())[1].strip()

    assert sorted(titles.values()) == sorted(set(titles.values()))


@pytest.mark.parametrize("path", PATHS)
def test_english_pages_have_latvian_words_in_contents_and_names_only(client, site, path):
    response = client.get("/en" + path)

    assert response.headers["Content-Language"] == "en"
    english = " ".join(text for language, text in pieces_of(response) if language == "en")
    names = " ".join(
        str(name)
        for model in (Region, Municipality, Role, OrganisationKind)
        for name in model.objects.values_list("name_en", flat=True)
    )
    allowed = set(LATVIAN_WORD.findall(names)) | {"Domnīca", "Kuldīga"}
    assert set(LATVIAN_WORD.findall(english)) - allowed == set()
    assert len(english.split()) > 30


def test_every_text_of_a_plan_is_marked_as_latvian_on_english_pages(client, site):
    response = client.get("/en/plans/2026/kurzeme/")

    assert "„Telpas stāv tukšas”" in text_of(response)
    assert ("lv", "„Telpas stāv tukšas”") in pieces_of(response)
    assert ("lv", "Pirmā versija") in pieces_of(response)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/nothing/", "/en/"),
        ("/en/nothing/", "/"),
        ("//elsewhere.example/", "/en/"),  # a browser reads two slashes as the start of a host
        ("//elsewhere.example/plans/", "/en/"),
    ],
)
def test_page_not_found_links_to_home_in_the_other_language(client, path, other):
    response = client.get("/", PATH_INFO=path)

    assert response.status_code == 404
    assert re.findall(r'<a href="([^"]+)" lang="\w\w"\s+hreflang', response.content.decode()) == [
        other
    ]
