"""What verify_plans reports after somebody changed a version by raw SQL."""

import json

import pytest

from actionplans.models import checksum
from actionplans.operations.actions import reword_action
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.queries.published.document import FORMAT
from tests.support.factories import make_user
from tests.support.older_plans.imported import SOURCE, make_imported_version
from tests.support.raw_sql import differences_of_rows, remove_triggers, run

pytestmark = pytest.mark.django_db


def test_a_changed_version_is_named_by_action_and_field(action):
    version = action.plan.versions.get()
    remove_triggers("planversion")
    run(
        "UPDATE actionplans_planversion SET document = %s WHERE id = %s",
        version.document.replace("Dot telpas", "Nedot telpas"),
        version.pk,
    )

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: document: does not match its checksum",
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        "the document and the rows differ",
    ]


def test_a_changed_published_row_is_named(action):
    remove_triggers("publishedaction")
    run("UPDATE actionplans_publishedaction SET times_said = 9 WHERE action_id = %s", action.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: action KUR-PAS-01: times_said: "
        "the document and the rows differ"
    ]


def test_a_missing_withdrawal_is_named(action):
    withdraw_version(action.plan.versions.get(), reason="Kļūda", by=make_user())
    remove_triggers("versionwithdrawal")
    run("DELETE FROM actionplans_versionwithdrawal")

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: withdrawal: is in the log, the row is missing"
    ]


def test_a_missing_version_is_named(action):
    reword_action(action, wording="Atdot telpas", version=1, by=make_user())
    version = publish_plan(action.plan, note="Otrā", by=make_user())
    remove_triggers("planversion", "publishedaction", "publishedcontribution")
    for table in ("publishedcontribution", "publishedaction"):
        run(f"DELETE FROM actionplans_{table} WHERE version_id = %s", version.pk)
    run("DELETE FROM actionplans_planversion WHERE id = %s", version.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: version 2: version: is in the log, the row is missing"
    ]


@pytest.mark.parametrize(
    "document",
    [
        "x",
        "[]",
        '"format"',
        "null",
        "{}",
        '{"actions":[]}',
        '{"actions":[],"format":null}',
        '{"actions":[],"format":"1"}',
        '{"actions":[],"format":true}',
        '{"actions":[],"format":0}',
        f'{{"actions":[],"format":{FORMAT + 1}}}',
        '{"format":1}',
        '{"actions":{},"format":1}',
        '{"actions":["KUR-PAS-01"],"format":1}',
        '{"actions":[{}],"format":1}',
    ],
)
def test_a_document_that_cannot_be_read_is_named(action, document):
    version = action.plan.versions.get()
    remove_triggers("planversion")
    run("UPDATE actionplans_planversion SET document = %s WHERE id = %s", document, version.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: document: does not match its checksum",
        f"plan {action.plan}: version 1: document: cannot be read",
    ]


def test_a_document_without_its_format_cannot_be_read(action):
    version = action.plan.versions.get()
    content = json.loads(version.document)
    assert content.pop("format") == FORMAT
    document = json.dumps(content)
    remove_triggers("planversion")
    run("UPDATE actionplans_planversion SET document = %s WHERE id = %s", document, version.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: document: does not match its checksum",
        f"plan {action.plan}: version 1: document: cannot be read",
    ]


def test_a_checksum_that_no_redaction_leads_to_is_named(action):
    version = action.plan.versions.get()
    remove_triggers("planversion")
    document = version.document.replace("Dot telpas", "Nedot telpas")
    run(
        "UPDATE actionplans_planversion SET document = %s, checksum = %s WHERE id = %s",
        document,
        checksum(document),
        version.pk,
    )

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: checksum: is not that of the log and the redactions",
        f"plan {action.plan}: version 1: action KUR-PAS-01: wording: "
        "the document and the rows differ",
    ]


def test_a_version_of_another_event_is_named(action):
    version = action.plan.versions.get()
    remove_triggers("planversion")
    run("UPDATE actionplans_planversion SET seq = 1 WHERE id = %s", version.pk)

    assert differences_of_rows() == [
        f"plan {action.plan}: version 1: event 1 is not its publication"
    ]


def test_an_action_that_a_version_lost_is_named(action):
    remove_triggers("publishedaction", "publishedcontribution")
    rows = "SELECT id FROM actionplans_publishedaction WHERE action_id = %s"
    run(
        f"DELETE FROM actionplans_publishedcontribution WHERE published_action_id IN ({rows})",
        action.pk,
    )
    run("DELETE FROM actionplans_publishedaction WHERE action_id = %s", action.pk)

    assert (
        f"plan {action.plan}: version 1: action {action.pk}: was in the plan, is not in the version"
    ) in differences_of_rows()


def test_a_changed_source_is_named():
    version = make_imported_version()
    remove_triggers("planversion")
    run("UPDATE actionplans_planversion SET source_title = 'Cits' WHERE id = %s", version.pk)
    run("UPDATE actionplans_plan SET original_date = NULL WHERE id = %s", version.plan_id)

    assert differences_of_rows() == [
        f"plan {version.plan}: original_date: the log has '2023-01-31', the row has None",
        f"plan {version.plan}: version 1: source_title: the document and the rows differ",
        f"plan {version.plan}: version 1: source_title: "
        f"the log has '{SOURCE['source_title']}', the version has 'Cits'",
    ]
