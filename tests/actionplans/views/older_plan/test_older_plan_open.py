"""Open a plan to import an older one into it."""

import pytest

from actionplans.models import Plan
from tests.support.factories import (
    make_coordinator,
    make_facilitator,
    make_plan,
    make_programme,
    make_think_tank,
)
from tests.support.older_plans.page import send
from tests.support.pages.requests import address, messages_of, signed_in
from thinktanks.models import Programme

pytestmark = pytest.mark.django_db


def test_plan_open_makes_the_plan_where_an_older_text_may_go(client):
    programme = make_programme()

    response = client.post(address("plan-open", programme.code, "national"))

    plan = Plan.objects.get(programme=programme)
    assert (plan.is_national, response.url) == (True, address("plan-import", plan.pk))
    assert client.post(address("plan-open", programme.code, "national")).url == response.url


def test_plan_open_and_import_of_the_national_plan_are_for_administrators_alone(plan):
    think_tank = make_think_tank(programme=plan.programme)
    regional = make_plan(think_tank)
    other = make_programme()

    for person in (make_coordinator(), make_facilitator(think_tank)):
        mine = signed_in(person)
        assert mine.get(address("plan-import", regional.pk)).status_code == 200
        assert mine.get(address("plan-import", plan.pk)).status_code == 404
        assert send(mine, plan).status_code == 404
        assert mine.post(address("plan-open", other.code, "national")).status_code == 404
    assert not Plan.objects.filter(programme=other).exists()


@pytest.mark.parametrize(("code", "region_code"), [("nav", "national"), ("ir", "latvija")])
def test_plan_open_of_no_plan_does_not_exist(code, region_code, client):
    make_programme(code="ir")

    assert client.post(address("plan-open", code, region_code)).status_code == 404


def test_plan_open_of_an_archived_programme_is_refused_with_a_sentence(client):
    programme = make_programme()
    Programme.objects.update(state=Programme.State.ARCHIVED)

    response = client.post(address("plan-open", programme.code, "national"), follow=True)

    [message] = messages_of(response)
    assert message.startswith("This programme is archived")
    assert not Plan.objects.filter(programme=programme).exists()
