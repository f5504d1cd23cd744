"""Change a think tank before, during and after its day, and what asks twice."""

import datetime
import re

import pytest

from tests.support.factories import (
    make_coordinator,
    make_device,
    make_facilitator,
    make_think_tank,
    make_user,
    numbered_tables,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.pages.think_tanks import changed_fields, planned
from thinktanks.operations.think_tanks import (
    change_think_tank,
    close_think_tank,
)

pytestmark = pytest.mark.django_db


AS_SENT = (
    datetime.date(2027, 3, 4),
    "Talsi",
    "Tautas nams",
    [(1, "municipalities"), (2, None)],
)


@pytest.fixture
def think_tank():
    return make_think_tank(is_open=False)


def change_form(client, think_tank):
    return form_with(client.get(address("think-tank-change", think_tank.pk)), "Save")


def test_change_think_tank_keeps_its_codes():
    think_tank = make_think_tank(is_open=False)
    before = think_tank.join_code, think_tank.tables.get(number=1).receipt_code
    former, new = make_facilitator(think_tank), make_user()

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk),
        changed_fields(facilitators=new.email, **{f"remove_{former.pk}": "on"}),
    )

    assert response.url == address("think-tank-prepare", think_tank.pk)
    assert planned(think_tank) == AS_SENT
    assert (think_tank.join_code, think_tank.tables.get(number=1).receipt_code) == before
    assert [facilitator.user for facilitator in think_tank.facilitators.filter(ends_at=None)] == [
        new
    ]
    assert think_tank.facilitators.filter(user=former, ends_at__isnull=False).count() == 1
    page = address("think-tank-prepare", think_tank.pk)
    assert signed_in(former).get(page).status_code == 404
    assert signed_in(new).get(page).status_code == 200


def test_change_think_tank_marks_no_row_as_optional(think_tank):
    user = make_facilitator(think_tank)

    page = html_of(signed_in(user).get(address("think-tank-change", think_tank.pk)))

    assert re.findall(r'([^<> ][^<>]*) <span class="optional">', page) == [
        "Start",
        "End",
        "Venue",
        "Add facilitators by e-mail address",
    ]


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
        think_tank, held_on=think_tank.held_on, town="Sabile", venue="Pils",
        tables=numbered_tables(*roles, None),
        facilitators={other: None}, by=other,
    )  # fmt: skip

    refused = form.fill(town="Talsi", held_on="2027-03-04").press("Save")
    sentence = (
        "Someone changed this in the meantime. Now it is: Sabile. If yours is right, save again."
    )
    assert (refused.status_code, html_of(refused).count(sentence)) == (422, 1)
    assert form_with(refused, "Save").press("Save").status_code == 302

    day, town, venue, tables = planned(think_tank)
    assert (str(day), town, venue, len(tables)) == ("2027-03-04", "Talsi", "Pils", len(roles) + 1)
    assert [row.user for row in think_tank.facilitators.filter(ends_at=None)] == [other]


def test_change_think_tank_refuses_to_remove_a_table_in_use():
    think_tank = make_think_tank(is_open=False)
    make_device(think_tank, table=think_tank.tables.get(number=4))
    before = planned(think_tank)

    response = signed_in(make_coordinator()).post(
        address("think-tank-change", think_tank.pk), changed_fields()
    )

    assert response.status_code == 422
    assert "Table 4 is in use: someone has joined there or said something." in html_of(response)
    assert planned(think_tank) == before


@pytest.mark.parametrize(
    "made", [make_think_tank, lambda: close_think_tank(make_think_tank(), by=None)]
)
def test_change_think_tank_by_its_facilitator_once_it_has_started(made):
    think_tank = made()
    client = signed_in(make_facilitator(think_tank))

    change_form(client, think_tank).fill(
        town="Talsi", starts_at="10:00", ends_at="16.30", name_2="Darbs laukos", table_5="any"
    ).press("Save")

    think_tank.refresh_from_db()
    assert (think_tank.town, think_tank.ends_at) == ("Talsi", datetime.time(16, 30))
    assert list(think_tank.tables.values_list("number", "name")) == [
        (1, ""), (2, "Darbs laukos"), (3, ""), (4, ""), (5, ""),
    ]  # fmt: skip


def test_change_think_tank_keeps_the_rows_of_more_tables_apart(think_tank):
    page = address("think-tank-change", think_tank.pk)
    client = signed_in(make_coordinator())

    form = client.get(page).context["form"]
    refused = client.post(page, changed_fields(town="", name_6="Jaunieši")).context["form"]

    names = [[role.name for role, _name in rows] for rows in (form.table_rows, form.spare_rows)]
    assert names == [["table_1", "table_2", "table_3", "table_4"], ["table_5", "table_6"]]
    assert (form.uses_spare_rows, refused.uses_spare_rows) == (False, True)


def test_change_think_tank_sets_the_last_day_of_a_facilitator(think_tank):
    facilitator = make_facilitator(think_tank)
    client, field = signed_in(make_coordinator()), f"until_{facilitator.pk}"

    change_form(client, think_tank).fill(**{field: "2027-03-05"}).press("Save")

    row = think_tank.facilitators.get()
    assert row.last_day == datetime.date(2027, 3, 5)
    assert change_form(client, think_tank).fields[field].values == ["2027-03-05"]
    refused = change_form(client, think_tank).fill(**{field: "2026-01-05"}).press("Save")
    assert "Choose a day that has not passed yet." in html_of(refused)
    assert think_tank.facilitators.get().last_day == datetime.date(2027, 3, 5)


def test_change_think_tank_asks_twice_about_a_day_that_has_passed(think_tank):
    client = signed_in(make_coordinator())

    asked = change_form(client, think_tank).fill(held_on="2025-03-05", town="Talsi").press("Save")

    sentence = "This day has passed. If it is right, save again."
    assert (asked.status_code, html_of(asked).count(sentence)) == (422, 1)
    assert form_with(asked, "Save").press("Save").status_code == 302
    think_tank.refresh_from_db()
    assert (think_tank.held_on, think_tank.town) == (datetime.date(2025, 3, 5), "Talsi")
    assert change_form(client, think_tank).fill(town="Sabile").press("Save").status_code == 302


def test_change_think_tank_asks_twice_before_one_leaves(think_tank):
    facilitator = make_facilitator(think_tank)
    client, remove = signed_in(facilitator), f"remove_{facilitator.pk}"

    asked = change_form(client, think_tank).fill(**{remove: "on"}).press("Save")

    sentence = "You remove yourself: you will no longer see this think tank."
    assert (asked.status_code, html_of(asked).count(sentence)) == (422, 1)
    assert think_tank.facilitators.current().count() == 1
    left = form_with(asked, "Save").press("Save")
    assert (left.url, think_tank.facilitators.current().count()) == (address("desk"), 0)
    assert client.get(address("think-tank-prepare", think_tank.pk)).status_code == 404


def test_change_think_tank_refuses_a_named_table_without_a_choice(think_tank):
    refused = (
        change_form(signed_in(make_coordinator()), think_tank).fill(name_5="Jaunieši").press("Save")
    )

    assert "Choose a role for this table, or “without a role”." in html_of(refused)
    assert think_tank.tables.count() == 4


def test_table_add_from_the_capture_page_leads_back_there():
    think_tank = make_think_tank()
    client = signed_in(make_facilitator(think_tank))
    there = address("table-add", think_tank.pk)
    assert f'href="{there}"' in html_of(client.get(address("think-tank-show", think_tank.pk)))

    done = (
        form_with(client.get(there), "Add table 5").fill(role="municipalities").press("Add table 5")
    )

    assert done.url == address("think-tank-show", think_tank.pk)
    table = think_tank.tables.last()
    assert (table.number, table.role) == (5, role("municipalities"))


def test_facilitator_add_takes_an_address(think_tank):
    user = make_user("Jānis Kalējs")
    client = signed_in(make_facilitator(think_tank))
    form = form_with(client.get(address("facilitator-add", think_tank.pk)), "Add a facilitator")

    done = form.fill(email=f"Jānis <{user.email.upper()}>").press("Add a facilitator", follow=True)

    assert messages_of(done) == ["Facilitator added: Jānis Kalējs"]
    assert think_tank.facilitators.filter(user=user).count() == 1
    assert done.request["PATH_INFO"] == address("think-tank-prepare", think_tank.pk)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.org", "There is no account with the address nobody@example.org yet."),
        ("a@example.org, b@example.org", "Enter one address."),
        ("", "This field is required."),
    ],
)
def test_facilitator_add_refuses(think_tank, email, sentence):
    client = signed_in(make_coordinator())

    response = client.post(address("facilitator-add", think_tank.pk), {"email": email})

    assert (response.status_code, think_tank.facilitators.count()) == (422, 0)
    assert sentence in html_of(response)
