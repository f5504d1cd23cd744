"""manage.py import_plan: what it reads, prints and writes."""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from actionplans.models import Action, Contribution, Plan, PlanEvent
from actionplans.operations.publication import publish_plan
from actionplans.queries.log.verification import differences
from stakeholders.models import Role
from tests.support.factories import make_programme, make_think_tank, make_user
from tests.support.older_plans.command import counts, run, run_json
from thinktanks.addresses import page_address
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db
ROW = ("text", "author_role", "addressed_role", "region", "place", "source", "parent", "action")


def test_import_plan_prints_exactly_what_was_read(programme, file):
    status, printed = run_json(file)

    assert status == 0
    assert list(printed) == ["rows", "feedback", "warnings", "errors", "written", "offers"]
    assert [tuple(row) for row in printed["rows"]] == [ROW] * 6
    assert [
        (row["text"], row["addressed_role"], row["source"], row["action"])
        for row in printed["rows"]
    ] == [
        ("Samazināt atskaites", "policy_makers", "line 4", 1),
        ("Vienota veidlapa", "policy_makers", "line 4", 1),
        ("Atvērt telpas", "municipalities", "line 7", 1),
        ("publicēt sarakstu", "municipalities", "line 7", 1),
        ("Uzaicināt uzņēmējus", "municipalities", "line 8", 2),
        ("Iekļaut budžetā (ja ir finansējums)", "municipalities", "line 9", 3),
    ]
    unknown = ("author_role", "region", "place", "parent")
    assert {row[name] for row in printed["rows"] for name in unknown} == {None}
    assert printed["feedback"] == [
        {"question": "gains", "text": "Jauni kontakti; zināšanas"},
        {"question": "use", "text": "Ikdienas darbā"},
    ]
    assert [(warning["source"], warning["code"]) for warning in printed["warnings"]] == [
        ("line 1", "above_headings"),
        ("line 7", "already_there"),
        ("line 8", "joined_items"),
    ]
    assert all(warning["message"] for warning in printed["warnings"])
    assert (printed["errors"], printed["written"], printed["offers"]) == ([], 6, {})


def test_import_plan_writes_exactly_what_it_prints(programme, file):
    _status, printed = run_json(file, region="kurzeme")

    plan = Plan.objects.get()
    assert (plan.programme, plan.region_code) == (programme, "kurzeme")
    kept = [
        {
            "text": row.text.body,
            "author_role": row.author_role,
            "addressed_role": row.addressed_role.code,
            "region": plan.region.code,
            "place": row.municipality,
            "source": row.source,
            "parent": row.parent,
            "action": row.placement.action.rank,
        }
        for row in Contribution.objects.order_by("pk")
    ]
    assert kept == printed["rows"]
    answers = Answer.objects.order_by("pk")
    assert [
        {"question": answer.question.code, "text": answer.text} for answer in answers
    ] == printed["feedback"]
    assert [(answer.quotable, answer.region) for answer in answers] == [(False, plan.region)] * 2
    assert [row.wording.body for row in Action.objects.order_by("role__order", "rank")] == [
        "Samazināt atskaites; Vienota veidlapa",
        "Atvērt telpas; publicēt sarakstu; Atvērt telpas",
        "Uzaicināt uzņēmējus",
        "Iekļaut budžetā (ja ir finansējums)",
    ]
    assert set(PlanEvent.objects.values_list("actor", flat=True)) == {None}
    assert differences() == []


def test_import_plan_takes_the_programme_by_pk_too(programme, file):
    status, printed = run_json(file, programme=str(programme.pk))

    assert (status, printed["written"], Plan.objects.get().programme) == (0, 6, programme)


def test_import_plan_in_a_dry_run_leaves_nothing(programme, file):
    before = counts()

    status, printed = run_json(file, "--dry-run")

    assert (status, printed["written"], counts()) == (0, 0, before)
    assert printed["rows"] == run_json(file)[1]["rows"]


def test_import_plan_a_second_time_adds_nothing(programme, file):
    run(file)
    after = counts()

    status, printed = run_json(file)

    assert (status, printed["rows"], printed["feedback"], printed["written"]) == (0, [], [], 0)
    assert counts() == after
    repeated = [
        warning["source"] for warning in printed["warnings"] if warning["code"] == "already_there"
    ]
    assert repeated == [f"line {line}" for line in (4, 4, 7, 7, 7, 8, 9, 12, 14)]


def test_import_plan_prints_what_it_did(programme, file):
    with translation.override("en"):
        status, out, err = run(file)

    assert (status, err) == (0, "")
    lines = out.replace("\xa0", " ").splitlines()
    assert lines[:2] == [
        "Politikas veidotājiem: 1 rīcība, 2 ieteikumi",
        "Pašvaldībām: 3 rīcības, 4 ieteikumi",
    ]
    address = page_address("plan-publish", Plan.objects.get().pk)
    assert lines[-3:] == [
        "Saglabāts: 4 rīcības, 6 ieteikumi, 2 atbildes",
        "Neielasītas rindas: 1",
        f"Tālāk pārbaudiet un publicējiet plānu: {address}",
    ]
    with translation.override("en"):
        assert run(file, programme="nav") == (2, "", "Tādas programmas nav: nav\n")


def test_import_plan_a_second_time_says_that_all_is_there(programme, file):
    run(file)

    _status, out, _err = run(file)

    address = page_address("plan-publish", Plan.objects.get().pk)
    assert out.replace("\xa0", " ").splitlines()[-3:] == [
        "Nekas netika saglabāts: viss šajā tekstā jau ir ielasīts.",
        "Neielasītas rindas: 1",
        f"Tālāk pārbaudiet un publicējiet plānu: {address}",
    ]


def test_import_plan_in_a_dry_run_says_what_it_would_save(programme, file):
    _status, out, _err = run(file, "--dry-run")

    assert out.replace("\xa0", " ").splitlines()[-2:] == [
        "Nekas netika saglabāts. Bez --dry-run saglabātu: 4 rīcības, 6 ieteikumi, 2 atbildes",
        "Neielasītas rindas: 1",
    ]


@pytest.mark.seed
def test_import_plan_of_the_published_result_reads_like_it(record_property):
    """SEED names the file with the result that was published after the think tanks."""
    make_programme(code="pirma")
    path = Path(os.environ["SEED"])
    status, printed = run_json(path)
    assert status == 0

    actions = {
        code: max(row["action"] for row in printed["rows"] if row["addressed_role"] == code)
        for code in dict.fromkeys(row["addressed_role"] for row in printed["rows"])
    }
    answers = Counter(item["question"] for item in printed["feedback"])
    assert list(actions.values()) == [12, 13, 14, 14]
    assert printed["written"] == 106
    assert answers == {"gains": 9, "use": 11, "events": 12}
    assert {row["author_role"] for row in printed["rows"]} == {None}
    assert {row["region"] for row in printed["rows"]} == {None}

    publish_plan(Plan.objects.get(), note="Ielasīts nemainīts", by=make_user())
    page = Client().get(reverse("plan-show", args=["pirma", "national"]))
    shown = page.context["page"]
    lines = [line.strip(" •") for line in path.read_text(encoding="utf-8").splitlines()]
    wordings = [action.wording for section in shown.sections for action in section.actions]
    assert [item for item in lines if item in set(wordings)] == wordings
    assert [section.role.code for section in shown.sections] == list(actions)
    assert (len(wordings), shown.times_said) == (53, 106)
    assert (shown.speakers_known, shown.regions_known) == (False, False)
    record_property(
        "older plan",
        f"actions {list(actions.values())} for {Role.objects.count()} roles, parts {shown.times_said}, "
        f"feedback {dict(answers)}, wordings as published {len(wordings)} of 53",
    )


def test_import_plan_works_for_a_region_with_a_think_tank(file):
    think_tank = make_think_tank(programme=make_programme(code="pirma"))

    status, printed = run_json(file, region=think_tank.region.code)

    assert (status, printed["written"]) == (0, 6)
    assert {row["region"] for row in printed["rows"]} == {think_tank.region.code}
    assert set(Contribution.objects.values_list("think_tank", flat=True)) == {None}
