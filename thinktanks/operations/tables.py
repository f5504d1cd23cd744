"""The tables of a think tank: add one, or make them those of a form."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import Role, User, max_length_of
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.codes import new_code
from thinktanks.models import Table, ThinkTank
from thinktanks.operations.locks import lock_live_think_tank
from thinktanks.operations.log import record
from thinktanks.queries.think_tanks import next_table_number

MOST_TABLES = 60


@transaction.atomic
def add_table(think_tank: ThinkTank, *, role: Role | None, by: User) -> Table:
    """Add a table with the next number, also while people are already there.

    Refuses: archived, cancelled, too_many_tables.
    """
    think_tank = lock_live_think_tank(think_tank)
    number = next_table_number(think_tank)
    change = set_tables(think_tank, _fields_now(think_tank) | {number: {"name": "", "role": role}})
    record("think_tank.changed", programme=think_tank.programme, think_tank=think_tank,
           changes=change, actor=by)  # fmt: skip
    raise_public_revision()
    return think_tank.tables.get(number=number)


def set_tables(think_tank: ThinkTank, tables: dict[int, dict]) -> dict[str, list]:
    """Make the tables of a locked think tank those in `tables`, {"name", "role"} by number; return the change for its event.

    A table that stays keeps its number and its receipt code.
    Refuses: too_many_tables, too_long, too_many_marks, table_used (one to be removed has a device or a contribution).
    """
    if len(tables) > MOST_TABLES:
        raise ValidationError(
            _("A think tank has at most %(limit)s tables."),
            code="too_many_tables",
            params={"limit": MOST_TABLES},
        )
    known = {table.number: table for table in think_tank.tables.all()}
    was = _as_kept(known)
    for number in sorted(known.keys() - tables.keys()):
        _remove(known.pop(number))
    for number, fields in sorted(tables.items()):
        table = known.setdefault(
            number, Table(think_tank=think_tank, number=number, receipt_code=new_code())
        )
        table.name = clean_line(fields["name"], limit=max_length_of(Table, "name"))
        table.role = fields["role"]
        table.save()
    now = _as_kept(known)
    return {} if was == now else {"tables": [was, now]}


def _fields_now(think_tank: ThinkTank) -> dict[int, dict]:
    tables = think_tank.tables.select_related("role")
    return {table.number: {"name": table.name, "role": table.role} for table in tables}


def _as_kept(tables: dict[int, Table]) -> dict[str, dict]:
    """Return tables by id, as an event keeps them; without the receipt code, which is a secret."""
    return {
        str(table.pk): {"number": number, "name": table.name, "role": table.role_id}
        for number, table in sorted(tables.items())
    }


def _remove(table: Table) -> None:
    """Delete a table that nobody uses. Refuses: table_used.

    It is locked with its key: between the look and the deletion, nothing that is said there can be kept.
    """
    locked = Table.objects.select_for_update().get(pk=table.pk)
    try:
        locked.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("Table %(n)s is in use: someone has joined there or said something. It stays."),
            code="table_used",
            params={"n": table.number},
        ) from error
