"""Administrators' pages of programmes and think tanks."""

import pytest

from stakeholders.models import Role
from tests.support.factories import make_programme, make_think_tank, make_user, region
from tests.support.pages.admin_pages import errors_in, page_address, post
from thinktanks.models import Programme, ThinkTank

pytestmark = pytest.mark.django_db
PROGRAMMES, THINK_TANKS = ("thinktanks", "programme"), ("thinktanks", "thinktank")


def roles() -> list[int]:
    return list(Role.objects.values_list("pk", flat=True))


def think_tank_fields(programme) -> dict:
    """Return the data of the form that schedules a think tank."""
    return {
        "programme": programme.pk,
        "region": region().pk,
        "code": "kuldiga",
        "held_on": "2026-11-23",
        "town": "Kuldīga",
        "table_roles": roles()[1:3],
        "more_tables": 2,
    }


def test_admin_starts_a_programme_with_the_usual_questions(client, administrator):
    form = client.get(page_address(PROGRAMMES, "add")).context["adminform"].form
    questions = {name: field.initial for name, field in form.fields.items() if field.initial}

    response = post(
        client,
        PROGRAMMES,
        code="2027",
        name_lv="Domnīcas",
        name_en="Think tanks",
        speaker_roles=roles(),
        addressed_roles=roles()[:2],
        **questions,
    )

    assert response.status_code == 302
    programme = Programme.objects.get(code="2027")
    assert [question.text_lv for question in programme.questions.all()] == [
        "Ko ieguvāt?",
        "Kā izmantosiet rīcības plānu?",
        "Kādi pasākumi Jums noderētu turpmāk?",
    ]
    assert programme.addressed_roles.count() == 2


def test_admin_schedules_a_think_tank_with_its_tables(client, administrator):
    facilitator = make_user()

    response = post(
        client, THINK_TANKS, **think_tank_fields(make_programme()), facilitators=[facilitator.pk]
    )

    assert response.status_code == 302
    think_tank = ThinkTank.objects.get(code="kuldiga")
    assert [table.role_id for table in think_tank.tables.all()] == [*roles()[1:3], None, None]
    assert think_tank.facilitators.get().user == facilitator


def test_admin_schedules_nothing_in_an_archived_programme(client, administrator):
    programme = make_programme()
    Programme.objects.update(state="archived")

    response = post(client, THINK_TANKS, **think_tank_fields(programme))

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["programme"]
    assert ThinkTank.objects.count() == 0


def test_admin_shows_no_code_by_which_people_join(client, administrator):
    think_tank = make_think_tank()

    shown = client.get(page_address(THINK_TANKS, "change", think_tank.pk)).content.decode()

    assert think_tank.code in shown
    assert think_tank.join_code not in shown
    assert think_tank.feedback_code not in shown


@pytest.mark.parametrize("day", ["0026-11-23", "9999-12-31"])
def test_admin_refuses_an_impossible_day(client, administrator, day):
    fields = think_tank_fields(make_programme()) | {"held_on": day}

    response = post(client, THINK_TANKS, **fields)

    assert errors_in(response) == "Norādiet datumu no 2000. līdz 2100. gadam."
    assert not ThinkTank.objects.exists()
