"""load_demo enters two programmes with their texts and partners: the present one, and an older one that is archived."""

import datetime
import json

import pytest
from django.test import Client
from django.utils.html import escape

from portal.demo.files import FOLDER
from tests.support.demo import OLDER, PROGRAMME
from thinktanks.models import Answer, Programme, ProgrammeEvent

pytestmark = pytest.mark.django_db

TEXTS = [
    f"{name}_{language}"
    for name in ("name", "introduction", "figure_credit", "funder")
    for language in ("lv", "en")
]


def plan_lines(mark):
    """Return the lines of the text of ours that begin with a mark, without it."""
    lines = (FOLDER / OLDER["plan"]["file"]).read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


@pytest.mark.parametrize("row", [PROGRAMME, OLDER], ids=lambda row: row["code"])
def test_load_demo_enters_the_texts_and_partners_of_a_programme(demo, row):
    programme = Programme.objects.get(code=row["code"])

    assert {name: getattr(programme, name) for name in TEXTS} == {name: row[name] for name in TEXTS}
    assert {partner.name for partner in programme.partners.all()} == set(row["partners"])


def test_load_demo_archives_the_older_programme(demo):
    programme = Programme.objects.get(code="2022")
    kinds = ProgrammeEvent.objects.filter(programme=programme).values_list("kind", flat=True)

    assert programme.is_archived
    assert list(kinds) == ["programme.started", "programme.archived"]
    assert programme.think_tanks.count() == 0


def test_load_demo_publishes_the_older_plan_as_it_was_imported(demo):
    plan = Programme.objects.get(code="2022").plans.get()
    document = json.loads(plan.versions.get().document)
    bullets, answers = plan_lines("• "), Answer.objects.filter(think_tank=None)
    wordings = {action["wording"] for action in document["actions"]}
    texts = {answer.text for answer in answers}

    assert plan.region is None
    assert (plan.original_date, plan.source_url) == (
        datetime.date(2022, 3, 31),
        OLDER["plan"]["source_url"],
    )
    assert (len(wordings), len(texts)) == (27, 10)
    assert wordings | texts == set(bullets)
    assert {(answer.quotable, answer.published_before) for answer in answers} == {(True, True)}


def test_older_programme_repeats_the_texts_of_its_plan():
    text = (FOLDER / OLDER["plan"]["file"]).read_text(encoding="utf-8")

    for name in ("name", "introduction", "figure_credit", "funder"):
        assert OLDER[f"{name}_lv"] in text, name


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/plans/",
        "/regions/kurzeme/",
        "/municipalities/lv-097/",
        "/plans/2026/kurzeme/",
        "/plans/2026/national/",
        "/programmes/2026/feedback/",
    ],
)
def test_no_page_of_the_present_programme_repeats_the_older_plan(demo, path):
    page = Client().get(path)

    assert page.status_code == 200
    assert [text for text in plan_lines("• ") if text in page.content.decode()] == []


def test_pages_of_the_older_programme_show_its_plan_and_feedback(demo):
    pages = [Client().get(path) for path in ("/plans/2022/national/", "/programmes/2022/feedback/")]
    shown = "".join(page.content.decode() for page in pages)

    assert [text for text in plan_lines("• ") if escape(text) not in shown] == []
