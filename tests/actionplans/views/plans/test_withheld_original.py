"""A corrected contribution of which only the correction is published: the original is on no page and in no file."""

import json

import pytest
from django.test import Client

from actionplans.documents.summary_xlsx import summary_workbook
from actionplans.operations.actions import form_action
from actionplans.operations.contributions import correct_contribution, split_contribution
from actionplans.operations.items import set_aside
from actionplans.queries.summary import whole_summary
from tests.support.factories import (
    make_action,
    make_contribution,
    make_device,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.pages.requests import html_of
from tests.support.published_versions import text_of
from tests.support.workbooks.exported_files import parts_of, rows_of

pytestmark = pytest.mark.django_db

PHONE = "29123456"
ORIGINAL = f"Zvaniet Annai {PHONE}, viņai ir atslēgas"
CORRECTION = "Telpu atslēgas ir pie dežuranta"
PLANS = ("/plans/2026/kurzeme/", "/plans/2026/national/")
PAGES = (
    "/",
    "/plans/",
    "/regions/kurzeme/",
    "/municipalities/lv-050/",
    *PLANS,
    "/plans/2026/kurzeme/v1/",
    "/plans/2026/kurzeme/actions/KUR-PAS-01/",
    "/plans/2026/national/actions/NAC-PAS-01/",
)
FILES = tuple(f"{plan[:-1]}.{ending}" for plan in PLANS for ending in ("json", "csv", "xlsx"))


@pytest.fixture
def think_tank():
    return make_think_tank(programme=make_programme(code="2026"))


def corrected(think_tank, **fields):
    """Return a contribution of which only the correction is published."""
    contribution = make_contribution(think_tank, text=ORIGINAL, **fields)
    return correct_contribution(
        contribution, text=CORRECTION, withhold_original=True, version=1, by=make_user()
    )


@pytest.fixture
def published(think_tank):
    """A regional and a national plan; a contribution in an action and one left out are corrected in this way."""
    placed = corrected(think_tank, table=think_tank.tables.first())
    set_aside(seen(corrected(think_tank)), reason="repeats", by=make_user())
    action = make_action(placed, wording="Atvērt telpas")
    version = make_version(action.plan)
    national = make_national_plan(think_tank.programme)
    items = seen(*national.regional_actions.all())
    form_action(national, role=role(), wording="Atvērt telpas", items=items, by=make_user())
    make_version(national)
    return version


def content_of(response) -> str:
    """Return all text of a page or file; a workbook is unpacked."""
    content = response.content
    return " ".join(parts_of(content).values()) if content[:2] == b"PK" else content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES + FILES)
def test_no_page_and_no_file_shows_an_original_that_is_withheld(client, published, path, prefix):
    assert published.contributions.filter(text__body=ORIGINAL).count() == 2

    response = client.get(prefix + path)

    assert response.status_code == 200
    assert PHONE not in content_of(response)


def test_no_summary_shows_an_original_that_is_withheld(published):
    content = summary_workbook(whole_summary(published.plan.programme))

    text = " ".join(parts_of(content).values())
    assert (CORRECTION in text, PHONE in text) == (True, False)


def test_the_page_of_a_plan_says_that_the_original_is_not_published(client, published):
    for path in ("/en/plans/2026/kurzeme/", "/en/plans/2026/kurzeme/actions/KUR-PAS-01/"):
        page = text_of(client.get(path))

        assert f"„{CORRECTION}” Corrected. The original text is not published." in page


def test_the_document_has_the_correction_without_the_original(published):
    document = json.loads(published.document)

    rows = [document["actions"][0]["contributions"][0], document["not_included"][0]]
    assert [(row["text"], row["correction"]) for row in rows] == [(None, CORRECTION)] * 2


def test_the_workbook_has_the_correction_without_the_original(client, published):
    rows = rows_of(client.get("/en/plans/2026/kurzeme.xlsx").content, "Contributions")

    assert [(row["Original text"], row["Correction"]) for row in rows] == [
        ("The original text is not published.", CORRECTION)
    ] * 2


def test_the_receipt_of_a_table_shows_only_the_correction(published, think_tank):
    page = html_of(Client().get(f"/receipt/{think_tank.tables.first().receipt_code}/?lang=en"))

    assert (CORRECTION in page, PHONE in page) == (True, False)
    assert "Corrected. The original text is not published." in page


def test_the_receipt_of_a_table_hides_what_was_set_aside_as_personal_data(think_tank):
    table = think_tank.tables.first()
    whole = make_contribution(think_tank, text="Viens; otrs", table=table)
    parts = split_contribution(whole, parts=["Viens", ORIGINAL], version=1, by=make_user())
    typed = make_contribution(think_tank, text=ORIGINAL, table=table)
    set_aside(seen(parts[1], typed), reason="personal_data", note=ORIGINAL, by=make_user())

    page = html_of(Client().get(f"/receipt/{table.receipt_code}/?lang=en"))

    assert page.count("The text is not shown, since it contains personal data.") == 2
    assert PHONE not in page


def test_the_own_receipt_shows_the_own_words(think_tank):
    device, _token = make_device(think_tank)
    corrected(think_tank, by=device)

    page = html_of(Client().get(f"/receipt/{device.receipt_code}/?lang=en"))

    assert (ORIGINAL in page, CORRECTION in page) == (True, True)
