"""Schedule a think tank and change it, before its day and during it."""

import datetime
import re

import pytest

from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, signed_in
from tests.support.pages.think_tanks import changed_fields, planned
from thinktanks.models import ThinkTank

pytestmark = pytest.mark.django_db


def planned_fields(**fields):
    return {
        "held_on": "2027-03-04",
        "town": "Talsi",
        "venue": "Tautas nams",
        "facilitators": "",
        "table_count": 2,
        "table_1": "municipalities",
        **fields,
    }


def test_schedule_think_tank_numbers_the_chosen_tables():
    programme, helper = make_programme(), make_user()
    client = signed_in(make_coordinator())
    fields = planned_fields(
        programme=programme.pk, region=region().pk, facilitators=f" {helper.email.upper()} "
    )

    response = client.post(address("think-tank-schedule"), fields)

    think_tank = ThinkTank.objects.get()
    assert response.url == address("think-tank-prepare", think_tank.pk)
    tables = [(1, "municipalities"), (2, None)]
    assert planned(think_tank) == (datetime.date(2027, 3, 4), "Talsi", "Tautas nams", tables)
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
        ({"table_count": "123abc"}, "Enter a whole number."),
        ({"table_count": "61"}, "Ensure this value is less than or equal to 60."),
        ({"name_2": "a" * 61}, "The text is too long: 61 of 60 characters."),
        ({"name_3": "Pie loga"}, "Table 3 has a name. Ask for more tables, or delete the name."),
        ({"starts_at": "10:00"}, "Enter both the start and the end, or neither."),
        ({"starts_at": "10:00", "ends_at": "09.30"}, "The end must be after the start."),
        ({"starts_at": "25:00", "ends_at": "26:00"}, "Enter a valid time."),
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


def test_schedule_think_tank_asks_twice_about_a_day_that_has_passed():
    values = planned_fields(programme=make_programme().pk, region=region().pk, held_on="2024-03-04")
    client = signed_in(make_coordinator())
    form = form_with(client.get(address("think-tank-schedule")), "Plan the think tank")
    form.fill(**{name: str(value) for name, value in values.items() if value}, table_2="any")

    asked = form.press("Plan the think tank")
    assert (asked.status_code, ThinkTank.objects.count()) == (422, 0)
    assert html_of(asked).count("This day has passed. If it is right, save again.") == 1

    form_with(asked, "Plan the think tank").press("Plan the think tank")
    assert ThinkTank.objects.get().held_on == datetime.date(2024, 3, 4)


def test_schedule_think_tank_shows_as_many_tables_as_are_asked_for():
    programme = make_programme()
    client = signed_in(make_coordinator())
    form = form_with(client.get(address("think-tank-schedule")), "Plan the think tank")
    assert [name for name in form.fields if name.startswith("table_")] == [
        "table_count", "table_1", "table_2", "table_3", "table_4",
    ]  # fmt: skip

    form.fill(table_count="6", town="Talsi", table_1="municipalities", name_2="Pie loga")
    shown = form.press("Show the tables")

    again = form_with(shown, "Plan the think tank")
    assert (shown.status_code, ThinkTank.objects.count()) == (200, 0)
    assert [again.fields[name].values[0] for name in ("town", "table_1", "name_2", "table_6")] == [
        "Talsi", "municipalities", "Pie loga", "any",
    ]  # fmt: skip
    again.fill(held_on="2027-03-04").press("Plan the think tank")
    assert (ThinkTank.objects.get().programme, ThinkTank.objects.get().tables.count()) == (
        programme,
        6,
    )


@pytest.mark.parametrize(("count", "field"), [("6", "table_5"), ("4", "table_count")])
def test_schedule_think_tank_has_the_focus_at_the_first_new_table(count, field):
    make_programme()
    client = signed_in(make_coordinator())
    form = form_with(client.get(address("think-tank-schedule")), "Plan the think tank")

    shown = form.fill(table_count=count).press("Show the tables")

    [focused] = re.findall(r"<(?:select|input)[^>]* autofocus[^>]*>", html_of(shown))
    assert f'name="{field}"' in focused


def test_tables_of_a_form_are_labelled_with_role_and_name():
    make_programme()
    page = html_of(signed_in(make_coordinator()).get(address("think-tank-schedule")))

    labels = re.findall(r'<label[^>]* for="id_(\w+)_1"[^>]*>\s*([^<]*?)\s*<', page)
    assert labels == [("table", "Role of table 1"), ("name", "Name of table 1")]


def test_schedule_think_tank_with_fewer_tables_keeps_the_rows_with_a_name():
    make_programme()
    client = signed_in(make_coordinator())
    form = form_with(client.get(address("think-tank-schedule")), "Plan the think tank")

    shown = form.fill(table_count="1", name_3="Pie loga").press("Show the tables")

    again = form_with(shown, "Plan the think tank")
    assert [name for name in again.fields if name.startswith("name_")] == [
        "name_1", "name_2", "name_3",
    ]  # fmt: skip
    assert again["name_3"] == ["Pie loga"]


def test_schedule_think_tank_leaves_an_administrator_the_choice_of_the_region():
    make_programme()
    form = form_with(
        signed_in(make_administrator()).get(address("think-tank-schedule")), "Plan the think tank"
    )

    assert form.fields["region"].values == [""]


def test_preparing_does_not_exist_for_others():
    think_tank = make_think_tank(is_open=False)
    facilitator, other = make_facilitator(think_tank), make_coordinator("latgale")
    change, prepare = (
        address(name, think_tank.pk) for name in ("think-tank-change", "think-tank-prepare")
    )

    assert signed_in(facilitator).get(prepare).status_code == 200
    assert signed_in(facilitator).get(change).status_code == 200
    assert signed_in(facilitator).get(address("think-tank-schedule")).status_code == 404
    assert signed_in(other).get(prepare).status_code == 404
    assert signed_in(other).post(change, changed_fields()).status_code == 404
