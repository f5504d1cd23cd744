"""manage.py import_plan: no line of the file disappears in silence, and texts for the programme are offered."""

import datetime
import os
import zoneinfo
from collections import Counter
from pathlib import Path

import pytest

from actionplans.models import Plan
from actionplans.queries.imports.plan_text import line_of, names
from actionplans.readers.plan_text import read_plan_text
from tests.support.factories import make_programme, make_version, role
from tests.support.older_plans.command import run, run_json
from tests.support.older_plans.result import (
    HEADINGS,
    LEFT_OUT,
    NOT_OFFERED,
    OFFERS,
    RESULT,
    TAKEN,
    lines_of,
)
from thinktanks.models import Answer, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(tmp_path):
    file = tmp_path / "rezultats.txt"
    file.write_text(RESULT, encoding="utf-8")
    return file


def warned_of(printed, *, without=()):
    """Return the code by line of the warnings."""
    return {
        line_of(warning["source"]): warning["code"]
        for warning in printed["warnings"]
        if warning["code"] not in without
    }


def test_import_plan_lists_every_line_that_it_does_not_take(programme, result):
    _status, printed = run_json(result)

    assert warned_of(printed, without=["joined_items"]) == LEFT_OUT
    assert all(warning["message"] for warning in printed["warnings"])
    sources = {row["source"] for row in printed["rows"]}
    assert {line_of(source) for source in sources} <= set(TAKEN)
    assert sorted([*LEFT_OUT, *TAKEN, *HEADINGS]) == lines_of(RESULT)


def test_import_plan_prints_every_line_that_it_does_not_take(programme, result):
    _status, out, _err = run(result)

    out = out.replace("\xa0", " ")
    printed = out.splitlines()
    assert f"Neielasītas rindas: {len(NOT_OFFERED)}" in printed
    first_words = {text.split(" rind")[0] for text in printed}
    assert {f"{line}." for line in LEFT_OUT} & first_words == {f"{line}." for line in NOT_OFFERED}
    assert "10. rinda ir virs pirmā lomas virsraksta" in out
    assert "29. rinda: zem virsraksta „ATBALSTA ORGANIZĀCIJĀM” nekas nav ielasīts" in out


def test_import_plan_offers_texts_for_the_programme(programme, result):
    _status, printed = run_json(result, "--dry-run")
    _status, out, _err = run(result, "--dry-run")

    assert printed["offers"] == OFFERS
    assert "Shēmas avots (rindas: 7): Adaptēts no Bērziņa, Kalniņš, 2015\n" in out
    assert f"Ievads (rindas: 4, 5): {OFFERS['introduction']}\n" in out
    assert out.count("Adaptēts no Bērziņa") == 1


def test_import_plan_a_second_time_lists_every_line_as_stored(programme, result):
    run(result)

    _status, printed = run_json(result)
    _status, out, _err = run(result)

    stored = dict.fromkeys(TAKEN, "already_there")
    assert warned_of(printed, without=["joined_items"]) == LEFT_OUT | stored
    assert "(rindas: 18, 19, 20, 26, 27, 32, 38, 40, 41, 43)" in out
    assert f"Neielasītas rindas: {len(NOT_OFFERED)}" in out.splitlines()


def test_import_plan_lists_every_line_that_the_programme_has_no_place_for(result):
    programme = make_programme(code="cita")
    programme.questions.all().delete()
    programme.addressed_roles.set([role("municipalities"), role("social_enterprises")])

    _status, printed = run_json(result, programme="cita")

    assert warned_of(printed, without=["joined_items"]) == LEFT_OUT | {
        **dict.fromkeys((18, 19, 20), "not_addressed"),
        **dict.fromkeys((38, 40, 41, 43), "not_asked"),
        **dict.fromkeys((16, 34, 39, 42), "empty_heading"),
    }
    assert Programme.objects.count() == 1


def test_import_plan_lists_each_line_of_an_item_that_is_too_long(programme, tmp_path):
    file = tmp_path / "gars.txt"
    file.write_text("PAŠVALDĪBĀM\n• Sākt\n• " + "a" * 1990 + "\n  " + "b" * 20, encoding="utf-8")

    _status, printed = run_json(file)

    assert warned_of(printed) == {3: "too_long", 4: "too_long"}


@pytest.mark.seed
def test_import_plan_accounts_for_every_line_of_the_published_result(record_property):
    """SEED names the file with the result that was published after the think tanks."""
    make_programme(code="pirma")
    path = Path(os.environ["SEED"])
    text = path.read_text(encoding="utf-8-sig")

    _status, printed = run_json(path, region="kurzeme")

    read = read_plan_text(text, names())
    items = {line_of(item.source) for item in (*read.actions, *read.feedback)}
    taken = items | {number for item in (*read.actions, *read.feedback) for number in item.more}
    listed = set(warned_of(printed, without=["joined_items"]))
    assert (len(read.actions), len(read.feedback), len(read.headings)) == (53, 32, 7)
    assert sorted([*taken, *read.headings, *listed]) == lines_of(text)
    assert list(printed["offers"]) == ["introduction", "figure_credit", "funder"]
    record_property(
        "older plan",
        f"lines taken {len(taken)} and headings {len(read.headings)}, listed {len(listed)}, "
        f"of {len(lines_of(text))}",
    )


@pytest.mark.seed
def test_import_plan_of_the_published_result_keeps_its_date(figure):
    make_programme(code="pirma")
    dated = ("--published-on=2023-01-31", "--source-url=https://example.lv/domnicas")

    run_json(Path(os.environ["SEED"]), *dated, "--answers-published", region="kurzeme")

    noon = datetime.datetime(2023, 1, 31, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Riga"))
    answers = Answer.objects.values_list(
        "question__code", "quotable", "published_before", "given_at"
    )
    assert Counter(answers) == {
        ("gains", True, True, noon): 9,
        ("use", True, True, noon): 11,
        ("events", True, True, noon): 12,
    }
    version = make_version(Plan.objects.get(region__code="kurzeme"))
    assert (version.actions.count(), version.dated) == (53, noon.date())
    figure(
        "older plan",
        f"{len(answers)} answers and {version.actions.count()} actions dated {version.dated}",
    )
