"""A person of every kind, for tables of who may do what."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from stakeholders.models import OrganisationKind, User
from stakeholders.operations.accounts import close_account, grant_access
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    role,
)
from thinktanks.models import ThinkTank

DAY = datetime.timedelta(days=1)


def _coordinator_elsewhere(think_tank):
    return make_coordinator("latgale" if think_tank.region.code != "latgale" else "vidzeme")


def _grant_that_ended(think_tank):
    user = make_administrator()
    user.grants.update(starts_at=timezone.now() - 2 * DAY, ends_at=timezone.now() - DAY)
    return user


def _grant_that_has_not_begun(think_tank):
    user = make_administrator()
    user.grants.update(starts_at=timezone.now() + DAY)
    return user


def _closed_administrator(think_tank):
    return close_account(make_administrator(), by=make_user())


def _editor(think_tank):
    user = make_user()
    organisation = register_organisation(
        f"Parauga fonds {user.pk}",
        kind=OrganisationKind.objects.first(),
        role=role(),
        regions=[think_tank.region],
        by=None,
    )
    grant_access(user, kind="editor", organisation=organisation, by=None)
    return user


def _facilitator_that_ended(think_tank):
    user = make_facilitator(think_tank)
    user.facilitates.update(ends_at=timezone.now())
    return user


def _facilitator_until_tomorrow(think_tank):
    user = make_facilitator(think_tank)
    user.facilitates.update(ends_at=timezone.now() + DAY)
    return user


def _facilitator_of_the_same_plan(think_tank):
    other = make_think_tank(programme=think_tank.programme, region=think_tank.region)
    return make_facilitator(other)


def _facilitator_of_another_programme(think_tank):
    return make_facilitator(make_think_tank(programme=make_programme(), region=think_tank.region))


def _facilitator_of_another_region(think_tank):
    coordinator = _coordinator_elsewhere(think_tank)
    region = coordinator.grants.get().region
    return make_facilitator(make_think_tank(programme=think_tank.programme, region=region))


PEOPLE = {
    "nobody": lambda think_tank: AnonymousUser(),
    "account": lambda think_tank: make_user(),
    "administrator": lambda think_tank: make_administrator(),
    "administrator whose grant ended": _grant_that_ended,
    "administrator from tomorrow": _grant_that_has_not_begun,
    "administrator whose account is closed": _closed_administrator,
    "coordinator": lambda think_tank: make_coordinator(think_tank.region.code),
    "coordinator of another region": _coordinator_elsewhere,
    "editor": _editor,
    "facilitator": make_facilitator,
    "facilitator until tomorrow": _facilitator_until_tomorrow,
    "facilitator that ended": _facilitator_that_ended,
    "facilitator of the same plan": _facilitator_of_the_same_plan,
    "facilitator of another programme": _facilitator_of_another_programme,
    "facilitator of another region": _facilitator_of_another_region,
}


def person(kind: str, think_tank: ThinkTank) -> User | AnonymousUser:
    """Make the person that `kind` describes, seen from this think tank."""
    return PEOPLE[kind](think_tank)
