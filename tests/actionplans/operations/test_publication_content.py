"""What a version contains."""

import hashlib
import json

import pytest

from actionplans.models import PublishedAction, RegionalAction, Text
from actionplans.operations.actions import (
    detail_action,
    link_actions,
)
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.log import PlanChange
from actionplans.operations.publication import publish_plan
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


def test_a_speaker_is_shown_only_where_enough_people_had_the_role(think_tank):
    device = Device.objects.create(
        think_tank=think_tank, token_hash="a" * 64, receipt_code="AAAAA22222"
    )
    spoken = make_contribution(think_tank, by=device)
    action = make_action(spoken)

    document = json.loads(publish(action.plan).document)

    assert document["actions"][0]["contributions"][0]["author_role"] == "other"


def test_publish_plan_has_text_and_correction(action):
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
