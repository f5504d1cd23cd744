"""load_demo enters everything that fixtures/demo holds, at its time, once, and in local mode only."""

import datetime
import io
import json
import re
import stat
import time
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings

from actionplans.models import (
    Action,
    Commitment,
    Contribution,
    Plan,
    PlanEvent,
    PlanVersion,
    State,
)
from actionplans.queries.draft.regional_actions import standing_regional_actions
from actionplans.queries.log.verification import differences
from portal.demo.accounts import password_file
from portal.demo.clock import RIGA
from portal.demo.files import read, uuid_of
from stakeholders.models import (
    Grant,
    MapEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    Region,
    Role,
    User,
)
from thinktanks.models import Answer, Device, Facilitator, Programme, ThinkTank

pytestmark = pytest.mark.django_db

REFERENCE = (Municipality, Region, Role, OrganisationKind)
PLANS = read("actions")
NATIONAL = read("national")
ORGANISATIONS = read("organisations")["organisations"] + read("real_organisations")


def run():
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo in a database without any row, and how many seconds it took; all of it is rolled back at the end."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = override_settings(VAR_DIR=tmp_path_factory.mktemp("var"), PASSWORD_HASHERS=quick)
    with own, django_db_blocker.unblock(), transaction.atomic():
        for model in REFERENCE:
            model.objects.all().delete()
        start = time.monotonic()
        printed = run()
        yield {"printed": printed, "seconds": time.monotonic() - start}
        transaction.set_rollback(True)


def day(moment):
    return moment.astimezone(RIGA).date().isoformat()


def rows():
    """How many rows each table has, and what nobody may change: the sums of versions, passwords, codes."""
    counts = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    sums = list(PlanVersion.objects.order_by("pk").values_list("checksum", flat=True))
    passwords = list(User.objects.order_by("pk").values_list("password", flat=True))
    codes = list(ThinkTank.objects.order_by("pk").values_list("join_code", flat=True))
    return counts, sums, passwords, codes


def test_load_demo_enters_as_much_as_the_files_hold(demo, record_property):
    record_property("load_demo_seconds", round(demo["seconds"], 1))

    counts = [model.objects.count() for model in (Contribution, Answer, User, PlanVersion, Device)]
    assert counts == [200, 40, len(read("people")), 12, 0]
    assert [model.objects.count() for model in REFERENCE] == [42, 5, 4, 10]
    assert Organisation.objects.filter(municipality=None).count() == len(ORGANISATIONS) == 84
    assert Counter(ThinkTank.objects.values_list("state", flat=True)) == {"closed": 5, "open": 1}
    assert Programme.objects.get().demo is True


def test_load_demo_keeps_every_text_with_its_roles_and_table(demo):
    kept = Contribution.objects.values_list(
        "uuid",
        "text__body",
        "correction__body",
        "author_role__code",
        "addressed_role__code",
        "table__number",
        "think_tank__code",
    )

    told = ("author_role", "addressed_role", "table", "think_tank")
    assert set(kept) == {
        (uuid_of(row["id"]), row["text"], row.get("correction"), *(row[name] for name in told))
        for row in read("contributions")
    }


def test_load_demo_happens_on_the_days_of_the_files(demo):
    held = {row["code"]: row["held_on"] for row in read("programme")["think_tanks"]}
    captured = Contribution.objects.values_list("think_tank__code", "captured_at")
    published = {
        (version.plan.region_code, version.number): day(version.published_at)
        for version in PlanVersion.objects.select_related("plan__region")
    }

    assert {(code, day(moment)) for code, moment in captured} == set(held.items())
    assert len({moment for _code, moment in captured}) == 200
    assert published == {
        (row.get("region", "national"), number): row[f"version_{number}"]["date"]
        for row in [*PLANS, NATIONAL]
        for number in (1, 2)
    }
    for plan in Plan.objects.all():
        times = list(plan.events.order_by("seq").values_list("created_at", flat=True))
        assert times == sorted(times)
    assert max(PlanEvent.objects.values_list("created_at", flat=True)) < datetime.datetime(
        2026, 11, 21, tzinfo=datetime.UTC
    )


def test_load_demo_decides_every_contribution_but_those_of_the_open_think_tank(demo):
    undecided = Contribution.objects.filter(state=State.UNDECIDED)
    states = Counter(
        Contribution.objects.filter(think_tank__state="closed").values_list("state", flat=True)
    )
    aside = sum(len(plan["set_aside"]) for plan in PLANS) + sum(
        change["change"] == "set_aside" for plan in PLANS for change in plan["version_2"]["changes"]
    )

    assert {each.think_tank.code for each in undecided} == {"kurzeme-2026-11"}
    assert len(undecided) == 20
    assert dict(states) == {State.PLACED: 180 - aside, State.SET_ASIDE: aside}
    assert not standing_regional_actions().filter(state=State.UNDECIDED).exists()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["region"])
def test_load_demo_publishes_first_and_second_wordings(demo, plan):
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
    versions = PlanVersion.objects.filter(plan__region=None).order_by("number")
    first, second = (json.loads(version.document) for version in versions)

    assert [version.note.body for version in versions] == [
        NATIONAL["version_1"]["note"],
        NATIONAL["version_2"]["note"],
    ]
    assert {each["wording"] for each in first["actions"]} == {
        row["wording"] for row in NATIONAL["actions"]
    }
    assert len(second["actions"]) == len(NATIONAL["actions"])
    assert sum(len(each["links"]) for each in first["actions"]) == 2 * 3
    assert sum(len(each["links"]) for each in second["actions"]) == 2 * 4
    aside = [each["note"] for each in NATIONAL["set_aside"]]
    told = [each["reason_note"] for each in first["not_included"]]
    assert sorted(told) == sorted(aside)
    members = {each["wording"]: len(each["contributions"]) for each in first["actions"]}
    assert members == {row["wording"]: len(row["members"]) for row in NATIONAL["actions"]}


def test_load_demo_agrees_with_its_log(demo):
    assert differences() == []
    assert Action.objects.filter(dissolved=True).count() == len(PLANS)


def test_load_demo_invents_nothing_about_real_organisations(demo):
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
    assert {each.name for each in answering} == {
        row["organisation"] for row in read("people") if row["kind"] == "editor"
    }


def test_load_demo_lets_each_person_do_their_work(demo):
    granted = {
        (grant.user.email, grant.kind, grant.region and grant.region.code)
        for grant in Grant.objects.current().exclude(kind="editor").select_related("user", "region")
    }
    running = {
        (row.user.email, row.think_tank.code)
        for row in Facilitator.objects.select_related("user", "think_tank")
    }
    people = read("people")

    assert granted == {
        (row["email"], row["kind"], row.get("region"))
        for row in people
        if row["kind"] in ("administrator", "coordinator")
    }
    assert running == {
        (row["email"], tank) for row in people for tank in row.get("think_tanks", ())
    }


def test_load_demo_prints_accounts_that_can_sign_in(demo):
    accounts = dict(re.findall(r"(\S+@demo\.invalid) +(\S+)", demo["printed"]))
    email = "moderators.kurzeme@demo.invalid"

    assert set(accounts) == {row["email"] for row in read("people")}
    assert len(set(accounts.values())) == len(accounts)
    assert min(len(password) for password in accounts.values()) >= 19
    assert "moderators / facilitator, Kurzeme" in demo["printed"]
    assert Client().login(email=email, password=accounts[email])
    assert not Client().login(email=email, password=accounts[email][:-1])
    assert stat.S_IMODE(password_file().stat().st_mode) == 0o600


def test_load_demo_again_changes_nothing_and_prints_the_same(demo):
    before = rows()
    kept = password_file().read_bytes()

    printed = run()

    assert printed == demo["printed"]
    assert rows() == before
    assert password_file().read_bytes() == kept


def test_load_demo_says_when_the_passwords_are_gone(demo, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    before = rows()

    printed = run()

    assert "manage.py changepassword" in printed
    assert rows() == before
    assert list(tmp_path.iterdir()) == []


def test_load_demo_refuses_in_production(demo, settings):
    settings.LOCAL_MODE = False
    before = rows()

    with pytest.raises(CommandError) as refused:
        run()

    assert refused.value.returncode == 2
    assert "SECRET_KEY" in str(refused.value)
    assert rows() == before


def test_load_demo_refuses_to_touch_a_programme_of_that_code(demo):
    Programme.objects.update(demo=False)
    before = rows()

    with pytest.raises(CommandError) as refused:
        run()

    assert refused.value.returncode == 2
    assert rows() == before


def test_load_demo_marks_every_page(demo):
    page = Client().get("/accounts/login/").content.decode()

    assert '<meta name="robots" content="noindex">' in page
    assert "Demonstrācijas dati" in page
