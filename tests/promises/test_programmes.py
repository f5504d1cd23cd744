"""Several programmes at once: each fact has the name of its programme, and none hides or mixes another's (T54)."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from actionplans.models import PlanVersion
from tests.support.pages.elements import elements_of, pages_from, targets_of
from tests.support.pages.requests import signed_in
from tests.support.several_programmes import CODES, SeveralProgrammes

pytestmark = [pytest.mark.django_db, pytest.mark.promise]

NAME = re.compile(r"Domnīcas (\d{4})")
OF_PROGRAMME = re.compile(r"^/(?:desk/programmes|plans)/([\w-]+)/")
OF_ROW = re.compile(r"^/desk/(plans|thinktanks|actions|contributions|versions)/(\d+)/")
PEOPLE = ("anonymous", "administrator", "coordinator", "facilitator", "editor")


@pytest.fixture
def programmes(tmp_path):
    return SeveralProgrammes(tmp_path)


def reachable(programmes, kind):
    """Return the pages and files that anyone comes to by links or codes, or a kind of account from its desk."""
    if account := getattr(programmes, kind, None):
        return dict(pages_from(signed_in(account), "/desk/", below="/desk/"))
    return dict(pages_from(Client(), "/", *programmes.code_pages))


def is_page(response):
    return response.headers.get("Content-Type", "").startswith("text/html")


def code_of(address, codes):
    """Return the code of the programme that an address belongs to, None if it belongs to none."""
    found = OF_PROGRAMME.match(address)
    if found and found[1] in CODES:
        return found[1]
    found = OF_ROW.match(address)
    return codes[found[1]][found[2]] if found else None


def names_around(element):
    """Return the programmes that the smallest surroundings of an element name which name any."""
    return next(
        (found for part in element.around if (found := set(NAME.findall(part.seen)))), set()
    )


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_row_and_file_of_a_programme_has_its_name(programmes, kind, figure):
    codes, wrong, links, files = programmes.codes(), [], 0, 0

    for address, response in reachable(programmes, kind).items():
        assert response.status_code == 200, address
        if not is_page(response):
            if code := code_of(address, codes):
                files += 1
                wrong += [(address, found) for found in programmes_in(response) ^ {code}]
            continue
        for element, target in targets_of(elements_of(response)):
            if code := code_of(target, codes):
                links += 1
                named = names_around(element)
                wrong += [(address, target, element.name, found) for found in named ^ {code}]

    assert wrong == []
    assert links
    figure("T54", f"{kind}: {links} links and {files} files, each with the name of its programme")


def test_every_published_row_of_every_programme_is_found_from_the_first_page(programmes, figure):
    addresses = set(reachable(programmes, "anonymous"))

    expected = set()
    for version in PlanVersion.objects.select_related("plan__programme", "plan__region"):
        plan = f"/plans/{version.plan.programme.code}/{version.plan.region_code}"
        expected |= {f"{plan}/", f"{plan}/v{version.number}.json", f"{plan}/v{version.number}.csv"}
        expected |= {f"{plan}/actions/{action.key}/" for action in version.actions.all()}
    assert {code_of(address, {}) for address in expected} == set(CODES)
    assert expected - addresses == set()
    figure(
        "T54",
        f"{len(expected)} addresses of {len(CODES)} programmes: all found from the first page",
    )


def programmes_in(response):
    """Return the programmes that each row or sheet of a file, and its name, is of."""
    content = b"".join(response) if response.streaming else response.content
    kind = response.headers["Content-Type"].partition(";")[0]
    if kind == "application/json":
        return {json.loads(content)["programme"]}
    if kind == "text/csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        return {code for row in rows for code in NAME.findall(row["Programma"]) or [None]}
    if kind == "text/calendar":
        return set(NAME.findall(content.decode()))
    return {code for cell in _cells(content) for code in NAME.findall(cell)}


def _cells(content):
    workbook = load_workbook(io.BytesIO(content))
    return [
        str(value)
        for sheet in workbook
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]
