"""Migrations of frozen tables keep their triggers, and a missing trigger is reported."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AlterField, CreateModel
from django.db.migrations.operations.base import Operation

from actionplans.freeze import Freeze, Thaw, expected_triggers, frozen_models, missing_triggers

TABLE = "actionplans_redaction"


def change_a_frozen_table():
    """Change a column of a frozen table; return the triggers missing then, after Freeze, and after Freeze backwards.

    SQLite replaces the table, and PostgreSQL allows the change only without triggers.
    """
    state = MigrationLoader(connection).project_state()
    model = apps.get_model("actionplans.Redaction")
    longer = models.CharField(max_length=400)
    longer.set_attributes_from_name("reason")
    with connection.schema_editor() as editor:
        if connection.vendor == "postgresql":
            Thaw("Redaction").database_forwards("actionplans", editor, state, state)
        editor.alter_field(model, model._meta.get_field("reason"), longer)
    after_the_change = missing_triggers()
    freeze = Freeze("Redaction")
    with connection.schema_editor() as editor:
        freeze.database_forwards("actionplans", editor, state, state)
    after_freezing = missing_triggers()
    with connection.schema_editor() as editor:
        freeze.database_backwards("actionplans", editor, state, state)
    return [after_the_change, after_freezing, missing_triggers()]


@pytest.mark.server
@pytest.mark.promise
def test_freeze_restores_the_triggers_of_a_rebuilt_table(installation, figure):
    engine = "sqlite" if installation.is_sqlite else "postgresql"
    expected = list(expected_triggers(TABLE, engine))

    lost, after_freezing, after_going_back = installation.call(change_a_frozen_table)

    assert lost == expected
    assert after_freezing == []
    assert after_going_back == expected
    figure("I3", f"{engine}: {len(lost)} triggers off while a column changed, all restored")


def unfrozen_by(operations: list[Operation]) -> set[str]:
    """Return the models that the operations of a migration change and do not freeze again."""
    unfrozen: set[str] = set()
    for operation in operations:
        if isinstance(operation, Thaw):
            unfrozen.add(operation.model.lower())
        elif isinstance(operation, Freeze):
            unfrozen.discard(operation.model.lower())
        elif isinstance(operation, CreateModel):
            unfrozen.add(operation.name.lower())
        elif name := getattr(operation, "model_name", None):
            unfrozen.add(name.lower())
    return unfrozen


def test_every_migration_of_a_frozen_table_freezes_it_last():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    frozen = {model._meta.model_name for model in frozen_models()}
    names = sorted(name for name in loader.disk_migrations if name[0] == "actionplans")
    first, *later = [loader.disk_migrations[name].operations for name in names]

    # The first migration creates the tables, and the second freezes them all. Before it there was nothing to lose.
    assert frozen - unfrozen_by([*first, *later[0]]) == frozen
    assert [unfrozen_by(operations) & frozen for operations in later] == [set()] * len(later)


def test_a_migration_that_forgets_to_freeze_is_noticed():
    change = AlterField("Redaction", "reason", models.TextField())

    assert unfrozen_by([Thaw("Redaction"), change, Freeze("Redaction")]) == set()
    assert unfrozen_by([Freeze("Redaction"), change]) == {"redaction"}
    assert unfrozen_by([Thaw("Redaction")]) == {"redaction"}
