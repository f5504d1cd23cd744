"""Rows that the database itself refuses to change: the migration operations, and the check that their triggers stand.

SQLite drops triggers silently when a migration rebuilds a table, so `Freeze` stands last in every migration that
touches a frozen table (`Thaw` first), and `missing_triggers` compares the catalogue with what the models ask for.
"""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.operations.base import Operation
from django.utils.translation import gettext_lazy as _

SQLITE, POSTGRESQL = "sqlite", "postgresql"

REFUSE_FUNCTION = """
CREATE OR REPLACE FUNCTION actionplans_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


class FrozenQuerySet(models.QuerySet):
    """Reads and inserts only."""

    def update(self, **kwargs):
        raise ValidationError(_("This cannot be changed."), code="frozen")

    def bulk_update(self, objs, fields, batch_size=None):
        raise ValidationError(_("This cannot be changed."), code="frozen")

    def delete(self):
        raise ValidationError(_("This cannot be changed."), code="frozen")


class FrozenModel(models.Model):
    """A row that is written once; its triggers are made by `Freeze`."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("This cannot be changed."), code="frozen")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(_("This cannot be changed."), code="frozen")


def frozen_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model that may never change: all of them, or those its class names in `frozen_fields`."""
    names = getattr(model, "frozen_fields", None)
    fields = (
        model._meta.concrete_fields
        if names is None
        else [model._meta.get_field(name) for name in names]
    )
    return tuple(field.column for field in fields)


def _statements(table: str, columns: tuple[str, ...], unless: str, vendor: str) -> list[str]:
    """The SQL that makes the triggers of one table anew."""
    differs = "IS NOT" if vendor == SQLITE else "IS DISTINCT FROM"
    changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
    condition = f"({changed}) AND NOT ({unless})" if unless else changed
    if vendor == SQLITE:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
        return [
            f'DROP TRIGGER IF EXISTS "{table}_no_update"',
            f'DROP TRIGGER IF EXISTS "{table}_no_delete"',
            f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN {condition} {refuse}',
            f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}',
        ]
    call = "EXECUTE FUNCTION actionplans_refuse()"
    return [
        REFUSE_FUNCTION,
        *(
            f'DROP TRIGGER IF EXISTS "{table}_no_{verb}" ON "{table}"'
            for verb in ("update", "delete", "truncate")
        ),
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN ({condition}) {call}',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" FOR EACH ROW {call}',
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}',
    ]


class Freeze(Operation):
    """Make the triggers of a frozen model anew; `fields` and `unless` as on the model at this point of history.

    `unless` is an SQL condition on OLD and NEW of the one change that is let through.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, fields: tuple[str, ...] | None = None, unless: str = ""):
        self.model, self.fields, self.unless = model, fields, unless

    def state_forwards(self, app_label, state):
        """Triggers are no part of Django's state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model)
        model.frozen_fields = self.fields
        vendor = schema_editor.connection.vendor
        for statement in _statements(
            model._meta.db_table, frozen_columns(model), self.unless, vendor
        ):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = f"{app_label}_{self.model.lower()}"
        for name in expected_triggers(table, schema_editor.connection.vendor):
            on = f' ON "{table}"' if schema_editor.connection.vendor == POSTGRESQL else ""
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', params=None)

    def describe(self):
        return f"Freeze {self.model}"


class Thaw(Freeze):
    """Take the triggers off, first in a migration whose last operation is Freeze.

    PostgreSQL refuses to change the type of a column that a trigger compares.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Thaw {self.model}"


def expected_triggers(table: str, vendor: str) -> tuple[str, ...]:
    verbs = ("update", "delete") if vendor == SQLITE else ("update", "delete", "truncate")
    return tuple(f"{table}_no_{verb}" for verb in verbs)


def frozen_models() -> list[type[models.Model]]:
    """Models with frozen rows, and models with some frozen columns."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, FrozenModel) or getattr(model, "frozen_fields", None) is not None
    ]


def missing_triggers() -> list[str]:
    """Names of triggers that should stand in the database and do not (or stand disabled)."""
    if connection.vendor == SQLITE:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    expected = [
        name
        for model in frozen_models()
        for name in expected_triggers(model._meta.db_table, connection.vendor)
    ]
    return [name for name in expected if name not in present]
