"""The summary of a programme as a download: all of it for administrators, their own plans for others."""

import pytest

from stakeholders.operations.accounts import revoke_access
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    make_version,
    region,
)
from tests.support.full_programme import FullProgramme
from tests.support.workbooks.exported_files import parts_of, rows_of

pytestmark = pytest.mark.django_db

PATH = "/en/desk/programmes/2026/summary.xlsx"


@pytest.fixture
def full_programme():
    """The programme with a second region, so that a download of one region leaves something out."""
    full_programme = FullProgramme()
    elsewhere = make_think_tank(programme=full_programme.programme, region=region("latgale"))
    make_version(make_action(make_contribution(elsewhere)).plan)
    return full_programme


def regions_in(response) -> set[str]:
    return {row["Region"] for row in rows_of(response.content, "Actions")}


def test_summary_export_gives_an_administrator_all(client, full_programme):
    client.force_login(make_administrator())

    response = client.get(PATH)

    assert regions_in(response) == {"Kurzeme", "Latgale"}
    assert len(rows_of(response.content, "National plan")) == 1
    assert "no-store" in response["Cache-Control"]
    disposition = response["Content-Disposition"]
    assert disposition == 'attachment; filename="Summary Think tanks 2026.xlsx"'
    assert "CANARY" not in " ".join(parts_of(response.content).values())


def test_summary_export_gives_others_their_own_plans(client, full_programme):
    for person in (make_coordinator("kurzeme"), full_programme.user):
        client.force_login(person)
        assert regions_in(client.get(PATH)) == {"Kurzeme"}


def test_summary_export_does_not_exist_for_others(client, full_programme):
    outsider = make_facilitator(make_think_tank())
    for person in (make_coordinator("vidzeme"), outsider):
        client.force_login(person)
        assert client.get(PATH).status_code == 404

    client.logout()
    assert client.get(PATH).status_code == 302


def test_summary_export_ends_with_the_access(client, full_programme):
    coordinator = make_coordinator("kurzeme")
    client.force_login(coordinator)
    assert client.get(PATH).status_code == 200

    revoke_access(coordinator.grants.get(), by=full_programme.user)

    assert client.get(PATH).status_code == 404


def test_summary_export_of_no_programme(client, full_programme):
    client.force_login(make_administrator())

    assert client.get("/desk/programmes/1999/summary.xlsx").status_code == 404
    assert client.post(PATH).status_code == 405
