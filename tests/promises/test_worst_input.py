"""The longest list and the largest files that the portal accepts do not hold a worker (T52).

The worst text for every form is sent by test_every_input.py, a change of 2,000 items of a board by test_many_at_once.py.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.factories import make_administrator, make_plan, make_think_tank
from tests.support.inputs.costs import assert_cheap, cost_of_work, dearest
from tests.support.inputs.worst_values import WORST_LISTS, WORST_PLANS, WORST_TEXTS
from tests.support.pages.capture_pages import SOC_PAS
from tests.support.pages.page_forms import forms_on
from tests.support.pages.requests import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(make_administrator())


def test_list_of_2000_lines(client, figure, times_may_fail):
    think_tank = make_think_tank()
    costs, path = {}, address("contribution-import", think_tank.pk)
    text = WORST_TEXTS["2,000 lines"]
    with cost_of_work() as costs["preview"]:
        page = client.post(path, {"text": text, "pair": SOC_PAS, "table": ""})
    form = next(form for form in forms_on(page) if "batch" in form.fields)
    with cost_of_work() as costs["save"]:
        answer = client.post(path, {name: field.values for name, field in form.fields.items()})

    assert (answer.status_code, think_tank.contributions.count()) == (302, 2000)
    assert_cheap(costs, times_may_fail)
    figure("T52", f"a list of 2,000 lines: {dearest(costs)}")


def costs_of_files(client, path, files):
    """Return the cost of sending each of the files to an address, by their titles."""
    costs = {}
    for title, content in files.items():
        file = SimpleUploadedFile(title, content())
        with cost_of_work() as costs[title]:
            answer = client.post(path, {"file": file, "list": "1"})
        assert answer.status_code in (200, 302, 422), title
    return costs


@pytest.mark.parametrize(
    ("name", "files"), [("think-tank-attendance", WORST_LISTS), ("plan-import", WORST_PLANS)]
)
def test_largest_files(client, figure, times_may_fail, name, files):
    think_tank = make_think_tank()
    pk = think_tank.pk if name == "think-tank-attendance" else make_plan(think_tank).pk

    costs = costs_of_files(client, address(name, pk), files)

    assert_cheap(costs, times_may_fail)
    figure("T52", f"{name}, {len(files)} files: {dearest(costs)}")
