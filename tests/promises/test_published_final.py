"""Published is final: nothing changes a frozen row (T18)."""

import pytest
from django.contrib.admin import ModelAdmin, site
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from actionplans.freeze import FrozenModel, frozen_columns, frozen_models
from actionplans.models import Commitment, Plan, PlanVersion, ProgressReport
from actionplans.operations.publication import withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.queries.log.verification import differences
from stakeholders.models import Grant, Organisation, OrganisationKind, User
from stakeholders.operations.organisations import register_organisation
from tests.support.boards.random_board import prepare
from tests.support.factories import make_user, region, role

pytestmark = [pytest.mark.server, pytest.mark.data, pytest.mark.promise]


def fill_every_frozen_table():
    """Publish, redact, withdraw and commit; return the names of frozen models that still have no rows."""
    _think_tank, user = prepare()
    plan, by = Plan.objects.get(region__isnull=False), User.objects.get(pk=user)
    version = plan.versions.get()
    redact_text(version.contributions.first().text, reason="Nosaukta persona", by=by)
    withdraw_version(version, reason="Kļūda", by=by)
    commit_to(version.actions.first())
    return [model.__name__ for model in frozen_models() if not model._base_manager.exists()]


def commit_to(published_action):
    """Let an organisation commit to an action and report that it has started."""
    organisation = register_organisation(
        "Parauga pašvaldība",
        kind=OrganisationKind.objects.first(),
        role=role(),
        regions=[region()],
        by=make_user(),
    )
    commitment = Commitment.objects.create(
        organisation=organisation, action=published_action.action, created_at=timezone.now()
    )
    ProgressReport.objects.create(
        commitment=commitment,
        based_on=published_action,
        state="started",
        reported_at=timezone.now(),
    )


def try_to_change_frozen_rows():
    """Try every way to change every frozen table; return how many were tried, and the names of those not refused."""
    attempts = [attempt for model in frozen_models() for attempt in attempts_on(model)]
    return len(attempts), [name for name, attempt in attempts if goes_through(attempt)]


def goes_through(attempt):
    """Whether an attempt is not refused for being frozen."""
    try:
        with transaction.atomic():
            attempt()
    except ValidationError as refused:
        return refused.code != "frozen"
    except DatabaseError as refused:
        return "is frozen" not in str(refused)
    return True


def attempts_on(model):
    """Yield every way to change a row of a frozen model: its name, and a function that tries it."""
    row = model._base_manager.order_by("pk").first()
    table = model._meta.db_table
    yield from raw_attempts(model, row, table)
    yield from migration_attempts(model, row, table)
    if issubclass(model, FrozenModel):
        yield from orm_attempts(model, row, table)


def migration_attempts(model, row, table):
    old = MigrationLoader(connection).project_state().apps.get_model(model._meta.label)
    column = frozen_columns(model)[0]
    field = field_of(model, column)
    yield (
        f"{table}: migration update",
        lambda: old._base_manager.update(**{field.name: other_value(field, row)}),
    )
    yield f"{table}: migration delete", lambda: old._base_manager.all()._raw_delete("default")


def raw_attempts(model, row, table):
    for column in frozen_columns(model):
        value = other_value(field_of(model, column), row)
        yield f"{table}: update {column}", sql(f'UPDATE "{table}" SET "{column}" = %s', value)
    yield f"{table}: delete", sql(f'DELETE FROM "{table}"')
    if connection.vendor == "postgresql":
        yield f"{table}: truncate", sql(f'TRUNCATE "{table}" CASCADE')


def orm_attempts(model, row, table):
    admin = ModelAdmin(model, site)
    rows = model.objects.filter(pk=row.pk)
    yield f"{table}: save", row.save
    yield f"{table}: delete row", row.delete
    yield f"{table}: update", lambda: rows.update(pk=row.pk + 1000)
    yield f"{table}: delete rows", rows.delete
    yield f"{table}: bulk update", lambda: model.objects.bulk_update([row], [frozen_field(model)])
    yield f"{table}: admin save", lambda: admin.save_model(None, row, None, True)
    yield f"{table}: admin delete", lambda: admin.delete_queryset(None, rows)


def field_of(model, column):
    return next(field for field in model._meta.concrete_fields if field.column == column)


def frozen_field(model):
    return next(field.name for field in model._meta.concrete_fields if not field.primary_key)


def other_value(field, row):
    """Return a value that the column could have but does not have in this row."""
    value = getattr(row, field.attname)
    if isinstance(field, models.DateField):
        return "2001-01-01"
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.UUIDField):
        return "0" * 32
    if isinstance(field, models.JSONField):
        return '{"other": 1}'
    if isinstance(field, (models.CharField, models.TextField)):
        return ("y" if value.startswith("x") else "x") + value[1:]
    return (value or 0) + 1000


def sql(statement, *values):
    """Return a function that executes a statement."""

    def run():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def published_content():
    """Return the versions with their documents and checksums, the differences, and the number of organisations."""
    versions = [list(row) for row in PlanVersion.objects.values_list("pk", "document", "checksum")]
    return versions, differences(), Organisation.objects.count()


def test_nothing_changes_what_is_frozen(installation, figure):
    assert installation.call(fill_every_frozen_table) == []
    before = installation.call(published_content)

    tried, went_through = installation.call(try_to_change_frozen_rows)

    assert went_through == []
    assert tried > 100
    assert installation.call(published_content) == before
    assert before[1] == []
    figure("T18", f"{tried} ways to change what is frozen: all refused")


def test_no_frozen_row_is_offered_for_change_in_the_admin(rf, figure):
    request = rf.get("/")
    request.user = User()
    request.user.current_grants = [Grant(kind=Grant.Kind.ADMINISTRATOR)]
    shown = [site.get_model_admin(model) for model in frozen_models() if site.is_registered(model)]

    offered = [
        f"{page.model.__name__} {verb}"
        for page in shown
        for verb in ("add", "change", "delete")
        if getattr(page, f"has_{verb}_permission")(request)
    ]

    assert shown
    assert offered == []
    figure(
        "T18", f"{len(shown)} of {len(frozen_models())} frozen models in the admin, to read only"
    )
