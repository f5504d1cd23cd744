"""When and where an imported plan was first published: kept, refused, taken back."""

import datetime
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplans.models import Plan
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.operations.imports import undo_batch
from actionplans.operations.publication import withdraw_version
from actionplans.operations.sources import correct_source
from actionplans.operations.undo import undo
from actionplans.queries.imports.new_rows import ReadPlan
from actionplans.queries.log.history import history_of
from tests.support.factories import (
    make_national_plan,
    make_user,
    make_version,
)
from tests.support.older_plans.imported import SOURCE, import_bullet
from tests.support.refusals import refusal_code
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db
NONE = {"original_date": None, "source_title": "", "source_url": ""}
OTHER = SOURCE | {"original_date": datetime.date(2022, 5, 4)}


@pytest.fixture
def plan():
    return make_national_plan()


def source_of(plan):
    return Plan.objects.values(*SOURCE_FIELDS).get(pk=plan.pk)


def test_import_plan_keeps_when_and_where_it_was_first_published(plan):
    import_bullet(plan, **SOURCE)

    assert source_of(plan) == SOURCE
    event = plan.events.get(kind="plan.source_kept")
    recorded = SOURCE | {"original_date": "2023-01-31"}
    assert event.payload == {"changes": [], "source": {"set": recorded, "was": NONE}}
    assert event.batch == plan.contributions.get().batch


def test_import_plan_twice_with_the_same_source_adds_nothing(plan):
    import_bullet(plan, **SOURCE)
    events = plan.events.count()

    assert import_bullet(plan, **SOURCE) == []
    assert plan.events.count() == events


def test_import_plan_without_a_source_leaves_that_of_before(plan):
    import_bullet(plan, **SOURCE)

    import_bullet(plan, "Vēl viena rīcība")

    assert source_of(plan) == SOURCE


def test_import_plan_takes_the_later_source_until_it_is_published(plan):
    import_bullet(plan, **SOURCE)

    import_bullet(plan, **OTHER)

    assert source_of(plan) == OTHER


def test_import_plan_refuses_another_source_once_it_is_published(plan):
    import_bullet(plan, **SOURCE)
    version = make_version(plan)

    with pytest.raises(ValidationError) as refused:
        import_bullet(plan, "Vēl viena rīcība", **OTHER)

    assert refused.value.code == "other_source"
    assert (source_of(plan), plan.contributions.count()) == (SOURCE, 1)
    withdraw_version(version, reason="Nepareizs datums", by=make_user())
    import_bullet(plan, **OTHER)
    assert make_version(plan).original_date == OTHER["original_date"]


def test_correct_source_needs_no_text_and_takes_away_what_is_empty(plan):
    import_bullet(plan, **SOURCE)
    rest = {"source_title": SOURCE["source_title"]}

    correct_source(plan, original_date=OTHER["original_date"], **rest, by=make_user())

    now = NONE | rest | {"original_date": OTHER["original_date"]}
    assert source_of(plan) == now
    event = plan.events.filter(kind="plan.source_kept").last()
    assert event.payload["source"] == {
        "set": now | {"original_date": "2022-05-04"},
        "was": SOURCE | {"original_date": "2023-01-31"},
    }
    assert plan.contributions.count() == 1


def test_correct_source_to_the_same_writes_nothing(plan):
    import_bullet(plan, **SOURCE)
    events = plan.events.count()

    correct_source(plan, **SOURCE, by=make_user())

    assert plan.events.count() == events


def test_correct_source_refuses_to_change_what_is_published(plan):
    import_bullet(plan, **SOURCE)
    version = make_version(plan)

    assert refusal_code(correct_source, plan, **OTHER, by=make_user()) == "other_source"

    assert (source_of(plan), version.original_date) == (SOURCE, SOURCE["original_date"])
    withdraw_version(version, reason="Nepareizs datums", by=make_user())
    correct_source(plan, **OTHER, by=make_user())
    assert make_version(plan).original_date == OTHER["original_date"]
    version.refresh_from_db()
    assert version.original_date == SOURCE["original_date"]


def test_import_plan_adds_a_source_to_a_plan_that_was_published_without(plan):
    import_bullet(plan)
    make_version(plan)

    import_bullet(plan, **SOURCE)

    assert make_version(plan).original_date == SOURCE["original_date"]


BAD = {
    "future": ({"original_date": datetime.date(2099, 12, 31)}, "future_date"),
    "year 23": ({"original_date": datetime.date(23, 1, 31)}, "impossible_date"),
    "script": ({"source_url": "javascript:alert(1)"}, "no_address"),
    "file": ({"source_url": "ftp://example.lv/plans.txt"}, "no_address"),
    "no address": ({"source_url": "example.lv"}, "no_address"),
    "password": ({"source_url": "https://anna:ezers@example.lv/plans"}, "no_address"),
    "long address": ({"source_url": "https://example.lv/" + "a" * 482}, "too_long"),
    "long title": ({"source_title": "a" * 201}, "too_long"),
    "accents": ({"source_title": "a" + "\u0301" * 40}, "too_many_marks"),
}


@pytest.mark.parametrize("case", BAD)
def test_import_plan_refuses_a_bad_source_and_writes_nothing(case, plan):
    fields, code = BAD[case]

    with pytest.raises(ValidationError) as refused:
        import_bullet(plan, **SOURCE | fields)

    assert refused.value.code == code
    assert (source_of(plan), plan.contributions.count()) == (NONE, 0)


def test_import_plan_takes_today_and_not_tomorrow(plan, monkeypatch):
    today = datetime.date(2026, 12, 1)
    monkeypatch.setattr(timezone, "localdate", lambda: today)
    tomorrow = today + datetime.timedelta(days=1)

    assert refusal_code(import_bullet, plan, original_date=tomorrow) == "future_date"
    import_bullet(plan, original_date=today)

    assert source_of(plan)["original_date"] == today


def test_undo_batch_takes_the_source_back(plan):
    import_bullet(plan, **SOURCE)
    batch = import_bullet(plan, "Vēl viena rīcība", **OTHER)[0].batch

    undo_batch(plan, batch=batch, by=make_user())

    assert source_of(plan) == SOURCE


def test_undo_batch_leaves_a_source_that_was_changed_since(plan):
    batch = import_bullet(plan, **SOURCE)[0].batch
    import_bullet(plan, "Vēl viena rīcība", **OTHER)

    undo_batch(plan, batch=batch, by=make_user())

    assert source_of(plan) == OTHER


def test_undo_refuses_a_source_that_is_undone_with_its_import(plan):
    import_bullet(plan, **SOURCE)
    event = plan.events.get(kind="plan.source_kept")

    with pytest.raises(ValidationError) as refused:
        undo(plan, seq=event.seq, by=make_user())

    assert refused.value.code == "final"
    lines = {line.event.pk: line.what for line in history_of(plan)}
    assert lines[event.pk] == "norādīja, kad un kur plāns sākotnēji publicēts"


def import_answer(plan, **fields):
    question = plan.programme.questions.get(code="gains")
    read = ReadPlan(actions=(), rows=(), feedback=((question, "Jauni kontakti", "line 9"),))
    import_bullet(plan, read=read, **fields)
    return Answer.objects.get()


def test_import_plan_keeps_published_answers_quotable_on_their_day(plan):
    answer = import_answer(plan, answers_published=True, **SOURCE)

    noon = datetime.datetime(2023, 1, 31, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Riga"))
    assert (answer.quotable, answer.published_before, answer.given_at) == (True, True, noon)


def test_import_plan_keeps_other_answers_unquotable(plan):
    before = timezone.now()

    answer = import_answer(plan, **SOURCE)

    assert (answer.quotable, answer.published_before) == (False, False)
    assert answer.given_at >= before
