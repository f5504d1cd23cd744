"""What verify_plans reports after somebody changed rows or events by raw SQL."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from actionplans.freeze import expected_triggers
from actionplans.operations.actions import reword_action
from actionplans.queries.log.replay import rebuild
from actionplans.queries.log.verification import differences
from tests.support.factories import make_user
from tests.support.raw_sql import differences_of_rows, remove_triggers, run

pytestmark = pytest.mark.django_db


def test_unchanged_rows_have_no_differences(action):
    assert differences() == []


def test_a_moved_placement_is_named_by_both_actions(action):
    other = action.plan.actions.exclude(pk=action.pk).get()
    placement = action.placements.get()
    run("UPDATE actionplans_placement SET action_id = %s WHERE id = %s", other.pk, placement.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: contribution {placement.contribution_id}: placed_in: the log has "
        f"action {action.pk} (KUR-PAS-01), the row has action {other.pk} (KUR-PAS-02)"
    ]


def test_a_changed_text_is_named_by_action_and_field(action):
    remove_triggers("text")
    run("UPDATE actionplans_text SET body = 'Nedot telpas' WHERE id = %s", action.wording_id)

    assert differences_of_rows() == [
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): wording: "
        f"text {action.wording_id} does not match its checksum",
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        "the document and the rows differ",
    ]


def test_a_changed_contribution_is_named_with_its_action(action):
    spoken = action.placements.get().contribution
    remove_triggers("text")
    run("UPDATE actionplans_text SET body = 'Neko' WHERE id = %s", spoken.text_id)

    assert differences_of_rows() == [
        f"plan {action.plan}: contribution {spoken.pk} in action {action.pk} (KUR-PAS-01): text: "
        f"text {spoken.text_id} does not match its checksum",
        f"plan {action.plan}: version 1: action KUR-PAS-01: contributions: "
        "the document and the rows differ",
    ]


def test_a_changed_field_of_an_action_is_named(action):
    run("UPDATE actionplans_action SET deadline = '2031-01-01' WHERE id = %s", action.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): deadline: "
        "the log has None, the row has '2031-01-01'"
    ]


def change_event(event, old, new):
    """Change an event as text, as anybody with access to the database can."""
    assert old in json.dumps(event.payload)
    payload = json.dumps(event.payload).replace(old, new)
    remove_triggers("planevent")
    run("UPDATE actionplans_planevent SET payload = %s WHERE id = %s", payload, event.pk)


def test_a_changed_event_is_named_by_action_and_field(action):
    formed = action.plan.events.filter(kind="action.formed").first()
    wording = action.wording_id
    change_event(formed, f'"wording": {wording}', f'"wording": {wording - 1}')

    assert differences_of_rows() == [
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): wording: "
        f"the log has {wording - 1}, the row has {wording}",
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        f"the log has {wording - 1}, the version {wording}",
    ]


def test_an_event_that_was_overtaken_is_named_by_the_next(action):
    former = action.wording_id
    reword_action(action, wording="Atdot telpas", version=1, by=make_user())
    event = action.plan.events.last()
    change_event(event, f'"wording": {former}', f'"wording": {former - 1}')

    assert differences_of_rows() == [
        f"plan {action.plan}: event {event.seq}: action {action.pk} (KUR-PAS-01): wording: "
        f"was {former - 1}, before it the log has {former}"
    ]


def test_emptied_events_do_not_crash_the_verification(action):
    remove_triggers("planevent")
    run("UPDATE actionplans_planevent SET payload = '{}'")

    found = differences_of_rows()
    assert f"plan {action.plan}: action {action.pk}: has a row, is not in the log" in found
    assert f"plan {action.plan}: version 1: version: has a row, is not in the log" in found


def test_a_missing_trigger_is_named(action, capsys):
    remove_triggers("planevent")

    expected = [
        f"trigger {name} is missing"
        for name in expected_triggers("actionplans_planevent", connection.vendor)
    ]
    assert differences() == expected
    with pytest.raises(SystemExit) as ended:
        call_command("verify_plans")
    assert ended.value.code == 1
    assert capsys.readouterr().err.splitlines() == expected


def test_rebuild_reads_the_events_alone(action, django_assert_num_queries):
    plan = action.plan

    with django_assert_num_queries(1) as queries:
        rebuilt = rebuild(plan)

    assert '"actionplans_planevent"' in queries.captured_queries[0]["sql"]
    assert rebuilt["action", action.pk]["key"] == "KUR-PAS-01"


def test_a_missing_event_is_a_gap(action):
    remove_triggers("planevent")
    run("DELETE FROM actionplans_planevent WHERE plan_id = %s AND seq = 1", action.plan_id)

    last = action.plan.last_seq
    assert differences_of_rows() == [
        f"plan {action.plan}: events are not numbered 1 to {last - 1} without gaps",
        f"plan {action.plan}: last_seq: the log has {last - 1}, the row has {last}",
    ]


def test_a_changed_last_seq_is_named(action):
    last = action.plan.last_seq
    run("UPDATE actionplans_plan SET last_seq = 99 WHERE id = %s", action.plan_id)

    assert differences_of_rows() == [
        f"plan {action.plan}: last_seq: the log has {last}, the row has 99"
    ]


def test_a_redaction_that_is_not_in_the_log_is_named(action):
    run("UPDATE actionplans_text SET body = '[dzēsts]' WHERE id = %s", action.wording_id)

    assert differences_of_rows() == [
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): wording: "
        f"text {action.wording_id} is redacted, which is not in the log",
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        "the document and the rows differ",
    ]
