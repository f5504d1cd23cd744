"""Schedule, change, open and close think tanks."""

import datetime
import itertools

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import Region, Role, User
from stakeholders.operations.creating import refuse_repeated
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.codes import new_code
from thinktanks.models import Facilitator, Programme, Table, ThinkTank
from thinktanks.operations.locks import lock_programme, lock_think_tank


@transaction.atomic
def schedule_think_tank(
    programme: Programme,
    *,
    region: Region,
    code: str = "",
    held_on: datetime.date,
    town: str,
    venue: str = "",
    tables: list[Role | None],
    facilitators: list[User],
    by: User | None,
) -> ThinkTank:
    """Plan an event; `tables` are their roles, or None, numbered from 1.

    Its code is made of region and day unless it is given.
    Refuses: archived, empty, too_long, too_many_marks, known (a think tank has this code).
    """
    programme = lock_programme(programme)
    with refuse_repeated(_("A think tank with this code already exists.")):
        think_tank = ThinkTank.objects.create(
            programme=programme,
            region=region,
            code=code or _free_code(region, held_on),
            held_on=held_on,
            town=_clean_town(town),
            venue=clean_line(venue),
            join_code=new_code(),
            feedback_code=new_code(),
        )
    _set_tables(think_tank, tables)
    _set_facilitators(think_tank, facilitators, by=by)
    raise_public_revision()
    return think_tank


def _free_code(region: Region, held_on: datetime.date) -> str:
    """Return the first code of this region and day that no think tank has: „kurzeme-2027-03-04”, then with -2."""
    day = f"{region.code}-{held_on.isoformat()}"
    known = set(ThinkTank.objects.filter(code__startswith=day).values_list("code", flat=True))
    codes = itertools.chain([day], (f"{day}-{number}" for number in itertools.count(2)))
    return next(code for code in codes if code not in known)


@transaction.atomic
def change_think_tank(
    think_tank: ThinkTank,
    *,
    held_on: datetime.date,
    town: str,
    venue: str = "",
    tables: list[Role | None],
    facilitators: list[User],
    by: User,
) -> ThinkTank:
    """Change a planned event. Its codes stay, and so do the receipt codes of tables that keep their number.

    Accounts that are no longer among `facilitators` may not run it from now on.
    Refuses: archived, not_planned, empty, too_long, too_many_marks, table_used.
    """
    think_tank = lock_think_tank(think_tank)
    if think_tank.state != ThinkTank.State.PLANNED:
        raise ValidationError(_("This think tank has already started."), code="not_planned")
    think_tank.held_on = held_on
    think_tank.town, think_tank.venue = _clean_town(town), clean_line(venue)
    think_tank.save(update_fields=["held_on", "town", "venue"])
    _set_tables(think_tank, tables)
    _set_facilitators(think_tank, facilitators, by=by)
    raise_public_revision()
    return think_tank


def _clean_town(town: str) -> str:
    return clean_line(town, missing=_("Enter the town."))


def _set_tables(think_tank: ThinkTank, roles: list[Role | None]) -> None:
    """Make one table for each role, numbered from 1; existing tables keep their receipt code."""
    try:
        think_tank.tables.filter(number__gt=len(roles)).delete()
    except ProtectedError as error:
        raise ValidationError(
            _("Someone has already joined at a table that you are removing."), code="table_used"
        ) from error
    for number, role in enumerate(roles, start=1):
        Table.objects.update_or_create(
            think_tank=think_tank,
            number=number,
            defaults={"role": role},
            create_defaults={"role": role, "receipt_code": new_code()},
        )


def _set_facilitators(think_tank: ThinkTank, users: list[User], *, by: User | None) -> None:
    """Let these accounts run the think tank from now on; the rows of others get an end and stay as a record."""
    think_tank.facilitators.exclude(user__in=users).filter(ends_at=None).update(
        ends_at=timezone.now()
    )
    for user in users:
        Facilitator.objects.update_or_create(
            think_tank=think_tank,
            user=user,
            defaults={"ends_at": None},
            create_defaults={"granted_by": by},
        )


@transaction.atomic
def open_think_tank(think_tank: ThinkTank, *, by: User | None) -> ThinkTank:
    """Open a planned event: contributions are accepted from now on. Refuses: archived, not_planned."""
    think_tank = lock_think_tank(think_tank)
    if think_tank.state != ThinkTank.State.PLANNED:
        raise ValidationError(_("This think tank has already started."), code="not_planned")
    think_tank.state, think_tank.opened_at = ThinkTank.State.OPEN, timezone.now()
    think_tank.save(update_fields=["state", "opened_at"])
    raise_public_revision()
    return think_tank


@transaction.atomic
def close_think_tank(think_tank: ThinkTank, *, by: User | None) -> ThinkTank:
    """Close an open event; late contributions are accepted for 24 hours and marked. Refuses: archived, not_open."""
    think_tank = lock_think_tank(think_tank)
    if think_tank.state != ThinkTank.State.OPEN:
        raise ValidationError(_("This think tank is not open."), code="not_open")
    think_tank.state, think_tank.closed_at = ThinkTank.State.CLOSED, timezone.now()
    think_tank.save(update_fields=["state", "closed_at"])
    raise_public_revision()
    return think_tank


@transaction.atomic
def rotate_join_code(think_tank: ThinkTank, *, by: User) -> ThinkTank:
    """Replace the join code: the old one no longer works, devices that have joined stay. Refuses: archived."""
    think_tank = lock_think_tank(think_tank)
    think_tank.join_code = new_code()
    think_tank.save(update_fields=["join_code"])
    return think_tank
