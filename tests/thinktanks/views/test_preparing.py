"""Before the event: programmes begun, think tanks planned and changed."""

import datetime

import pytest

from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.pages.board_pages import address, said, signed_in, words
from thinktanks.models import Programme, ThinkTank

pytestmark = pytest.mark.django_db
QUESTIONS = {
    "gains_lv": "Ko ieguvāt?",
    "gains_en": "What did you gain?",
    "use_lv": "Kā izmantosiet?",
    "use_en": "How will you use it?",
    "events_lv": "Kādi pasākumi?",
    "events_en": "Which events?",
}


def programme_fields(**fields):
    return {
        "code": "2027",
        "name_lv": "Jaunā programma",
        "name_en": "The new programme",
        "funder_lv": "ESF+",
        "funder_en": "ESF+",
        "cofunding_mark": "eu",
        "speaker_roles": [role("municipalities").pk],
        "addressed_roles": [role("municipalities").pk, role("policy_makers").pk],
        **QUESTIONS,
        **fields,
    }


def planned_fields(**fields):
    return {
        "held_on": "2027-03-04",
        "town": "Talsi",
        "venue": "Tautas nams",
        "facilitators": "",
        "table_1": "municipalities",
        "table_3": "any",
        **fields,
    }


def planned(think_tank):
    think_tank.refresh_from_db()
    tables = [(one.number, one.role and one.role.code) for one in think_tank.tables.all()]
    return think_tank.held_on, think_tank.town, think_tank.venue, tables


AS_PLANNED = (
    datetime.date(2027, 3, 4),
    "Talsi",
    "Tautas nams",
    [(1, "municipalities"), (2, None)],
)


def test_start_programme_keeps_names_roles_and_questions():
    client = signed_in(make_administrator())

    response = client.post(address("programme-start"), programme_fields(), follow=True)

    programme = Programme.objects.get(code="2027")
    assert said(response) == ["Programme started: The new programme"]
    assert (programme.name_lv, programme.funder_en) == ("Jaunā programma", "ESF+")
    assert programme.cofunding_mark == "eu"
    assert [one.code for one in programme.speaker_roles.all()] == ["municipalities"]
    assert {one.code for one in programme.addressed_roles.all()} == {
        "municipalities",
        "policy_makers",
    }
    assert [(one.code, one.text_en) for one in programme.questions.all()] == [
        ("gains", "What did you gain?"),
        ("use", "How will you use it?"),
        ("events", "Which events?"),
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"code": "taken"}, "There is a programme with this code."),
        ({"speaker_roles": []}, "This field is required."),
        ({"code": "a b"}, "Enter a valid"),
    ],
)
def test_start_programme_refuses_and_keeps_what_was_typed(fields, told):
    make_programme(code="taken")

    response = signed_in(make_administrator()).post(
        address("programme-start"), programme_fields(**fields)
    )

    assert response.status_code == 422
    assert told in words(response)
    assert "Jaunā programma" in words(response)
    assert list(Programme.objects.values_list("code", flat=True)) == ["taken"]


def test_programme_start_is_filled_in_from_last_years():
    make_programme(
        code="2026",
        name_lv="Pērnā",
        funder_lv="Ministrija",
        cofunding_mark="eu",
        speaker_roles=[role()],
    )

    form = signed_in(make_administrator()).get(address("programme-start") + "?like=2026").context

    initial = form["form"].initial
    assert (initial["name_lv"], initial["funder_lv"]) == ("Pērnā", "Ministrija")
    assert initial["cofunding_mark"] == "eu"
    assert list(initial["speaker_roles"]) == [role()]
    assert initial["gains_en"] == "What did you gain?"
    assert "code" not in initial


def test_schedule_think_tank_numbers_the_chosen_tables():
    programme, helper = make_programme(), make_user()
    client = signed_in(make_coordinator())
    fields = planned_fields(
        programme=programme.pk, region=region().pk, facilitators=f" {helper.email.upper()} "
    )

    response = client.post(address("think-tank-schedule"), fields)

    think_tank = ThinkTank.objects.get()
    assert response.url == address("think-tank-prepare", think_tank.pk)
    assert planned(think_tank) == AS_PLANNED
    assert (think_tank.code, think_tank.region) == ("kurzeme-2027-03-04", region())
    assert [one.user for one in think_tank.facilitators.all()] == [helper]


def test_schedule_think_tank_twice_a_day_gives_two_codes():
    programme = make_programme()
    client = signed_in(make_administrator())
    for _time in range(2):
        client.post(
            address("think-tank-schedule"),
            planned_fields(programme=programme.pk, region=region().pk),
        )

    assert sorted(ThinkTank.objects.values_list("code", flat=True)) == [
        "kurzeme-2027-03-04",
        "kurzeme-2027-03-04-2",
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"facilitators": "nobody@example.org"}, "There is no account with the address nobody"),
        ({"held_on": "tomorrow"}, "Enter a valid date."),
        ({"town": ""}, "This field is required."),
        ({"table_1": "ministers"}, "Select a valid choice."),
        ({"region": "latgale"}, "Select a valid choice."),
    ],
)
def test_schedule_think_tank_refuses(fields, told):
    values = planned_fields(programme=make_programme().pk, region=region().pk) | fields
    if values["region"] == "latgale":
        values["region"] = region("latgale").pk

    response = signed_in(make_coordinator()).post(address("think-tank-schedule"), values)

    assert response.status_code == 422
    assert told in words(response)
    assert ThinkTank.objects.count() == 0


def test_schedule_think_tank_needs_an_open_programme():
    programme = make_programme()
    programme.state = "archived"
    programme.save()
    client = signed_in(make_coordinator())

    response = client.post(
        address("think-tank-schedule"), planned_fields(programme=programme.pk, region=region().pk)
    )

    assert (response.status_code, ThinkTank.objects.count()) == (422, 0)
    assert "No programme is open." in words(client.get(address("think-tank-schedule")))


def test_change_think_tank_keeps_codes_that_may_be_printed():
    think_tank = make_think_tank(is_open=False)
    before = think_tank.join_code, think_tank.tables.get(number=1).receipt_code
    former, new = make_facilitator(think_tank), make_user()

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), planned_fields(facilitators=new.email)
    )

    assert response.url == address("think-tank-prepare", think_tank.pk)
    assert planned(think_tank) == AS_PLANNED
    assert (think_tank.join_code, think_tank.tables.get(number=1).receipt_code) == before
    assert [one.user for one in think_tank.facilitators.filter(ends_at=None)] == [new]
    assert think_tank.facilitators.filter(user=former, ends_at__isnull=False).count() == 1
    page = address("think-tank-prepare", think_tank.pk)
    assert signed_in(former).get(page).status_code == 404
    assert signed_in(new).get(page).status_code == 200


def test_change_think_tank_refuses_to_take_away_a_table_in_use():
    think_tank = make_think_tank(is_open=False)
    make_device(think_tank, table=think_tank.tables.get(number=4))
    before = planned(think_tank)

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), planned_fields()
    )

    assert response.status_code == 422
    assert "Someone has already joined at a table that you are removing." in words(response)
    assert planned(think_tank) == before


def test_change_think_tank_is_for_a_planned_one():
    think_tank = make_think_tank()
    before = planned(think_tank)

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), planned_fields(), follow=True
    )

    assert said(response) == ["This think tank has already started."]
    assert planned(think_tank) == before


def test_preparing_is_not_there_for_others():
    think_tank = make_think_tank(is_open=False)
    facilitator, other = make_facilitator(think_tank), make_coordinator("latgale")
    change, prepare = (
        address(name, think_tank.pk) for name in ("think-tank-change", "think-tank-prepare")
    )

    assert signed_in(facilitator).get(prepare).status_code == 200
    assert signed_in(facilitator).get(change).status_code == 404
    assert signed_in(facilitator).get(address("think-tank-schedule")).status_code == 404
    assert signed_in(other).get(prepare).status_code == 404
    assert signed_in(other).post(change, planned_fields()).status_code == 404
    assert signed_in(other).get(address("programme-start")).status_code == 404
