"""Published is final: a version is the plan at one event exactly, and nothing changes it (T18)."""

import json
import random
import traceback

import pytest
from django.apps import apps
from django.contrib.admin import ModelAdmin, site
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from actionplans.freeze import FrozenModel, frozen_columns, frozen_models
from actionplans.models import Commitment, Plan, PlanEvent, PlanVersion, ProgressReport, Text
from actionplans.operations.actions import dissolve_action
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.queries.log.verification import differences
from stakeholders.models import Grant, Organisation, OrganisationKind, User
from stakeholders.operations import register_organisation
from tests.support.boards.random_board import prepare
from tests.support.boards.random_operations import (
    NothingToDo,
    Person,
    detail,
    link,
    place_some,
    publish,
    reorder,
    reword,
    unlink,
)
from tests.support.factories import make_action, make_contribution, make_user, region, role
from tests.support.servers.child_process import FORK, all_at_once

pytestmark = [pytest.mark.server, pytest.mark.data, pytest.mark.promise]

# What leaves every contribution decided, so that the plan can be published meanwhile.
EDITS = (detail, link, place_some, reorder, reword, unlink)


def edit_and_publish(editors, versions):
    """So many people edit until another has published so often; returns how many edits were done."""
    prepare()
    connection.close()
    done, broken = FORK.Event(), FORK.SimpleQueue()
    counts = FORK.RawArray("i", editors)
    editing = [
        FORK.Process(target=_edit, args=(number, done, counts, broken)) for number in range(editors)
    ]
    for process in editing:
        process.start()
    person = _person(99)
    while person.plan.versions.count() < versions + 1:
        try_to(publish, person)
    done.set()
    for process in editing:
        process.join()
    return {"edits": sum(counts), "broken": [broken.get() for one in editing if one.exitcode]}


def _edit(number, done, counts, broken):
    try:
        person = _person(number)
        while not done.wait(0.01):
            counts[number] += try_to(person.chance.choice(EDITS), person)
    except Exception:
        broken.put(traceback.format_exc())
        raise


def _person(number):
    plan = Plan.objects.get(region__isnull=False)
    chance = random.Random(number)
    return Person(chance, plan, None, User.objects.order_by("pk").last(), None)


def try_to(wish, person):
    """Whether it was done; refusals are in the nature of working together."""
    try:
        wish(person)
    except (ValidationError, NothingToDo):
        return False
    return True


def versions_and_states():
    """What each version of the regional plan says, beside what the events up to it say; both as plain lists."""
    plan = Plan.objects.get(region__isnull=False)
    return [
        (said_by(json.loads(version.document)), said_by_events(plan, version.seq))
        for version in plan.versions.order_by("number")
    ]


def said_by(document):
    return sorted(
        [
            one["role"],
            one["wording"],
            one["condition"],
            sorted(said["text"] for said in one["contributions"]),
        ]
        for one in document["actions"]
    )


def said_by_events(plan, seq):
    """Told by the events alone, without the code that publishing or verifying uses."""
    items = {}
    for event in PlanEvent.objects.filter(plan=plan, seq__lte=seq).order_by("seq"):
        for change in event.payload["changes"]:
            items.setdefault((change["item"], change["id"]), {}).update(change["set"])
    words = dict(Text.objects.values_list("pk", "body"))
    roles = {one.pk: one.code for one in apps.get_model("stakeholders.Role").objects.all()}
    said = {number: one for (kind, number), one in items.items() if kind == "contribution"}
    return sorted(
        [
            roles[one["role"]],
            words[one["wording"]],
            words.get(one["condition"]),
            sorted(words[each["text"]] for each in said.values() if each["placed_in"] == number),
        ]
        for (kind, number), one in items.items()
        if kind == "action" and not one["dissolved"]
    )


def publish_at_once(times):
    plan = Plan.objects.get(region__isnull=False)
    # The edits may have left an action with nothing in it, which cannot be published.
    for action in plan.actions.live().filter(placements=None):
        action.refresh_from_db(fields=["version"])  # it rises when a linked one goes
        dissolve_action(action, version=action.version, by=User.objects.order_by("pk").last())
    make_action(make_contribution(plan.contributions.first().think_tank))
    connection.close()
    answers = all_at_once(_publish, ["Pēdējie labojumi"] * times)
    return answers, differences()


def _publish(note):
    person = _person(0)
    return publish_plan(person.plan, note=note, by=person.by).number


def test_a_version_is_the_plan_at_one_event_while_others_edit(installation, figure):
    played = installation.call(edit_and_publish, editors=8, versions=4, seconds=1200)
    compared = installation.call(versions_and_states)

    assert played["broken"] == []
    assert len(compared) >= 5
    assert [said for said, _state in compared] == [state for _said, state in compared]
    assert played["edits"] > 0

    answers, different = installation.call(publish_at_once, times=20, seconds=1200)
    numbers = [answer for answer in answers if isinstance(answer, int)]
    assert numbers == [len(compared) + 1]
    assert [answer for answer in answers if not isinstance(answer, int)] == [
        ["ValidationError", "unchanged"]
    ] * 19
    assert different == []
    figure(
        "T18",
        f"{len(compared)} versions equal their state among {played['edits']} edits; 20 at once: 1 version",
    )


# --- Nothing changes what is frozen -------------------------------------------------------------------------------


def fill_every_frozen_table():
    _think_tank, user = prepare()
    plan, by = Plan.objects.get(region__isnull=False), User.objects.get(pk=user)
    version = plan.versions.get()
    text = version.contributions.first().text
    redact_text(text, reason="Nosaukta persona", by=by)
    withdraw_version(version, reason="Kļūda", by=by)
    organisation = register_organisation(
        "Parauga pašvaldība",
        kind=OrganisationKind.objects.first(),
        role=role(),
        regions=[region()],
        by=make_user(),
    )
    published = version.actions.first()
    commitment = Commitment.objects.create(
        organisation=organisation, action=published.action, created_at=timezone.now()
    )
    ProgressReport.objects.create(
        commitment=commitment, based_on=published, state="started", reported_at=timezone.now()
    )
    return [model.__name__ for model in frozen_models() if not model._base_manager.exists()]


def changes_that_went_through():
    """Every way to change each frozen table, tried; returns how many were tried and those that were not refused."""
    attempts = [attempt for model in frozen_models() for attempt in attempts_on(model)]
    return len(attempts), [name for name, attempt in attempts if goes_through(attempt)]


def goes_through(attempt):
    try:
        with transaction.atomic():
            attempt()
    except ValidationError as refused:
        return refused.code != "frozen"
    except DatabaseError as refused:
        return "is frozen" not in str(refused)
    return True


def attempts_on(model):
    row = model._base_manager.order_by("pk").first()
    table = model._meta.db_table
    yield from raw_attempts(model, row, table)
    old = MigrationLoader(connection).project_state().apps.get_model(model._meta.label)
    column = frozen_columns(model)[0]
    field = next(one for one in model._meta.concrete_fields if one.column == column)
    yield (
        f"{table}: migration update",
        lambda: old._base_manager.update(**{field.name: other_value(field, row)}),
    )
    yield f"{table}: migration delete", lambda: old._base_manager.all()._raw_delete("default")
    if issubclass(model, FrozenModel):
        yield from orm_attempts(model, row, table)


def raw_attempts(model, row, table):
    for column in frozen_columns(model):
        field = next(one for one in model._meta.concrete_fields if one.column == column)
        yield (
            f"{table}: update {column}",
            sql(f'UPDATE "{table}" SET "{column}" = %s', other_value(field, row)),
        )
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


def frozen_field(model):
    return next(field.name for field in model._meta.concrete_fields if not field.primary_key)


def other_value(field, row):
    """A value that the column does not have and could."""
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
    def run():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def sums():
    versions = [list(row) for row in PlanVersion.objects.values_list("pk", "document", "checksum")]
    return versions, differences(), Organisation.objects.count()


def test_nothing_changes_what_is_frozen(installation, figure):
    assert installation.call(fill_every_frozen_table) == []
    before = installation.call(sums)

    tried, went_through = installation.call(changes_that_went_through)

    assert went_through == []
    assert tried > 100
    assert installation.call(sums) == before
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
