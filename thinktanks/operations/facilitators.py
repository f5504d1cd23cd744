"""Who runs a think tank, and until when. Nobody gets more rights by it than for this one think tank."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from language.latvian import short_date
from stakeholders.models import User
from stakeholders.permissions import coordinates, is_administrator
from thinktanks.models import Facilitator, ThinkTank
from thinktanks.operations.locks import lock_live_think_tank
from thinktanks.operations.log import record

Ends = dict[User, datetime.datetime | None]


@transaction.atomic
def add_facilitator(think_tank: ThinkTank, *, user: User, by: User) -> Facilitator:
    """Let one more account run the think tank, as long as `by` may; who runs it already keeps their end.

    Refuses: archived, cancelled.
    """
    think_tank = lock_live_think_tank(think_tank)
    ends = {row.user: row.ends_at for row in think_tank.facilitators.current()}
    change = set_facilitators(think_tank, {user: _own_end(think_tank, by)} | ends, by=by)
    if change:
        record("think_tank.changed", programme=think_tank.programme, think_tank=think_tank,
               changes=change, actor=by)  # fmt: skip
    return think_tank.facilitators.get(user=user)


def set_facilitators(think_tank: ThinkTank, ends: Ends, *, by: User | None) -> dict[str, list]:
    """Let these accounts run the think tank until their end; return what changed, as an event keeps it.

    The rows of other accounts get an end now and stay as a record. Refuses: past (an end that is not in the future),
    own_end (a facilitator gives somebody, or themself, a later end than they have).
    """
    now, limit = timezone.now(), _own_end(think_tank, by)
    known = {row.user: row.ends_at for row in think_tank.facilitators.current()}
    if limit and any(
        (end is None or end > limit) and end != known.get(user, now) for user, end in ends.items()
    ):
        raise ValidationError(
            _("Your own right ends on %(date)s. The region’s coordinator can give a later end."),
            code="own_end",
            params={"date": short_date(limit)},
        )
    if any(end is not None and end <= now for end in ends.values()):
        raise ValidationError(_("Choose a day that has not passed yet."), code="past")
    was = _as_kept(think_tank)
    think_tank.facilitators.current().exclude(user__in=ends).update(ends_at=now)
    for user, end in ends.items():
        Facilitator.objects.update_or_create(
            think_tank=think_tank,
            user=user,
            defaults={"ends_at": end} if user in known else {"ends_at": end, "granted_by": by},
        )
    kept = _as_kept(think_tank)
    return {} if was == kept else {"facilitators": [was, kept]}


def _own_end(think_tank: ThinkTank, user: User | None) -> datetime.datetime | None:
    """Return when the right of a facilitator ends; None for a coordinator, an administrator and one without an end."""
    if user is None or is_administrator(user) or coordinates(user, think_tank.region):
        return None
    own = think_tank.facilitators.current().filter(user=user).first()
    return own and own.ends_at


def _as_kept(think_tank: ThinkTank) -> dict[str, str | None]:
    """Return the ends of those who run it now by the id of the account, as an event keeps them."""
    rows = think_tank.facilitators.current().order_by("user").values_list("user", "ends_at")
    return {str(pk): end and end.isoformat() for pk, end in rows}
