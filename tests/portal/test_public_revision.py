"""Every operation that changes public pages raises the public revision."""

import datetime

import pytest

from actionplans.operations.publication import withdraw_version
from actionplans.operations.redaction import redact_text
from stakeholders.models import OrganisationKind, PublicRevision
from stakeholders.operations.organisations import map_organisation, register_organisation
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
)
from thinktanks.operations.think_tanks import (
    cancel_think_tank,
    change_think_tank,
    close_think_tank,
    open_think_tank,
)

pytestmark = pytest.mark.django_db


def revision():
    return PublicRevision.objects.get().number


def make_organisation():
    return register_organisation(
        "Parauga biedrība",
        kind=OrganisationKind.objects.get(code="ngo_support"),
        role=role("support_organisations"),
        regions=[region()],
        by=None,
    )


def change_town(think_tank):
    change_think_tank(
        think_tank,
        held_on=datetime.date(2026, 11, 12),
        town="Talsi",
        tables={},
        facilitators={},
        by=make_user(),
    )


# What exists before, and the operation on it.
OPERATIONS = {
    "start_programme": (lambda: None, lambda _none: make_programme()),
    "schedule_think_tank": (
        make_programme,
        lambda programme: make_think_tank(programme=programme, is_open=False),
    ),
    "change_think_tank": (lambda: make_think_tank(is_open=False), change_town),
    "cancel_think_tank": (
        lambda: make_think_tank(is_open=False),
        lambda think_tank: cancel_think_tank(think_tank, reason="Slimība", by=make_user()),
    ),
    "open_think_tank": (
        lambda: make_think_tank(is_open=False),
        lambda think_tank: open_think_tank(think_tank, by=None),
    ),
    "close_think_tank": (
        make_think_tank,
        lambda think_tank: close_think_tank(think_tank, by=None),
    ),
    "register_organisation": (lambda: None, lambda _none: make_organisation()),
    "map_organisation": (
        make_organisation,
        lambda organisation: map_organisation(organisation, region=region(), by=make_user()),
    ),
    "publish_plan": (lambda: make_action().plan, make_version),
    "withdraw_version": (
        lambda: make_version(make_action().plan),
        lambda version: withdraw_version(version, reason="Pirms laika", by=make_user()),
    ),
    "redact_text": (
        lambda: make_contribution().text,
        lambda text: redact_text(text, reason="Personas dati", by=make_user()),
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_raises_the_public_revision_once(name):
    prepare, operate = OPERATIONS[name]
    make_programme()
    subject = prepare()
    before = revision()

    operate(subject)

    assert revision() == before + 1


def test_capture_contribution_does_not_raise_the_public_revision():
    think_tank = make_think_tank()
    before = revision()

    make_contribution(think_tank)

    assert revision() == before
