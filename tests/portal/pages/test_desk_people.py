"""What each kind of account finds at the desk, and how many queries that costs."""

import pytest
from django.test import Client
from django.utils import timezone

from stakeholders.models import Municipality
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_editor,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
)
from tests.support.pages.desk import closed_with, desk, primary_buttons, rows_of, today
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, html_of, signed_in
from tests.support.published_versions import text_of
from tests.support.queries import count_queries
from thinktanks.models import ThinkTank
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def test_desk_asks_to_sign_in():
    response = Client().get(address("desk"))

    assert response.status_code == 302
    assert "/accounts/login/" in response.url


def test_desk_shows_an_account_without_rights_who_grants_them():
    make_think_tank()
    administrator = make_administrator()

    response = desk(make_user())

    assert response.status_code == 200
    assert "You have no access here yet. An administrator grants it:" in html_of(response)
    assert html_of(response).count(f'href="mailto:{administrator.email}"') == 1
    assert response.context["programmes"] == []


def test_desk_of_a_coordinator_has_the_own_region_and_no_other():
    programme = make_programme()
    mine = make_think_tank(programme=programme)
    make_contribution(make_think_tank(programme=programme, region=region("latgale"), town="Ludza"))

    response = desk(make_coordinator())

    assert [row[0] for row in rows_of(response)] == [f"Kurzeme, {mine.town}"]
    assert "Ludza" not in html_of(response)


def test_desk_of_an_administrator_has_all_regions_and_the_national_plan_last():
    make_contribution(make_think_tank(held_on=today()))

    response = desk(make_administrator())

    assert [(name, button) for name, _sentence, button in rows_of(response)] == [
        ("Kurzeme, Kuldīga", "Capture"),
        ("Rīga region", "Plan"),
        ("Zemgale", "Plan"),
        ("Vidzeme", "Plan"),
        ("Latgale", "Plan"),
        ("National action plan", ""),
    ]
    assert "/admin/" in html_of(response)


def test_desk_plans_a_think_tank_in_the_region_and_programme_of_the_row():
    make_programme()
    programme = make_programme(code="2027")
    client = signed_in(make_administrator())
    page = client.get(address("desk"))
    (section,) = (
        part
        for part in elements_of(page)
        if part.attributes.get("aria-labelledby") == "programme-2027"
    )
    (link,) = (
        part.attributes["href"]
        for part in section
        if part.tag == "a" and part.name == f"Plan : Latgale, {programme.name_en}"
    )

    form = client.get(link).context["form"]

    assert form["programme"].value() == str(programme.pk)
    assert form["region"].value() == str(region("latgale").pk)


def test_desk_of_an_editor_has_what_is_suggested_first_and_then_the_draft():
    talsi = Municipality.objects.get(code="LV-097")
    plan = closed_with(actions=2, versions=1).programme.plans.get(region=region())
    closed_with()

    response = desk(make_editor(municipality=talsi))

    assert rows_of(response) == [
        (
            "Talsi municipality",
            "The Kurzeme action plan has 2 actions for municipalities.",
            "See the actions",
        ),
        ("Kurzeme action plan", text_of_draft(plan), "Preview the draft"),
    ]
    assert primary_buttons(response) == ["See the actions"]
    assert address("municipality-show", "lv-097") in html_of(response)
    assert address("plan-preview", plan.pk) in html_of(response)
    assert address("board-show", plan.pk) not in html_of(response)


def text_of_draft(plan):
    day = timezone.localtime(plan.versions.get().published_at)
    return f"Actions: 2 · Version 1, published on {day.day} {day:%B} {day.year}"


@pytest.mark.parametrize(
    ("make_person", "message"),
    [
        (make_editor, "There is no plan for your region yet."),
        (make_coordinator, "No programme is open."),
    ],
)
def test_desk_without_programmes_shows_what_is_missing(make_person, message):
    assert message in html_of(desk(make_person()))


def test_desk_has_one_line_for_an_archived_programme():
    think_tank = make_think_tank()
    user = make_facilitator(think_tank)
    make_contribution(think_tank)
    administrator = make_administrator()
    archive_programme(think_tank.programme, by=administrator)

    response = desk(user)

    reopen = address("programme-reopen", think_tank.programme.code)
    assert (reopen in html_of(response), reopen in html_of(desk(administrator))) == (False, True)
    assert response.context["programmes"] == []
    assert f"{think_tank.programme.name_en} archived" in text_of(response)
    assert address("summary-export", think_tank.programme.code) in html_of(response)
    assert rows_of(response) == []


def test_desk_of_a_facilitator_schedules_nothing():
    think_tank = make_think_tank()

    assert address("think-tank-schedule") not in html_of(desk(make_facilitator(think_tank)))
    assert address("think-tank-schedule") in html_of(desk(make_coordinator()))


def make_everything(programme, code):
    """Add to a programme a region's think tank that is closed and published, and one that is planned."""
    think_tank = make_think_tank(programme=programme, region=region(code))
    make_version(make_action(make_contribution(think_tank)).plan)
    make_contribution(close_think_tank(think_tank, by=None))
    make_think_tank(programme=programme, region=region(code), is_open=False)


@pytest.mark.parametrize("kind", ["administrator", "coordinator", "facilitator", "editor"])
def test_desk_costs_the_same_for_one_row_and_for_three(kind):
    people = {
        "administrator": make_administrator,
        "coordinator": make_coordinator,
        "facilitator": lambda: make_facilitator(ThinkTank.objects.first()),
        "editor": lambda: make_editor(municipality=Municipality.objects.get(code="LV-097")),
    }
    make_everything(make_programme(), "kurzeme")
    user = people[kind]()
    _page, queries_for_one = count_queries(desk, user)
    for programme in (make_programme(), make_programme()):
        for code in ("kurzeme", "latgale", "zemgale"):
            make_everything(programme, code)
    for think_tank in ThinkTank.objects.all() if kind == "facilitator" else ():
        think_tank.facilitators.get_or_create(user=user)
    archive_programme(make_programme(), by=make_administrator())

    _page, queries_for_many = count_queries(desk, user)

    assert queries_for_many == queries_for_one
