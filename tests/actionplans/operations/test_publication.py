"""Publish a plan, and withdraw a version."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from actionplans.models import PlanVersion, PublishedAction
from actionplans.operations.actions import (
    dissolve_action,
    form_action,
    reword_action,
)
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


def publish(plan, **fields):
    return publish_plan(plan, **({"note": "Pirmā versija", "by": make_user()} | fields))


def test_publish_plan_freezes_the_draft(action):
    version = publish(action.plan)

    document = json.loads(version.document)
    assert [(action["key"], action["wording"]) for action in document["actions"]] == [
        ("KUR-PAS-01", "Ļaut izmantot tukšās telpas")
    ]
    assert [
        (row["text"], row["author_role"]) for row in document["actions"][0]["contributions"]
    ] == [
        ("Atdodiet skolas virtuvi", "social_enterprises"),
        ("Telpas stāv tukšas", "support_organisations"),
    ]
    assert (document["actions"][0]["times_said"], document["actions"][0]["roles_said"]) == (2, 2)
    assert version.checksum == hashlib.sha256(version.document.encode()).hexdigest()
    assert differences() == []


def test_publish_plan_numbers_versions_and_keeps_the_first(action):
    first = publish(action.plan)
    document = first.document
    reword_action(action, wording="Nodot tukšās telpas", version=version_of(action), by=make_user())

    second = publish(action.plan, note="Pārformulēts")

    assert (first.number, second.number) == (1, 2)
    assert PlanVersion.objects.get(pk=first.pk).document == document
    assert json.loads(second.document)["actions"][0]["key"] == "KUR-PAS-01"
    assert differences() == []


def test_publish_plan_refuses_what_is_not_ready(think_tank):
    undecided = make_contribution(think_tank)
    plan = undecided.plan
    refusal("empty", publish, plan=plan)

    action = make_action(make_contribution(think_tank), wording="")
    refusal("undecided", publish, plan=plan)

    set_aside(seen(undecided), reason="repeats", by=make_user())
    refusal("no_wording", publish, plan=plan)

    reword_action(action, wording="Satikties", version=version_of(action), by=make_user())
    take_out(seen(action.placements.get().contribution), by=make_user())
    other = make_contribution(think_tank)
    make_action(other, wording="Tikties")
    set_aside(seen(plan.contributions.get(state="undecided")), reason="repeats", by=make_user())
    refusal("no_contributions", publish, plan=plan)


def test_publish_plan_refuses_the_same_again_unless_withdrawn(action):
    version = publish(action.plan)
    refusal("unchanged", publish, plan=action.plan)

    withdraw_version(version, reason="Kļūda termiņā", by=make_user())

    assert publish(action.plan).number == 2
    refusal("withdrawn", withdraw_version, version=version, reason="Vēlreiz", by=make_user())
    assert differences() == []


def test_publish_plan_refuses_what_was_moved_away_and_back(action):
    publish(action.plan)
    first = action.placements.order_by("pk").first().contribution
    take_out(seen(first), by=make_user())
    place(seen(first), action=action, by=make_user())

    refusal("unchanged", publish, plan=action.plan)


def test_published_rows_refuse_every_change(action):
    version = publish(action.plan)
    row = version.actions.get()

    for attempt in (
        lambda: version.save(),
        lambda: version.delete(),
        lambda: PlanVersion.objects.filter(pk=version.pk).update(number=9),
        lambda: PublishedAction.objects.all().delete(),
        lambda: PublishedAction.objects.bulk_update([row], ["key"]),
    ):
        with pytest.raises(ValidationError):
            attempt()
    for table in ("planversion", "publishedaction", "publishedcontribution", "planevent", "text"):
        statements = [
            f"UPDATE actionplans_{table} SET id = id + 1000",
            f"DELETE FROM actionplans_{table}",
        ]
        if connection.vendor == "sqlite":
            statements.append(f"REPLACE INTO actionplans_{table} SELECT * FROM actionplans_{table}")
        for statement in statements:
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_publish_plan_never_gives_the_key_of_a_dissolved_action_again(think_tank):
    first, second = (make_action(make_contribution(think_tank)) for _ in range(2))
    publish(first.plan)
    dissolve_action(second, version=version_of(second), by=make_user())
    (item,) = seen(*first.plan.contributions.filter(state="undecided"))
    third = form_action(first.plan, role=role(), wording="Braukt", items=[item], by=make_user())

    version = publish(first.plan, note="Cita rīcība")

    third.refresh_from_db()
    assert third.key == "KUR-PAS-03"
    assert list(version.actions.values_list("key", flat=True)) == ["KUR-PAS-01", "KUR-PAS-03"]
