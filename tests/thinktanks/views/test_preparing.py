"""Schedule a think tank and change it before it opens."""

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
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import ThinkTank
from thinktanks.operations.think_tanks import change_think_tank

pytestmark = pytest.mark.django_db


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
    tables = [(table.number, table.role and table.role.code) for table in think_tank.tables.all()]
    return think_tank.held_on, think_tank.town, think_tank.venue, tables


AS_PLANNED = (
    datetime.date(2027, 3, 4),
    "Talsi",
    "Tautas nams",
    [(1, "municipalities"), (2, None)],
)


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
    assert [facilitator.user for facilitator in think_tank.facilitators.all()] == [helper]


@pytest.mark.parametrize(
    "copied", ["Anna Parauga <{}>, Jānis <{}>;", "mailto:{}", "\u200b{}\u00a0\r\n{}", "<{}>"]
)
def test_schedule_think_tank_finds_addresses_that_were_copied(copied):
    programme, helper = make_programme(), make_user()
    facilitators = copied.replace("{}", helper.email)
    fields = planned_fields(programme=programme.pk, region=region().pk, facilitators=facilitators)

    signed_in(make_coordinator()).post(address("think-tank-schedule"), fields)

    assert [row.user for row in ThinkTank.objects.get().facilitators.all()] == [helper]


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
    ("fields", "message"),
    [
        ({"facilitators": "nobody@example.org"}, "There is no account with the address nobody"),
        (
            {"facilitators": "".join(f"{n}@example.org " for n in range(101))},
            "Enter at most 100 addresses.",
        ),
        ({"held_on": "tomorrow"}, "Enter a valid date."),
        ({"held_on": "0027-03-04"}, "Enter a date between the years 2000 and 2100."),
        ({"held_on": "9999-12-31"}, "Enter a date between the years 2000 and 2100."),
        ({"town": ""}, "This field is required."),
        ({"table_1": "ministers"}, "Select a valid choice."),
        ({"region": "latgale"}, "Select a valid choice."),
    ],
)
def test_schedule_think_tank_refuses(fields, message):
    values = planned_fields(programme=make_programme().pk, region=region().pk) | fields
    if values["region"] == "latgale":
        values["region"] = region("latgale").pk

    response = signed_in(make_coordinator()).post(address("think-tank-schedule"), values)

    assert response.status_code == 422
    assert message in html_of(response)
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
    assert "No programme is open." in html_of(client.get(address("think-tank-schedule")))


def test_schedule_think_tank_leads_an_administrator_to_a_programme_first():
    page = html_of(signed_in(make_administrator()).get(address("think-tank-schedule")))

    assert f'<a href="{address("programme-start")}">Start a programme first</a>' in page
    assert "No programme is open." not in page


def test_change_think_tank_keeps_its_codes():
    think_tank = make_think_tank(is_open=False)
    before = think_tank.join_code, think_tank.tables.get(number=1).receipt_code
    former, new = make_facilitator(think_tank), make_user()

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), planned_fields(facilitators=new.email)
    )

    assert response.url == address("think-tank-prepare", think_tank.pk)
    assert planned(think_tank) == AS_PLANNED
    assert (think_tank.join_code, think_tank.tables.get(number=1).receipt_code) == before
    assert [facilitator.user for facilitator in think_tank.facilitators.filter(ends_at=None)] == [
        new
    ]
    assert think_tank.facilitators.filter(user=former, ends_at__isnull=False).count() == 1
    page = address("think-tank-prepare", think_tank.pk)
    assert signed_in(former).get(page).status_code == 404
    assert signed_in(new).get(page).status_code == 200


def test_change_think_tank_overwrites_no_change_by_somebody_else():
    think_tank, client, other = (
        make_think_tank(is_open=False),
        signed_in(make_coordinator()),
        make_user(),
    )
    page = address("think-tank-change", think_tank.pk)
    form, roles = (
        form_with(client.get(page), "Save"),
        [table.role for table in think_tank.tables.all()],
    )
    change_think_tank(
        think_tank, held_on=think_tank.held_on, town="Sabile", venue="Pils", tables=[*roles, *[None] * 6],
        facilitators=[other], by=other,
    )  # fmt: skip

    refused = form.fill(town="Talsi", held_on="2027-03-04").press("Save")
    sentence = (
        "Someone changed this in the meantime. Now it is: Sabile. If yours is right, save again."
    )
    assert (refused.status_code, html_of(refused).count(sentence)) == (422, 1)
    assert form_with(refused, "Save").press("Save").status_code == 302

    day, town, venue, tables = planned(think_tank)
    assert (str(day), town, venue, len(tables)) == ("2027-03-04", "Talsi", "Pils", len(roles) + 6)
    assert [row.user for row in think_tank.facilitators.filter(ends_at=None)] == [other]


def test_change_think_tank_refuses_to_remove_a_table_in_use():
    think_tank = make_think_tank(is_open=False)
    make_device(think_tank, table=think_tank.tables.get(number=4))
    before = planned(think_tank)

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), planned_fields()
    )

    assert response.status_code == 422
    assert "Someone has already joined at a table that you are removing." in html_of(response)
    assert planned(think_tank) == before


def test_change_think_tank_refuses_one_that_has_started():
    think_tank = make_think_tank()
    before = planned(think_tank)

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), planned_fields(), follow=True
    )

    assert messages_of(response) == ["This think tank has already started."]
    assert planned(think_tank) == before


def test_preparing_does_not_exist_for_others():
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
