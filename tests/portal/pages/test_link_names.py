"""Links, buttons and folds that repeat on a page have names of their own."""

import pytest
from django.db import transaction
from django.test import Client

from tests.support.pages.elements import elements_of
from tests.support.pages.requests import signed_in
from tests.support.several_programmes import SeveralProgrammes

pytestmark = pytest.mark.django_db

PUBLIC = (
    "/",
    "/?programme=2026",
    "/plans/",
    "/plans/2027/kurzeme/",
    "/plans/2027/national/",
    "/plans/2027/national/actions/NAC-PAS-01/",
    "/plans/2022/kurzeme/",
    "/regions/",
    "/regions/kurzeme/",
    "/municipalities/lv-050/",
)
ACCOUNTS = ("administrator", "coordinator", "facilitator", "editor")


@pytest.fixture(scope="module")
def clients(django_db_setup, django_db_blocker, tmp_path_factory):
    """A client of each kind of person, in a portal with three programmes."""

    with django_db_blocker.unblock(), transaction.atomic():
        programmes = SeveralProgrammes(tmp_path_factory.mktemp("programmes"))
        accounts = {kind: signed_in(getattr(programmes, kind)) for kind in ACCOUNTS}
        yield accounts | {"anonymous": Client()}
        transaction.set_rollback(True)


def targets_by_name(page):
    """Return what the links, buttons and folds of a page lead to, by their name; a fold leads to itself."""
    found: dict[str, set] = {}
    for element in page:
        if element.tag == "a" and "href" in element.attributes:
            found.setdefault(element.name, set()).add(element.attributes["href"])
        if element.tag == "button":
            form = next((part for part in element.around if part.tag == "form"), element)
            found.setdefault(element.name, set()).add(form.attributes.get("action"))
        if element.tag == "summary":
            found.setdefault(element.name, set()).add(id(element))
    return found


@pytest.mark.parametrize(
    ("kind", "path"),
    [("anonymous", path) for path in PUBLIC] + [(kind, "/desk/") for kind in ACCOUNTS],
)
def test_links_with_the_same_name_lead_to_the_same_place(clients, kind, path):
    response = clients[kind].get(path)

    assert response.status_code == 200
    (main,) = (element for element in elements_of(response) if element.tag == "main")
    by_name = targets_by_name(main)
    assert len(by_name) > 3
    assert {name: found for name, found in by_name.items() if len(found) > 1} == {}
