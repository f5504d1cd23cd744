"""What verify_plans says when somebody has been at the rows with raw SQL."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from actionplans.freeze import expected_triggers
from actionplans.operations.actions import reword_action
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.queries.log.replay import rebuild
from actionplans.queries.log.verification import differences
from tests.support.factories import make_action, make_contribution, make_think_tank, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    """A published action KUR-PAS-01 beside another one of the same plan."""
    think_tank = make_think_tank()
    action = make_action(make_contribution(think_tank), wording="Dot telpas")
    make_action(make_contribution(think_tank), wording="Tikties biežāk")
    publish_plan(action.plan, note="Pirmā", by=make_user())
    action.refresh_from_db()
    return action


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def take_off_triggers(*tables):
    for table in tables:
        for name in expected_triggers(f"actionplans_{table}", connection.vendor):
            on = f' ON "actionplans_{table}"' if connection.vendor == "postgresql" else ""
            run(f'DROP TRIGGER "{name}"{on}')


def told_of_rows():
    """Differences without the triggers that this test took off itself."""
    return [line for line in differences() if not line.startswith("trigger ")]


def test_nothing_is_found_where_nobody_was(action):
    assert differences() == []


def test_a_moved_placement_is_named_by_both_actions(action):
    other = action.plan.actions.exclude(pk=action.pk).get()
    placement = action.placements.get()
    run("UPDATE actionplans_placement SET action_id = %s WHERE id = %s", other.pk, placement.pk)

    assert told_of_rows() == [
        f"plan {action.plan}: contribution {placement.contribution_id}: placed_in: the log has "
        f"action {action.pk} (KUR-PAS-01), the row has action {other.pk} (KUR-PAS-02)"
    ]


def test_a_changed_text_is_named_by_action_and_field(action):
    take_off_triggers("text")
    run("UPDATE actionplans_text SET body = 'Nedot telpas' WHERE id = %s", action.wording_id)

    found = told_of_rows()
    assert (
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): wording: "
        f"text {action.wording_id} does not match its checksum"
    ) in found
    assert (
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        "the document and the rows differ"
    ) in found


def test_a_changed_contribution_is_named_with_the_action_it_lies_in(action):
    spoken = action.placements.get().contribution
    take_off_triggers("text")
    run("UPDATE actionplans_text SET body = 'Neko' WHERE id = %s", spoken.text_id)

    assert (
        f"plan {action.plan}: contribution {spoken.pk} in action {action.pk} (KUR-PAS-01): text: "
        f"text {spoken.text_id} does not match its checksum"
    ) in told_of_rows()


def test_a_changed_version_is_named_by_action_and_field(action):
    version = action.plan.versions.get()
    take_off_triggers("planversion")
    run(
        "UPDATE actionplans_planversion SET document = %s WHERE id = %s",
        version.document.replace("Dot telpas", "Nedot telpas"),
        version.pk,
    )

    assert told_of_rows() == [
        f"plan {action.plan}: version 1: document: does not match its checksum",
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        "the document and the rows differ",
    ]


def test_a_changed_field_of_an_action_is_named(action):
    run("UPDATE actionplans_action SET deadline = '2031-01-01' WHERE id = %s", action.pk)

    assert told_of_rows() == [
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): deadline: "
        "the log has None, the row has '2031-01-01'"
    ]


def test_a_changed_published_row_is_named(action):
    take_off_triggers("publishedaction")
    run("UPDATE actionplans_publishedaction SET times_said = 9 WHERE action_id = %s", action.pk)

    assert told_of_rows() == [
        f"plan {action.plan}: version 1: action KUR-PAS-01: times_said: "
        "the document and the rows differ"
    ]


def change_event(event, old, new):
    """Change what an event says, in its text, as whoever has the database can."""
    assert old in json.dumps(event.payload)
    payload = json.dumps(event.payload).replace(old, new)
    take_off_triggers("planevent")
    run("UPDATE actionplans_planevent SET payload = %s WHERE id = %s", payload, event.pk)


def test_a_changed_event_is_named_by_what_it_says(action):
    formed = action.plan.events.filter(kind="action.formed").first()
    wording = action.wording_id
    change_event(formed, f'"wording": {wording}', f'"wording": {wording - 1}')

    assert (
        f"plan {action.plan}: action {action.pk} (KUR-PAS-01): wording: "
        f"the log has {wording - 1}, the row has {wording}"
    ) in told_of_rows()


def test_an_event_that_was_overtaken_is_named_by_the_next(action):
    former = action.wording_id
    reword_action(action, wording="Atdot telpas", version=1, by=make_user())
    event = action.plan.events.last()
    change_event(event, f'"wording": {former}', f'"wording": {former - 1}')

    assert told_of_rows() == [
        f"plan {action.plan}: event {event.seq}: action {action.pk} (KUR-PAS-01): wording: "
        f"was {former - 1}, before it the log has {former}"
    ]


def test_events_that_say_nothing_any_more_are_no_trouble(action):
    take_off_triggers("planevent")
    run("UPDATE actionplans_planevent SET payload = '{}'")

    found = told_of_rows()
    assert f"plan {action.plan}: action {action.pk}: has a row, is not in the log" in found
    assert f"plan {action.plan}: version 1: version: has a row, is not in the log" in found


def test_a_withdrawal_that_is_gone_is_named(action):
    withdraw_version(action.plan.versions.get(), reason="Kļūda", by=make_user())
    take_off_triggers("versionwithdrawal")
    run("DELETE FROM actionplans_versionwithdrawal")

    assert told_of_rows() == [
        f"plan {action.plan}: version 1: withdrawal: is in the log, the row is missing"
    ]


def test_a_version_that_is_gone_is_named(action):
    reword_action(action, wording="Atdot telpas", version=1, by=make_user())
    version = publish_plan(action.plan, note="Otrā", by=make_user())
    take_off_triggers("planversion", "publishedaction", "publishedcontribution")
    for table in ("publishedcontribution", "publishedaction"):
        run(f"DELETE FROM actionplans_{table} WHERE version_id = %s", version.pk)
    run("DELETE FROM actionplans_planversion WHERE id = %s", version.pk)

    assert told_of_rows() == [
        f"plan {action.plan}: version 2: version: is in the log, the row is missing"
    ]


def test_a_missing_trigger_is_named(action, capsys):
    take_off_triggers("planevent")

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
