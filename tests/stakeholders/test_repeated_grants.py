"""Equal grants: of several at once one is in force, and a migration ends those that an earlier version let in."""

import io
from contextlib import redirect_stdout

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from stakeholders.models import Grant, User
from stakeholders.operations.accounts import grant_access
from tests.support.factories import make_user, region
from tests.support.servers.child_process import all_at_once

pytestmark = [pytest.mark.server, pytest.mark.data]


def migrate(*target):
    """Migrate to this state and return what was printed."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        call_command("migrate", *target, verbosity=0)
    return printed.getvalue().strip()


def repeat_grants():
    """Grant the same rights twice in a database that still lets it, then migrate; return what is in force."""
    migrate("stakeholders", "0002")
    user, now = make_user(), timezone.now()
    rights = [
        {"kind": "administrator"},
        {"kind": "coordinator", "region": region()},
        {"kind": "coordinator", "region": region("latgale")},
    ]
    grants = [
        Grant.objects.create(user=user, starts_at=now, **right) for right in [*rights, *rights[:2]]
    ]
    first = migrate("stakeholders")
    in_force = list(user.grants.filter(ends_at=None).order_by("pk").values_list("pk", flat=True))
    migrate("stakeholders", "0002")
    return {
        "kept": in_force == [grant.pk for grant in grants[:3]],
        "printed": first.splitlines(),
        "expected": [
            f"Ended grant {grant.pk}: account {user.pk} has the same right twice."
            for grant in grants[3:]
        ],
        "again": migrate("stakeholders"),
    }


def test_only_the_oldest_of_equal_grants_stays_in_force(installation):
    played = installation.call(repeat_grants)

    assert played["kept"]
    assert [line.strip() for line in played["printed"] if line.strip()] == played["expected"]
    assert played["again"] == ""


def grant_at_once(times):
    """Grant the same right several times at the same moment; return how many grants there are."""
    user = make_user()
    connection.close()
    all_at_once(_grant, [user.pk] * times)
    return user.grants.count()


def _grant(pk):
    grant_access(User.objects.get(pk=pk), kind="coordinator", region=region(), by=None)


def test_equal_grants_at_once_are_one(installation):
    assert installation.call(grant_at_once, times=4) == 1
