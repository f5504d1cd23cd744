"""Publish a plan, and withdraw a version."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from actionplans.models import PlanVersion, PublishedAction, RegionalAction, Text
from actionplans.operations.actions import (
    detail_action,
    dissolve_action,
    form_action,
    link_actions,
    reword_action,
)
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.log import PlanChange
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.queries.log.verification import differences
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_national_plan,
    make_user,
    role,
    seen,
)
from thinktanks.models import Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(think_tank):
    return make_action(
        make_contribution(think_tank, text="Atdodiet skolas virtuvi"),
        make_contribution(
            think_tank, text="Telpas stāv tukšas", author_role=role("support_organisations")
        ),
        wording="Ļaut izmantot tukšās telpas",
    )


def publish(plan, **fields):
    return publish_plan(plan, **({"note": "Pirmā versija", "by": make_user()} | fields))


def refusal(code, call, **fields):
    with pytest.raises(ValidationError) as refused:
        call(**fields)
    assert refused.value.code == code


def test_publish_plan_freezes_what_the_draft_says(action):
    version = publish(action.plan)

    document = json.loads(version.document)
    assert [(one["key"], one["wording"]) for one in document["actions"]] == [
        ("KUR-PAS-01", "Ļaut izmantot tukšās telpas")
    ]
    assert [
        (one["text"], one["author_role"]) for one in document["actions"][0]["contributions"]
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
    reword_action(
        action, wording="Nodot tukšās telpas", version=seen(action)[0].version, by=make_user()
    )

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

    reword_action(action, wording="Satikties", version=seen(action)[0].version, by=make_user())
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


def test_publish_plan_asks_about_personal_data(think_tank):
    action = make_action(make_contribution(think_tank, text="Zvaniet 29123456"))
    refusal("personal_data", publish, plan=action.plan)

    assert publish(action.plan, personal_data_checked=True).number == 1


def test_publish_plan_asks_again_about_what_nobody_had_before_them(think_tank):
    first = make_contribution(think_tank, text="Zvaniet Annai, 29123456")
    action = make_action(first)
    second = make_contribution(think_tank, text="Zvaniet Ilzei, 26123456")
    place(seen(second), action=action, by=make_user())
    ticked = {"plan": action.plan, "personal_data_checked": True}

    refusal("personal_data", publish, **ticked, personal_data_seen={first.text_id})
    publish(**ticked, personal_data_seen={first.text_id, second.text_id})


def test_publish_plan_says_the_same_after_a_detour(action):
    publish(action.plan)
    first = action.placements.order_by("pk").first().contribution
    take_out(seen(first), by=make_user())
    place(seen(first), action=action, by=make_user())

    refusal("unchanged", publish, plan=action.plan)


def test_publish_plan_tells_reasons_conditions_and_links(action, think_tank):
    other = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(action, other=other, version=seen(action)[0].version, by=make_user())
    detail_action(
        action,
        condition="Ja ir finansējums",
        first_step="Saskaitīt telpas",
        support_roles=[role("policy_makers")],
        version=seen(action)[0].version,
        by=make_user(),
    )
    aside = make_contribution(think_tank, text="Paldies par kafiju")
    set_aside(seen(aside), reason="other", note="Nav par tēmu", by=make_user())

    document = json.loads(publish(action.plan).document)

    told = {one["key"]: one for one in document["actions"]}
    assert told["KUR-PAS-01"]["links"] == ["KUR-POL-01"]
    assert told["KUR-PAS-01"]["condition"] == "Ja ir finansējums"
    assert told["KUR-PAS-01"]["support"] == ["policy_makers"]
    assert [
        (one["text"], one["reason"], one["reason_note"]) for one in document["not_included"]
    ] == [("Paldies par kafiju", "other", "Nav par tēmu")]
    assert differences() == []


def test_publish_plan_brings_regional_actions_to_the_national_board(action):
    national = make_national_plan(action.plan.programme)
    publish(action.plan)

    item = RegionalAction.objects.get(plan=national)
    assert item.action == action
    whole = make_action_of(national, item, wording="Atvērt tukšās telpas")
    version = publish(national)

    document = json.loads(version.document)
    assert document["region"] is None
    assert (document["actions"][0]["key"], document["actions"][0]["times_said"]) == (
        "NAC-PAS-01",
        2,
    )
    assert document["actions"][0]["contributions"][0]["regional_action"] == {
        "key": "KUR-PAS-01",
        "version": 1,
    }
    assert whole.placements.get().based_on == PublishedAction.objects.get(key="KUR-PAS-01")
    assert differences() == []


def make_action_of(plan, item, *, wording):
    action = make_action(
        make_contribution_without_region(plan), role=item.action.role, wording=wording
    )
    place(seen(item), action=action, by=make_user())
    take_out(seen(action.placements.get(contribution__isnull=False).contribution), by=make_user())
    set_aside(seen(plan.contributions.get()), reason="repeats", by=make_user())
    return action


def make_contribution_without_region(plan):
    contribution = make_contribution()
    kept = type(contribution)(
        plan=plan,
        text=Text.objects.create(
            body="Sen teikts", checksum=hashlib.sha256(b"Sen teikts").hexdigest()
        ),
        addressed_role=role("municipalities"),
        captured_at=contribution.captured_at,
    )
    change = PlanChange(plan, "contribution.captured", None)
    change.create(kept)
    change.record()
    return kept


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


def test_a_speaker_is_shown_only_where_enough_people_had_the_role(think_tank):
    device = Device.objects.create(
        think_tank=think_tank, token_hash="a" * 64, receipt_code="AAAAA22222"
    )
    spoken = make_contribution(think_tank, by=device)
    action = make_action(spoken)

    document = json.loads(publish(action.plan).document)

    assert document["actions"][0]["contributions"][0]["author_role"] == "other"


def test_correction_stands_beside_the_words(action):
    spoken = action.placements.order_by("pk").first().contribution
    correct_contribution(
        spoken,
        text="Atdodiet skolas virtuvi!",
        version=seen(spoken)[0].version,
        by=make_facilitator(spoken.think_tank),
    )

    document = json.loads(publish(action.plan).document)

    told = document["actions"][0]["contributions"][0]
    assert (told["text"], told["correction"]) == (
        "Atdodiet skolas virtuvi",
        "Atdodiet skolas virtuvi!",
    )


def test_publish_plan_keeps_words_with_personal_data_to_itself(action, think_tank):
    named = make_contribution(think_tank, text="Zvaniet Ilzei, 29123456")
    set_aside(seen(named), reason="personal_data", note="Anna, 26123456", by=make_user())

    version = publish(action.plan)

    told = json.loads(version.document)["not_included"][0]
    assert (told["text"], told["reason_note"]) == (None, None)
    assert "29123456" not in version.document
    assert "26123456" not in version.document
    assert version.contributions.get(contribution=named).text == named.text


def test_publish_plan_never_gives_the_key_of_a_dissolved_action_again(think_tank):
    first, second = (make_action(make_contribution(think_tank)) for _ in range(2))
    publish(first.plan)
    dissolve_action(second, version=seen(second)[0].version, by=make_user())
    (item,) = seen(*first.plan.contributions.filter(state="undecided"))
    third = form_action(first.plan, role=role(), wording="Braukt", items=[item], by=make_user())

    version = publish(first.plan, note="Cita rīcība")

    third.refresh_from_db()
    assert third.key == "KUR-PAS-03"
    assert list(version.actions.values_list("key", flat=True)) == ["KUR-PAS-01", "KUR-PAS-03"]
