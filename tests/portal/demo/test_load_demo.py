"""load_demo enters all data of fixtures/demo, at their times, once."""

import json
from collections import Counter

import pytest
from django.db.models import Max
from django.test import Client

from actionplans.models import (
    Action,
    Commitment,
    Contribution,
    ItemState,
    Plan,
    PlanEvent,
    PlanVersion,
)
from actionplans.queries.draft.regional_actions import regional_actions_on_board
from actionplans.queries.log.verification import differences
from language.latvian import RIGA
from portal.demo.accounts import password_file
from portal.demo.clock import riga_time
from portal.demo.files import read_demo, uuid_of
from stakeholders.models import (
    Grant,
    MapEntry,
    Organisation,
    User,
)
from tests.support.demo import (
    INVENTED,
    NATIONAL,
    PLANS,
    REAL,
    REFERENCE,
    THINK_TANKS,
    TODAY,
    database_content,
    run_load_demo,
)
from thinktanks.models import Answer, Device, Programme, ThinkTank

pytestmark = pytest.mark.django_db

ORGANISATIONS = [*INVENTED.values(), *REAL]
OLDER_PARTS = 35  # of the 27 bullets in plan_2022.txt


def day_of(moment):
    return moment.astimezone(RIGA).date().isoformat()


def test_load_demo_enters_every_row_of_the_files(demo, record_property):
    record_property("load_demo_seconds", round(demo["seconds"], 1))

    counts = [model.objects.count() for model in (Contribution, Answer, User, PlanVersion, Device)]
    assert counts == [200 + OLDER_PARTS, 123 + 10, len(read_demo("people")), 13, 0]
    assert [model.objects.count() for model in REFERENCE] == [42, 5, 4, 10]
    assert Organisation.objects.filter(municipality=None).count() == len(ORGANISATIONS) == 84
    states = Counter(ThinkTank.objects.values_list("state", flat=True))
    assert states == {"closed": 5, "open": 1, "planned": 1, "cancelled": 1}
    assert set(Programme.objects.values_list("code", "demo")) == {("2022", True), ("2026", True)}


def test_load_demo_enters_every_text_with_its_roles_and_table(demo):
    entered = Contribution.objects.filter(plan__programme__code="2026").values_list(
        "uuid",
        "text__body",
        "correction__body",
        "author_role__code",
        "addressed_role__code",
        "table__number",
        "think_tank__code",
    )

    keys = ("author_role", "addressed_role", "table", "think_tank")
    assert set(entered) == {
        (uuid_of(row["id"]), row["text"], row.get("correction"), *(row[key] for key in keys))
        for row in read_demo("contributions")
    }


def test_load_demo_enters_everything_on_the_days_of_the_files(demo):
    held = {row["code"]: row["held_on"] for row in THINK_TANKS.values() if row["state"] == "closed"}
    held["kurzeme-2026-11"] = TODAY
    captured = Contribution.objects.exclude(think_tank=None).values_list(
        "think_tank__code", "captured_at"
    )
    published = {
        (version.plan.region_code, version.number): day_of(version.published_at)
        for version in PlanVersion.objects.filter(plan__programme__code="2026").select_related(
            "plan__region"
        )
    }

    assert {(code, day_of(moment)) for code, moment in captured} == set(held.items())
    assert len({moment for _code, moment in captured}) == 200
    assert published == {
        (row.get("region", "national"), number): row[f"version_{number}"]["date"]
        for row in [*PLANS, NATIONAL]
        for number in (1, 2)
    }
    for plan in Plan.objects.all():
        times = list(plan.events.order_by("seq").values_list("created_at", flat=True))
        assert times == sorted(times)
    last = PlanEvent.objects.aggregate(last=Max("created_at"))["last"]
    assert riga_time(TODAY, "11:00") < last < riga_time(TODAY, "12:00")


def test_load_demo_decides_every_contribution_except_at_the_open_think_tank(demo):
    undecided = Contribution.objects.filter(state=ItemState.UNDECIDED)
    states = Counter(
        Contribution.objects.filter(think_tank__state="closed").values_list("state", flat=True)
    )
    aside = sum(len(plan["set_aside"]) for plan in PLANS) + sum(
        change["change"] == "set_aside" for plan in PLANS for change in plan["version_2"]["changes"]
    )

    assert {contribution.think_tank.code for contribution in undecided} == {"kurzeme-2026-11"}
    assert len(undecided) == 20
    assert dict(states) == {ItemState.PLACED: 180 - aside, ItemState.SET_ASIDE: aside}
    assert not regional_actions_on_board().filter(state=ItemState.UNDECIDED).exists()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["region"])
def test_load_demo_publishes_both_versions_of_a_region(demo, plan):
    first = {row["id"]: row["wording"] for row in plan["actions"]}
    second = dict(first)
    for change in plan["version_2"]["changes"]:
        if change["change"] == "merge":
            del second[change["action"]]
        elif change["change"] == "reword":
            second[change["action"]] = change["wording"]
        elif change["change"] == "add":
            second[change["action"]["id"]] = change["action"]["wording"]

    for number, wordings in ((1, first), (2, second)):
        version = PlanVersion.objects.get(plan__region__code=plan["region"], number=number)
        published = {row["wording"] for row in json.loads(version.document)["actions"]}
        assert published == set(wordings.values())


def test_load_demo_publishes_both_national_versions(demo):
    versions = PlanVersion.objects.filter(plan__programme__code="2026", plan__region=None).order_by(
        "number"
    )
    first, second = (json.loads(version.document) for version in versions)

    assert [version.note.body for version in versions] == [
        NATIONAL["version_1"]["note"],
        NATIONAL["version_2"]["note"],
    ]
    assert len(second["actions"]) == len(NATIONAL["actions"])
    assert sum(len(action["links"]) for action in first["actions"]) == 2 * 3
    assert sum(len(action["links"]) for action in second["actions"]) == 2 * 4
    assert sorted(item["reason_note"] for item in first["not_included"]) == sorted(
        item["note"] for item in NATIONAL["set_aside"]
    )
    members = {action["wording"]: len(action["contributions"]) for action in first["actions"]}
    assert members == {row["wording"]: len(row["members"]) for row in NATIONAL["actions"]}


def test_load_demo_is_verified_against_its_log(demo):
    assert differences() == []
    assert Action.objects.filter(dissolved=True).count() == len(PLANS)


def test_load_demo_enters_nothing_about_real_organisations_beyond_their_source(demo):
    municipalities = Organisation.objects.exclude(municipality=None)
    mapped = {
        (entry.organisation.name, entry.region.code): (entry.offers, entry.source, entry.seen)
        for entry in MapEntry.objects.filter(confirmed_by__isnull=False).select_related(
            "organisation", "region"
        )
    }

    assert municipalities.count() == 42
    assert Organisation.objects.filter(name="Liepājas valstspilsētas pašvaldība").exists()
    assert Organisation.objects.filter(name="Talsu novada pašvaldība").exists()
    assert mapped == {
        (row["name"], code): (", ".join(row["offers"]), row.get("source", ""), row.get("seen", ""))
        for row in ORGANISATIONS
        for code in row["regions"]
    }
    answering = Organisation.objects.filter(
        pk__in=[*Grant.objects.values_list("organisation", flat=True)]
    ) | Organisation.objects.filter(pk__in=Commitment.objects.values("organisation"))
    assert {organisation.name for organisation in answering} == {
        row["organisation"] for row in read_demo("people") if row["kind"] == "editor"
    }


def test_load_demo_again_changes_nothing_and_prints_the_same(demo):
    before = database_content()
    stored = password_file().read_bytes()

    printed = run_load_demo()

    assert printed == demo["printed"]
    assert database_content() == before
    assert password_file().read_bytes() == stored


def test_load_demo_reports_a_missing_password_file(demo, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    before = database_content()

    printed = run_load_demo()

    assert "manage.py changepassword" in printed
    assert database_content() == before
    assert list(tmp_path.iterdir()) == []


def test_load_demo_marks_pages_as_demo(demo):
    page = Client().get("/accounts/login/").content.decode()

    assert '<meta name="robots" content="noindex">' in page
    assert "Demonstrācijas dati" in page
