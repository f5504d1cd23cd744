"""plan-import: when and where the plan was first published."""

import datetime

import pytest
from django.utils import timezone

from actionplans.models import Contribution, Plan
from actionplans.models.plan import SOURCE_FIELDS
from tests.support.factories import make_version
from tests.support.older_plans.imported import SOURCE, import_bullet
from tests.support.older_plans.page import offered, preview, save, send
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db
TYPED = SOURCE | {"original_date": "2023-01-31"}
FUTURE = "2099-12-31"


def source_of(plan):
    return Plan.objects.values(*SOURCE_FIELDS).get(pk=plan.pk)


def test_plan_import_keeps_the_source(client, plan):
    page = preview(client, plan, **TYPED, answers_published="on")

    response = save(client, plan, page, add=["a0", "f0"], **TYPED, answers_published="on")

    assert response.status_code == 302
    assert source_of(plan) == SOURCE
    answer = Answer.objects.get()
    assert (answer.quotable, answer.published_before) == (True, True)
    assert timezone.localdate(answer.given_at) == SOURCE["original_date"]


def test_plan_import_carries_the_source_to_the_page_that_checks(client, plan):
    shown = html_of(preview(client, plan, **TYPED, answers_published="on"))

    assert 'name="original_date" value="2023-01-31"' in shown
    assert f'name="source_title" value="{SOURCE["source_title"]}"' in shown
    assert f'name="source_url" value="{SOURCE["source_url"]}"' in shown
    assert "checked" in shown.split('name="answers_published"')[1].split(">")[0]


def test_plan_import_asks_for_the_source_above_what_it_found(client, plan):
    shown = html_of(preview(client, plan))

    fields = ("original_date", "source_url", "answers_published", "add", "save")
    places = [shown.index(f'name="{name}"') for name in fields]
    assert places == sorted(places)


def test_plan_import_says_that_answers_of_before_are_still_not_quoted(client, plan):
    save(client, plan, preview(client, plan), add=["f0"])
    sentence = "Answers that are already here are still not quoted: 1"
    page = preview(client, plan)

    shown = html_of(preview(client, plan, answers_published="on"))
    saved = save(client, plan, page, add=["a0"], answers_published="on")

    assert sentence not in html_of(page)
    assert sentence in shown
    assert sentence in html_of(client.get(saved.url))
    assert not Answer.objects.get().quotable


def test_plan_import_shows_the_source_that_the_plan_keeps(client, plan):
    import_bullet(plan, **SOURCE)

    shown = html_of(client.get(address("plan-import", plan.pk)))

    assert 'name="original_date" value="2023-01-31"' in shown
    assert f'name="source_url" value="{SOURCE["source_url"]}"' in shown


def test_plan_import_can_add_the_source_alone(client, plan):
    save(client, plan, preview(client, plan), add=["a0", "a1", "a2", "f0"])

    response = save(client, plan, preview(client, plan), add=[], **TYPED)

    assert response.status_code == 302
    assert source_of(plan) == SOURCE


REFUSED = {
    "future": ({"original_date": FUTURE}, "cannot have been published in the future"),
    "no such day": ({"original_date": "2023-02-30"}, "Enter a valid date."),
    "year 23": ({"original_date": "0023-01-31"}, "between the years 2000 and 2100"),
    "script": ({"source_url": "javascript:alert(1)"}, "is not an address of a page"),
    "no address": ({"source_url": "example"}, "“example” is not an address of a page."),
    "long address": ({"source_url": "https://example.lv/" + "a" * 482}, "501 of 500 characters"),
    "long title": ({"source_title": "a" * 201}, "201 of 200 characters"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_plan_import_refuses_a_bad_source_at_its_field_and_keeps_the_selection(case, client, plan):
    fields, sentence = REFUSED[case]
    page = preview(client, plan)

    response = save(client, plan, page, add=["a1"], **TYPED | fields)

    assert response.status_code == 422
    [(name, value)] = fields.items()
    assert list(response.context["form"].errors) == [name]
    assert sentence in html_of(response)
    assert f'name="{name}" value="{value}"' in html_of(response)
    assert [handle for handle, is_selected in offered(response).items() if is_selected] == ["a1"]
    assert (Contribution.objects.count(), source_of(plan)["original_date"]) == (0, None)


def test_plan_import_shows_all_that_is_wrong_before_anything_is_saved(client, plan):
    response = send(client, plan, **TYPED | {"original_date": FUTURE, "source_url": "example"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["original_date", "source_url"]
    assert len(offered(response)) == 5


def test_plan_import_refuses_another_source_than_the_published_one(client, plan):
    import_bullet(plan, **SOURCE)
    make_version(plan)
    page = preview(client, plan)

    response = save(client, plan, page, add=["a0"], original_date="2022-05-04")

    assert response.status_code == 422
    assert "Withdraw that version first" in html_of(response)
    assert source_of(plan) == SOURCE


def correct(client, plan, **fields):
    return form_with(client.get(address("plan-source-correct", plan.pk)), "Save").fill(**fields)


def test_plan_source_correct_changes_the_date_alone(client, plan):
    import_bullet(plan, **SOURCE)

    response = correct(client, plan, original_date="2022-05-04").press("Save")

    assert (response.status_code, response.url) == (302, address("plan-import", plan.pk))
    assert source_of(plan) == SOURCE | {"original_date": datetime.date(2022, 5, 4)}


@pytest.mark.parametrize("case", REFUSED)
def test_plan_source_correct_refuses_a_bad_source_at_its_field(case, client, plan):
    import_bullet(plan, **SOURCE)
    fields, sentence = REFUSED[case]

    response = correct(client, plan, **fields).press("Save")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(fields)
    assert sentence in html_of(response)
    assert source_of(plan) == SOURCE


def test_plan_source_correct_shows_what_somebody_else_wrote_meanwhile(client, plan):
    import_bullet(plan, **SOURCE)
    first, second = (correct(client, plan, source_title=title) for title in ("Plāns", "Plāni"))
    first.press("Save")

    refused = second.press("Save")

    assert (refused.status_code, source_of(plan)["source_title"]) == (422, "Plāns")
    assert "Now it is: Plāns." in html_of(refused)


def test_plan_import_leads_to_the_source_until_it_is_published(client, plan):
    shown, where = [], address("plan-source-correct", plan.pk)

    for step in (None, lambda: import_bullet(plan, **SOURCE), lambda: make_version(plan)):
        if step:
            step()
        shown.append(where in html_of(client.get(address("plan-import", plan.pk))))

    assert shown == [False, True, False]
    refused = correct(client, plan, original_date="2022-05-04").press("Save")
    assert "Withdraw that version first." in html_of(refused)
    assert source_of(plan) == SOURCE
