"""plan-import: the lines that are not taken, and texts for the programme."""

import pytest

from tests.support.factories import make_facilitator, make_plan, make_think_tank
from tests.support.older_plans.page import preview, save
from tests.support.older_plans.result import NOT_OFFERED, OFFERS, RESULT
from tests.support.pages.requests import address, html_of, signed_in
from thinktanks.models import Programme, ProgrammeEvent

pytestmark = pytest.mark.django_db


def lines_of(page):
    return [number for reason in page.context["form"].left_out for number, _text in reason.lines]


def test_plan_import_lists_every_line_that_it_does_not_take(client, plan):
    page = preview(client, plan, RESULT)

    shown = html_of(page)
    assert sorted(lines_of(page)) == NOT_OFFERED
    assert f'<a href="#left-out">Lines not taken: {len(NOT_OFFERED)}</a>' in shown
    section = shown.split('id="left-out"')[1].split("</section>")[0]
    assert [f">line {line}<" in section for line in NOT_OFFERED] == [True] * len(NOT_OFFERED)
    assert "Above the first heading of a role" in section
    assert "(lines 45, 46)" in shown


def test_plan_import_lists_an_unknown_heading_only_where_nothing_is_under_it(client, plan):
    text = "PAŠVALDĪBĀM\n• Sākt\n\nBIEDRĪBĀM:\n• Rīkot\n\nSKOLĀM:\n• \n"

    page = preview(client, plan, text)

    assert lines_of(page) == [7, 8]


def test_plan_import_lists_no_line_of_a_text_that_is_taken_whole(client, plan):
    page = preview(client, plan, "PAŠVALDĪBĀM\n• Sākt\n")

    assert "Lines not taken" not in html_of(page)


def test_plan_import_shows_texts_for_the_programme(client, plan):
    shown = html_of(preview(client, plan, RESULT))

    assert [text in shown for text in OFFERS.values()] == [True] * 3
    assert "Source of the figure" in shown


def save_result(client, plan, **fields):
    return save(client, plan, preview(client, plan, RESULT), text=RESULT, add=["a0"], **fields)


def test_plan_import_puts_selected_texts_into_empty_fields_of_the_programme(client, plan):
    Programme.objects.update(funder_lv="Cits fonds")
    shown = html_of(preview(client, plan, RESULT))
    assert [f'name="offer" value="{name}" checked' in shown for name in OFFERS] == [
        True,
        True,
        False,
    ]

    save_result(client, plan, offer=["introduction", "funder"])

    programme = Programme.objects.get()
    assert programme.introduction_lv == OFFERS["introduction"]
    assert (programme.figure_credit_lv, programme.funder_lv) == ("", "Cits fonds")
    event = ProgrammeEvent.objects.get(kind="programme.changed")
    assert event.changes == {"introduction_lv": ["", OFFERS["introduction"]]}


def test_plan_import_lists_afterwards_what_was_saved_and_what_not(client, plan):
    saved = save_result(client, plan, offer=["introduction", "funder"])

    shown = html_of(client.get(saved.url)).replace("\xa0", " ")

    assert "1 action, 2 contributions" in shown
    assert "Put into fields of the programme: Introduction, Funding note." in shown
    assert f'class="btn btn-primary" href="{address("plan-publish", plan.pk)}"' in shown
    assert f"Lines not taken: {len(NOT_OFFERED)}" in shown
    assert [f">line {line}<" in shown for line in NOT_OFFERED] == [True] * len(NOT_OFFERED)
    assert 'name="text"' not in shown


def test_plan_import_lists_nothing_of_an_import_that_was_undone(client, plan):
    saved = save_result(client, plan)
    client.post(address("plan-import-undo", plan.pk), {"batch": saved.url.split("=")[1]})

    shown = html_of(client.get(saved.url))

    assert 'name="text"' in shown
    assert "Lines not taken" not in shown


def test_plan_import_puts_nothing_into_the_programme_unless_it_is_selected(client, plan):
    save_result(client, plan)

    assert Programme.objects.get().introduction_lv == ""
    assert not ProgrammeEvent.objects.filter(kind="programme.changed").exists()


def test_plan_import_lets_only_administrators_fill_the_programme():
    think_tank = make_think_tank()
    plan = make_plan(think_tank)
    client = signed_in(make_facilitator(think_tank))

    shown = html_of(preview(client, plan, RESULT))
    save_result(client, plan, offer=list(OFFERS))

    assert OFFERS["introduction"] in shown
    assert 'name="offer"' not in shown
    assert Programme.objects.get().introduction_lv == ""
