"""Freeze rows by database triggers: migration operations, and the check that no trigger is missing.

SQLite drops triggers silently when a migration rebuilds a table. So `Freeze` is the last operation of every migration
that touches a frozen table (`Thaw` the first), and `missing_triggers` compares the database with the models.
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
    """Allow reads and inserts only."""

    def update(self, **kwargs):
        raise ValidationError(_("This cannot be changed."), code="frozen")

    def bulk_update(self, objs, fields, batch_size=None):
        raise ValidationError(_("This cannot be changed."), code="frozen")

    def delete(self):
        raise ValidationError(_("This cannot be changed."), code="frozen")


class FrozenModel(models.Model):
    """A row that is written once; `Freeze` makes its triggers."""

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
    """Return the columns of a model that may never change: those in its `frozen_fields`, otherwise all."""
    names = getattr(model, "frozen_fields", None)
    fields = (
        model._meta.concrete_fields
        if names is None
        else [model._meta.get_field(name) for name in names]
    )
    return tuple(field.column for field in fields)


def _statements(table: str, columns: tuple[str, ...], unless: str, vendor: str) -> list[str]:
    """Return the SQL that replaces the triggers of one table."""
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
    """Replace the triggers of a frozen model; `fields` are its frozen fields at this point of history (None: all).

    `unless` is an SQL condition on OLD and NEW for the one change that is let through.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, fields: tuple[str, ...] | None = None, unless: str = ""):
        self.model, self.fields, self.unless = model, fields, unless

    def state_forwards(self, app_label, state):
        """Change nothing: triggers are not part of Django's state."""

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
    """Remove the triggers, as the first operation of a migration whose last is Freeze.

    PostgreSQL refuses to change the type of a column that a trigger compares.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Thaw {self.model}"


def expected_triggers(table: str, vendor: str) -> tuple[str, ...]:
    """Return the names of the triggers of a frozen table."""
    verbs = ("update", "delete") if vendor == SQLITE else ("update", "delete", "truncate")
    return tuple(f"{table}_no_{verb}" for verb in verbs)


def frozen_models() -> list[type[models.Model]]:
    """Return the models with frozen rows or some frozen columns."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, FrozenModel) or getattr(model, "frozen_fields", None) is not None
    ]


def missing_triggers() -> list[str]:
    """Return the names of triggers that are missing in the database, or disabled."""
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
