"""Each form of the capture page and of a pasted list, sent as the page made it."""

import pytest
from django.utils import timezone

from actionplans.models import Contribution, ItemState
from tests.support.factories import make_contribution, role
from tests.support.pages.capture_pages import SOC_PAS, make_capture_page, texts
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import messages_of

pytestmark = pytest.mark.django_db


def capture_form(capture_page, address=None):
    return form_with(capture_page.client.get(address or capture_page.address), "Add")


def test_add_one_contribution_for_the_chosen_roles_and_table(capture_page):
    form = capture_form(capture_page).fill(text="Vajag telpas", pair=SOC_PAS, table="2")

    response = form.press("Add", follow=True)

    contribution = Contribution.objects.get()
    assert (contribution.current_text, contribution.table.number) == ("Vajag telpas", 2)
    assert contribution.author_role == role("social_enterprises")
    assert contribution.addressed_role == role("municipalities")
    assert str(contribution.uuid) == form["uuid"][0]
    again = form_with(response, "Add")
    assert (again["pair"], again["table"], again["text"]) == ([SOC_PAS], ["2"], [""])


def test_add_sent_twice_keeps_one_contribution(capture_page):
    form = capture_form(capture_page).fill(text="Vajag telpas", pair=SOC_PAS)

    answers = [form.press("Add").status_code for _time in range(2)]

    assert (answers, texts(capture_page.think_tank)) == ([302, 302], ["Vajag telpas"])


def test_refused_text_stays_in_the_form_with_its_roles(capture_page):
    refused = capture_form(capture_page).fill(text="x" * 2001, pair=SOC_PAS, table="2").press("Add")

    again = form_with(refused, "Add")
    assert refused.status_code == 422
    assert (again["text"], again["pair"], again["table"]) == (["x" * 2001], [SOC_PAS], ["2"])


def test_several_lines_are_checked_and_the_selected_ones_saved(capture_page):
    preview = (
        capture_form(capture_page)
        .fill(text="Viens\nDivi\nTrīs", pair=SOC_PAS, table="2")
        .press("Add")
    )
    form = form_with(preview, "Add the selected ones")
    assert (form["add"], form["text-1"]) == (["1", "2", "3"], ["Viens"])

    form.fill({"add": ["1", "3"], "text-3": "Trešais", "from-3": "policy_makers"})
    response = form.press("Add the selected ones", follow=True)

    assert texts(capture_page.think_tank) == ["Viens", "Trešais"]
    third = Contribution.objects.get(text__body="Trešais")
    assert (third.author_role, third.table.number) == (role("policy_makers"), 2)
    assert form_with(response, "Add")["pair"] == [SOC_PAS]


def test_look_first_shows_the_lines_too(capture_page):
    form = capture_form(capture_page).fill(text="Viens; divi", pair=SOC_PAS)

    preview = form.press("Select what to add")

    assert form_with(preview, "Add the selected ones")["text-2"] == ["divi"]


def test_several_lines_can_be_added_as_one_contribution(capture_page):
    preview = (
        capture_form(capture_page).fill(text="Viens\nDivi", pair=SOC_PAS, table="2").press("Add")
    )

    form_with(preview, "Add as one contribution").press("Add as one contribution")

    contribution = Contribution.objects.get()
    assert (contribution.current_text, contribution.table.number) == ("Viens\nDivi", 2)
    assert contribution.addressed_role == role("municipalities")


def test_refused_rows_keep_what_was_selected_and_corrected(capture_page):
    preview = capture_form(capture_page).fill(text="Viens\nDivi", pair=SOC_PAS).press("Add")
    form = form_with(preview, "Add the selected ones")

    refused = form.fill({"add": ["2"], "text-2": "x" * 2001}).press("Add the selected ones")

    again = form_with(refused, "Add the selected ones")
    assert refused.status_code == 422
    assert (again["add"], again["text-2"]) == (["2"], ["x" * 2001])
    assert again["batch"] == form["batch"]


def test_a_saved_list_is_undone_as_a_whole(capture_page):
    preview = capture_form(capture_page).fill(text="Viens\nDivi", pair=SOC_PAS).press("Add")
    saved = form_with(preview, "Add the selected ones").press("Add the selected ones", follow=True)

    undone = form_with(saved, "Undo").press("Undo", follow=True)

    states = Contribution.objects.values_list("state", flat=True)
    assert (messages_of(undone), list(states)) == (["Import undone"], [ItemState.WITHDRAWN] * 2)


def test_the_filter_keeps_the_chosen_roles(capture_page):
    make_contribution(capture_page.think_tank, text="Vajag telpas")
    make_contribution(capture_page.think_tank, text="Vajag mentorus")
    page = capture_page.client.get(f"{capture_page.address}?pair={SOC_PAS}&table=2")

    found = (
        form_with(page, "Search").fill(q="telpas", only="from.social_enterprises").press("Search")
    )

    assert [row.current_text for row in found.context["contributions"]] == ["Vajag telpas"]
    assert form_with(found, "Add")["pair"] == [SOC_PAS]
    again = form_with(found, "Search")
    assert (again["q"], again["only"]) == (["telpas"], ["from.social_enterprises"])


def test_open_and_close_the_think_tank():
    capture_page = make_capture_page(is_open=False, held_on=timezone.localdate())
    opened = form_with(capture_page.client.get(capture_page.address), "Open the think tank").press(
        "Open the think tank", follow=True
    )
    assert messages_of(opened) == ["The think tank is open"]

    page = capture_page.client.get(f"{capture_page.address}close/")
    closed = form_with(page, "Close the think tank").press("Close the think tank", follow=True)

    assert messages_of(closed) == ["The slide and the wall now show the code for feedback"]
