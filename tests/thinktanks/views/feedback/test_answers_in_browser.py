"""The feedback desk by keys: to go through the answers, group and hide them (static/js/answers.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_answers
from thinktanks.models import ThinkTank
from thinktanks.operations.answer_groups import form_group, name_group

pytestmark = [pytest.mark.server, pytest.mark.browser]

BOX = "#ungrouped input[name=answers]"


def answer(pk):
    """Give four answers, the last of which is in a group; return the question."""
    think_tank = ThinkTank.objects.get(pk=pk)
    answers = make_answers(think_tank, 4)
    group = form_group(answers=answers[3:], by=None)
    name_group(group, name="Kontakti", by=None)
    return answers[0].question_id


def grouped_and_hidden(pk):
    """Return the texts in each group, and those that are hidden."""
    answers = ThinkTank.objects.get(pk=pk).answers.order_by("pk")
    groups = {}
    for given in answers.exclude(group=None):
        groups.setdefault(given.group.name, []).append(given.text)
    return groups, [given.text for given in answers.filter(hidden=True)]


@pytest.fixture
def desk(chromium, shared_server, live_think_tank):
    """The feedback desk of a facilitator, with three answers in no group."""
    live_think_tank.server.installation.call(answer, pk=live_think_tank.pk)
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.open(f"/desk/thinktanks/{live_think_tank.pk}/feedback/")
        expect(window.page.locator(BOX)).to_have_count(3)
        yield window.page


@pytest.fixture
def decided(live_think_tank):
    """Return a function that returns the groups and what is hidden, as they are stored."""
    call = live_think_tank.server.installation.call
    return lambda: tuple(call(grouped_and_hidden, pk=live_think_tank.pk))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def press_and_wait(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_keys_go_through_the_answers(desk):
    boxes = desk.locator(BOX)

    press(desk, "j")
    expect(boxes.nth(0)).to_be_focused()
    press(desk, "j", "ArrowDown", "j")
    expect(boxes.nth(2)).to_be_focused()
    press(desk, "k", "ArrowUp", "k")
    expect(boxes.nth(0)).to_be_focused()


def test_keys_group_and_hide_the_selected_answers_and_go_on(desk, decided):
    press(desk, "j", "Space", "j", "j", "Space")
    press_and_wait(desk, "1")

    assert decided() == ({"Kontakti": ["Kontaktus 0", "Kontaktus 2", "Kontaktus 3"]}, [])
    boxes = desk.locator(BOX)
    expect(boxes).to_have_count(1)
    expect(boxes).to_be_focused()
    press_and_wait(desk, "x")
    assert decided()[1] == ["Kontaktus 1"]
    expect(boxes).to_have_count(0)


def test_key_makes_a_new_group_of_the_answer_that_has_the_focus(desk, decided):
    press(desk, "j", "j")
    press_and_wait(desk, "n")

    expect(desk.locator(".answer-card [name=name][value='']")).to_be_focused()
    assert decided() == ({"Kontakti": ["Kontaktus 3"], "": ["Kontaktus 1"]}, [])


def test_enter_leads_from_an_answer_to_the_buttons(desk, decided):
    press(desk, "j", "j", "Enter")

    expect(desk.locator("[data-key=N]")).to_be_focused()
    expect(desk.locator(f"{BOX}:checked")).to_have_count(1)
    press_and_wait(desk, "Enter")
    assert decided() == ({"Kontakti": ["Kontaktus 3"], "": ["Kontaktus 1"]}, [])


def test_place_of_the_last_answer_is_not_used_at_another_question(desk):
    for box in desk.locator(BOX).all():
        box.check()
    press_and_wait(desk, "x")
    expect(desk.locator(BOX)).to_have_count(0)

    assert desk.evaluate("sessionStorage.getItem('answer-place')") is None


def test_key_without_an_answer_does_nothing_but_say_so(desk, decided):
    press(desk, "n")

    expect(desk.locator("#status")).to_have_text("Atzīmējiet vismaz vienu atbildi.")
    assert decided() == ({"Kontakti": ["Kontaktus 3"]}, [])


def test_keys_that_are_typed_into_a_field_are_text(desk, decided):
    desk.locator(BOX).first.check()
    name = desk.get_by_label("1. grupas nosaukums")

    name.press_sequentially("nx1jk")

    expect(name).to_have_value("nx1jkKontakti")
    expect(name).to_be_focused()
    assert decided() == ({"Kontakti": ["Kontaktus 3"]}, [])


def test_keys_that_are_letters_or_digits_can_be_switched_off_on_the_device(desk, decided):
    shown = desk.locator(".btn kbd")
    desk.locator(BOX).first.check()
    assert shown.all_inner_texts() == ["N", "X", "1"]

    desk.get_by_label("Īsinājumtaustiņi").uncheck()

    expect(shown).to_have_count(0)
    desk.locator(BOX).first.focus()
    press(desk, "n", "x", "1", "j")
    expect(desk.locator(BOX).first).to_be_focused()
    press(desk, "ArrowDown")
    expect(desk.locator(BOX).nth(1)).to_be_focused()
    desk.reload()
    expect(desk.get_by_label("Īsinājumtaustiņi")).not_to_be_checked()
    expect(shown).to_have_count(0)
    assert decided() == ({"Kontakti": ["Kontaktus 3"]}, [])


def test_bar_says_how_many_are_selected_and_clears_them(desk):
    picked, boxes = desk.locator(".picked"), desk.locator(BOX)
    expect(picked).to_be_hidden()

    boxes.nth(0).check()
    expect(picked).to_have_text("1 atbilde")
    boxes.nth(1).check()
    expect(picked).to_have_text("2 atbildes")
    desk.get_by_role("button", name="Noņemt atzīmes").click()

    expect(picked).to_be_hidden()
    expect(desk.locator(f"{BOX}:checked")).to_have_count(0)
