"""contribution-import: several lines, checked before they are saved."""

import pytest

from actionplans.operations.contributions import hide
from tests.support.factories import make_contribution, role, seen
from tests.support.pages.capture_pages import ESCAPED, SCRIPT, SOC_PAS, texts
from tests.support.pages.requests import address, html_of, messages_of
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db


def rows(response):
    return response.context["pasted"].rows


def test_contribution_import_splits_at_lines_bullets_and_semicolons(capture_page):
    response = capture_page.paste("• Vajag telpas; mentoru\r\n\r\n- Autobusu\n3) Līgumu")

    assert response.status_code == 200
    assert [row.text for row in rows(response)] == ["Vajag telpas", "mentoru", "Autobusu", "Līgumu"]
    assert {(row.speaker, row.addressed) for row in rows(response)} == {
        ("social_enterprises", "municipalities")
    }
    assert [row.selected for row in rows(response)] == [True] * 4


def test_contribution_import_saves_nothing_before_it_is_confirmed(capture_page):
    capture_page.paste("Vajag telpas\nVajag mentoru")

    assert texts(capture_page.think_tank) == []


def test_contribution_import_saves_the_selected_ones(capture_page):
    pasted = capture_page.paste("viens\ndivi\ntrīs").context["pasted"]

    response = capture_page.save(pasted, selected=[1, 3])

    assert response.url == f"{capture_page.address}?pair={SOC_PAS}&table=2&batch={pasted.batch}"
    assert texts(capture_page.think_tank) == ["viens", "trīs"]
    contribution = capture_page.think_tank.contributions.first()
    assert (
        contribution.author_role,
        contribution.addressed_role,
        contribution.table.number,
        contribution.captured_by,
    ) == (
        role("social_enterprises"),
        role("municipalities"),
        2,
        capture_page.facilitator,
    )
    assert "Contributions added: 2" in html_of(capture_page.client.get(response.url)).replace(
        "</span>", ""
    )


def test_contribution_import_saves_lines_as_they_were_corrected(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    pasted.rows[0].text = "Viens, labots"
    pasted.rows[0].speaker = ""
    pasted.rows[1].addressed = "policy_makers"

    capture_page.save(pasted)

    first, second = capture_page.think_tank.contributions.order_by("pk")
    assert (first.current_text, first.author_role) == ("Viens, labots", None)
    assert (second.current_text, second.addressed_role) == ("divi", role("policy_makers"))


def test_contribution_import_marks_what_exists_already(capture_page):
    table = capture_page.think_tank.tables.get(number=2)
    make_contribution(capture_page.think_tank, text="Vajag telpas", table=table)

    response = capture_page.paste("vajag  TELPAS\nVajag mentoru\nVajag mentoru")

    assert [(row.is_repeat, row.selected) for row in rows(response)] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    assert html_of(response).count("Already here, not added again</p>") == 2


@pytest.mark.parametrize(
    "other", [{"table": "3"}, {"pair": "unknown.municipalities"}, {"table": ""}]
)
def test_contribution_import_takes_the_same_text_of_another_table_or_speaker(capture_page, other):
    table = capture_page.think_tank.tables.get(number=2)
    make_contribution(capture_page.think_tank, text="Vajag telpas", table=table)

    again = rows(capture_page.paste("Vajag telpas\nVajag mentoru"))
    elsewhere = rows(capture_page.paste("Vajag telpas\nVajag mentoru", **other))

    assert (again[0].is_repeat, elsewhere[0].is_repeat) == (True, False)


def test_contribution_import_keeps_one_of_each_when_sent_twice(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]

    answers = [capture_page.save(pasted).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert texts(capture_page.think_tank) == ["viens", "divi"]


def test_contribution_import_keeps_a_line_that_was_corrected_after_it_was_sent(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    capture_page.save(pasted)
    pasted.rows[0].text = "pavisam cits"

    capture_page.save(pasted)

    assert texts(capture_page.think_tank) == ["viens", "divi", "pavisam cits"]


def test_contribution_import_saves_two_thousand_lines(capture_page):
    pasted = capture_page.paste("\n".join(f"rinda {number}" for number in range(2000))).context[
        "pasted"
    ]

    response = capture_page.save(pasted)

    assert response.status_code == 302
    assert capture_page.think_tank.contributions.count() == 2000


def test_contribution_import_after_the_close_marks_what_is_typed_up(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    close_think_tank(capture_page.think_tank, by=None)

    capture_page.save(pasted)

    rows = capture_page.think_tank.contributions.values_list("late", "typed_up")
    assert list(rows) == [(False, True), (False, True)]


def test_contribution_import_escapes_markup(capture_page):
    response = capture_page.paste(f"{SCRIPT}\ndivi")

    assert ESCAPED in html_of(response)
    assert "<script>alert" not in html_of(response)


def test_contribution_import_can_be_one_contribution_after_all(capture_page):
    response = capture_page.paste("Vajag telpas,\nkas ir siltas")
    pasted = response.context["pasted"]

    capture_page.type(response.context["text"], uuid=pasted.batch, whole="1")

    assert texts(capture_page.think_tank) == ["Vajag telpas,\nkas ir siltas"]


def test_contribution_import_is_taken_back_as_one(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    capture_page.save(pasted)

    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), {"batch": pasted.batch}, follow=True
    )

    assert messages_of(response) == ["Import undone"]
    assert response.context["contributions"] == []
    assert [contribution.state for contribution in capture_page.think_tank.contributions.all()] == [
        "withdrawn"
    ] * 2


def test_contribution_import_saved_again_after_its_undo_is_kept_once_and_undone_again(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    undo, texts_kept = address("capture-undo", capture_page.think_tank.pk), []
    capture_page.save(pasted)
    for _time in range(2):
        answer = capture_page.client.post(undo, {"batch": pasted.batch}, follow=True)
    assert messages_of(answer) == ["This is already undone."]

    for _time in range(2):
        saved = capture_page.save(pasted)
        texts_kept.append(texts(capture_page.think_tank).count("viens"))

    batch = saved.url.split("batch=")[1]
    answer = capture_page.client.post(undo, {"batch": batch}, follow=True)
    assert texts_kept == [2, 2]  # one of them was taken back
    assert messages_of(answer) == ["Import undone"]
    states = {contribution.state for contribution in capture_page.think_tank.contributions.all()}
    assert states == {"withdrawn"}


def test_contribution_import_is_not_taken_back_once_something_was_done_with_it(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    capture_page.save(pasted)
    hide(seen(capture_page.think_tank.contributions.first()), by=capture_page.facilitator)

    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), {"batch": pasted.batch}, follow=True
    )

    assert messages_of(response) == ["Some of it has changed since and can no longer be undone."]
    assert len(response.context["contributions"]) == 2


def test_contribution_import_opened_by_its_address_leads_to_capture(capture_page):
    response = capture_page.client.get(address("contribution-import", capture_page.think_tank.pk))

    assert (response.status_code, response.url) == (302, capture_page.address)
