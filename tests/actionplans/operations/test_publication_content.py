"""What a version contains."""

import json

import pytest

from actionplans.models import PublishedAction, RegionalAction
from actionplans.operations.actions import (
    detail_action,
    form_action,
    link_actions,
)
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_device,
    make_facilitator,
    make_national_plan,
    make_user,
    make_version,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


def test_publish_plan_writes_reasons_conditions_and_links(action, think_tank):
    other = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(action, other=other, version=version_of(action), by=make_user())
    detail_action(
        action,
        condition="Ja ir finansējums",
        first_step="Saskaitīt telpas",
        support_roles=[role("policy_makers")],
        version=version_of(action),
        by=make_user(),
    )
    aside = make_contribution(think_tank, text="Paldies par kafiju")
    set_aside(seen(aside), reason="other", note="Nav par tēmu", by=make_user())

    document = json.loads(make_version(action.plan).document)

    actions = {action["key"]: action for action in document["actions"]}
    assert actions["KUR-PAS-01"]["links"] == ["KUR-POL-01"]
    assert actions["KUR-PAS-01"]["condition"] == "Ja ir finansējums"
    assert actions["KUR-PAS-01"]["support"] == ["policy_makers"]
    assert [
        (row["text"], row["reason"], row["reason_note"]) for row in document["not_included"]
    ] == [("Paldies par kafiju", "other", "Nav par tēmu")]
    assert differences() == []


def test_publish_plan_brings_regional_actions_to_the_national_board(action):
    national = make_national_plan(action.plan.programme)
    make_version(action.plan)

    item = RegionalAction.objects.get(plan=national)
    assert item.action == action
    whole = form_action(
        national, role=role(), wording="Atvērt tukšās telpas", items=seen(item), by=make_user()
    )
    version = make_version(national)

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


def test_a_speaker_is_shown_only_where_enough_people_had_the_role(think_tank):
    device, _token = make_device(think_tank)
    spoken = make_contribution(think_tank, by=device)
    action = make_action(spoken)

    document = json.loads(make_version(action.plan).document)

    assert document["actions"][0]["contributions"][0]["author_role"] == "other"


def test_publish_plan_has_text_and_correction(action):
    spoken = action.placements.order_by("pk").first().contribution
    correct_contribution(
        spoken,
        text="Atdodiet skolas virtuvi!",
        version=version_of(spoken),
        by=make_facilitator(spoken.think_tank),
    )

    document = json.loads(make_version(action.plan).document)

    row = document["actions"][0]["contributions"][0]
    assert (row["text"], row["correction"]) == (
        "Atdodiet skolas virtuvi",
        "Atdodiet skolas virtuvi!",
    )


def test_publish_plan_leaves_texts_with_personal_data_out_of_the_document(action, think_tank):
    named = make_contribution(think_tank, text="Zvaniet Ilzei, 29123456")
    set_aside(seen(named), reason="personal_data", note="Anna, 26123456", by=make_user())

    version = make_version(action.plan)

    row = json.loads(version.document)["not_included"][0]
    assert (row["text"], row["reason_note"]) == (None, None)
    assert "29123456" not in version.document
    assert "26123456" not in version.document
    assert version.contributions.get(contribution=named).text == named.text
