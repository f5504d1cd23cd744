"""manage.py import_plan: when and where the plan was first published."""

import datetime

import pytest
from django.utils import timezone

from actionplans.models import Plan
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.operations.publication import publish_plan
from tests.support.factories import make_user
from tests.support.older_plans.command import counts, run, run_json
from tests.support.older_plans.imported import SOURCE
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db
OPTIONS = {
    "--published-on": "2023-01-31",
    "--source-title": SOURCE["source_title"],
    "--source-url": SOURCE["source_url"],
}


def options(**changed):
    values = OPTIONS | {"--" + name.replace("_", "-"): value for name, value in changed.items()}
    return [f"{name}={value}" for name, value in values.items()]


@pytest.mark.parametrize("region", ["national", "kurzeme"])
def test_import_plan_keeps_the_source(programme, file, region):
    status, printed = run_json(file, *options(), "--answers-published", region=region)

    assert (status, printed["written"]) == (0, 6)
    assert Plan.objects.values(*SOURCE_FIELDS).get() == SOURCE
    answers = Answer.objects.values_list("quotable", "published_before")
    assert list(answers) == [(True, True)] * 2
    assert {timezone.localdate(answer.given_at) for answer in Answer.objects.all()} == {
        SOURCE["original_date"]
    }


def test_import_plan_with_its_source_twice_adds_nothing(programme, file):
    run(file, *options(), "--answers-published")
    after = counts()

    assert run_json(file, *options(), "--answers-published")[1]["written"] == 0
    assert counts() == after


def test_import_plan_warns_that_answers_of_before_are_still_not_quoted(programme, file):
    run_json(file)

    printed = run_json(file, "--answers-published")[1]
    _status, out, _err = run(file, "--answers-published")

    [warning] = [row for row in printed["warnings"] if row["code"] == "answers_kept"]
    assert warning["source"] is None
    assert warning["message"].endswith(": 2")
    assert warning["message"] in out
    assert set(Answer.objects.values_list("quotable", flat=True)) == {False}


def test_import_plan_in_a_dry_run_keeps_no_source(programme, file):
    before = counts()

    run(file, *options(), "--answers-published", "--dry-run")

    assert counts() == before


def test_import_plan_of_a_stored_text_can_add_the_source(programme, file):
    run(file)

    _status, out, _err = run(file, *options())

    assert Plan.objects.get().original_date == datetime.date(2023, 1, 31)
    assert out.splitlines()[-3] == "Saglabāts"


FUTURE = "2099-12-31"
REFUSED = {
    "future": ({"published_on": FUTURE}, "future_date", "nevar būt publicēts nākotnē"),
    "no such day": ({"published_on": "2023-02-30"}, "no_date", "„2023-02-30” nav datums."),
    "week": ({"published_on": "2023-W05-2"}, "no_date", "„2023-W05-2” nav datums."),
    "digits": ({"published_on": "20230131"}, "no_date", "„20230131” nav datums."),
    "latvian": ({"published_on": "31.01.2023."}, "no_date", "Rakstiet to šādi: 2023-01-31."),
    "year 23": ({"published_on": "0023-01-31"}, "impossible_date", "no 2000."),
    "script": ({"source_url": "javascript:alert(1)"}, "no_address", "nav tīmekļa adrese"),
    "long address": ({"source_url": "https://example.lv/" + "a" * 482}, "too_long", "501 no 500"),
    "long title": ({"source_title": "a" * 201}, "too_long", "201 no 200"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_import_plan_refuses_a_bad_source_with_a_sentence(case, programme, file):
    changed, code, sentence = REFUSED[case]
    before = counts()

    status, printed = run_json(file, *options(**changed))
    _status, out, err = run(file, *options(**changed))

    assert status == 2
    assert [(error["source"], error["code"]) for error in printed["errors"]] == [(None, code)]
    assert sentence in printed["errors"][0]["message"]
    assert (out, err) == ("", printed["errors"][0]["message"] + "\n")
    assert counts() == before


def test_import_plan_refuses_another_source_than_the_published_one(programme, file):
    run(file, *options())
    publish_plan(Plan.objects.get(), note="Ielasīts", by=make_user())

    status, printed = run_json(file, *options(published_on="2022-05-04"))

    assert (status, printed["errors"][0]["code"]) == (2, "other_source")
    assert Plan.objects.get().original_date == SOURCE["original_date"]
