"""People register for a think tank by themselves and without an account."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from stakeholders.models import Role
from stakeholders.organisation_names import OrganisationNames
from thinktanks.mails import mail_calendar_entry
from thinktanks.models import Attendee, ThinkTank
from thinktanks.operations.attendance import hide_order, new_attendee, person_key
from thinktanks.operations.guards import guard_not_cancelled, guard_roles
from thinktanks.operations.locks import lock_think_tank

MOST_REGISTERED = 1_000  # people at one think tank; more come from a script


@transaction.atomic
def register_attendee(
    think_tank: ThinkTank,
    *,
    name: str,
    organisation_name: str,
    role: Role | None,
    email: str,
    may_be_named: bool,
) -> None:
    """Put a person who registers on the attendance list, and mail the calendar entry if an address is given.

    Neither when is kept nor by which form, so there is no event. Whoever has this e-mail address on the list already, or
    without an address is the same person, stays as it is if it registered; if the organisers added it, it is registered
    now, and what they left empty is filled. In each case all rows are written again and the same is mailed: nothing
    differs for the one who asks.
    Refuses: archived, cancelled, closed, not_speaking, full, and what the columns do not hold.
    """
    think_tank = lock_think_tank(think_tank)
    guard_takes_registrations(think_tank)
    guard_roles(think_tank.programme, author_role=role, addressed_role=None)
    attendees = list(think_tank.attendees.all())
    if sum(attendee.registered for attendee in attendees) >= MOST_REGISTERED:
        raise ValidationError(
            _("This think tank takes no more registrations. Ask its organisers."), code="full"
        )
    person = {"name": name, "organisation_name": organisation_name, "role": role, "email": email}
    person |= {"may_be_named": may_be_named, "registered": True}
    attendee = new_attendee(think_tank, person, find=OrganisationNames().find)
    attendee.municipality = attendee.organisation and attendee.organisation.municipality
    same = [known for known in attendees if _is_same_person(attendee, known)]
    if not same:
        attendee.save()
    elif not any(known.registered for known in same):
        _register_listed(same[0], attendee)
    hide_order(think_tank)
    if email:
        transaction.on_commit(partial(mail_calendar_entry, think_tank, email=email))


def guard_takes_registrations(think_tank: ThinkTank) -> None:
    """Refuse a think tank that is over (closed) or does not take place (cancelled)."""
    if think_tank.is_closed:
        raise ValidationError(_("Registration has ended."), code="closed")
    guard_not_cancelled(think_tank)


def _register_listed(known: Attendee, attendee: Attendee) -> None:
    """Register a person whom the organisers added: what they wrote stays, what they left empty is as it was typed now."""
    if not known.organisation_name:
        known.organisation_name = attendee.organisation_name
        known.organisation = attendee.organisation
    known.role = known.role or attendee.role
    known.municipality = known.municipality or attendee.municipality
    known.may_be_named = known.may_be_named or attendee.may_be_named
    known.registered = True
    known.save()


def _is_same_person(attendee: Attendee, known: Attendee) -> bool:
    if attendee.email:
        return attendee.email.casefold() == known.email.casefold()
    return person_key(attendee) == person_key(known)
