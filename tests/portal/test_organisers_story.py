"""The organiser's whole story, from an empty portal to an archived programme, by what the screen offers, in Latvian."""

import datetime
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support.browsers.first_day import (
    empty_portal,
    press,
    press_primary,
    set_password_and_sign_in,
    turn_to,
)
from tests.support.browsers.live_think_tanks import expect_sent, wait_until_ready
from thinktanks.models import Answer, Programme, ThinkTank
from thinktanks.operations.feedback import send_feedback

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.acceptance]

# As long as those of the published result.
INTRODUCTION = "Reģionā satiekas četras puses un pasaka, kas katrai būtu jādara. " * 13
FUNDER = "Programmu finansē Parauga fonds, un par tās saturu atbild rīkotāji. " * 7
TYPIST, COORDINATOR = "janis.paraugs@example.org", "liga.parauga@example.org"
ANSWERS = 32
EVENTS = [
    "answers.grouped",
    "programme.archived",
    "programme.started",
    "think_tank.changed",
    "think_tank.closed",
    "think_tank.opened",
    "think_tank.scheduled",
]
PAIR = "input[name=pair][value='social_enterprises.municipalities']"


@pytest.fixture
def screen(installations, chromium, tmp_path):
    with empty_portal(installations, chromium, tmp_path, width=1280) as window:
        yield window


def give_32_answers():
    """Give feedback as 11 people do: each answers all three questions, the last one two."""
    think_tank = ThinkTank.objects.get(state="open")
    questions = list(think_tank.programme.questions.all())
    for number in range(ANSWERS):
        answer = {"question": questions[number % 3], "text": f"Satiku kādu, {number}"}
        answer |= {"quotable": True, "uuid": uuid.uuid4()}
        send_feedback(think_tank, answers=[answer], by=None)


def move_the_close_back_a_week():
    """Let eight days pass since the close."""
    think_tank = ThinkTank.objects.get(state="closed")
    past = timezone.now() - datetime.timedelta(days=8)
    ThinkTank.objects.filter(pk=think_tank.pk).update(opened_at=past, closed_at=past)


def written():
    """Return what the story left in the database."""
    programme, think_tank = Programme.objects.get(), ThinkTank.objects.get(state="closed")
    return {
        "introduction": programme.introduction_lv,
        "funder": programme.funder_lv,
        "state": programme.state,
        "tables": think_tank.tables.count(),
        "facilitators": list(think_tank.facilitators.values_list("user__email", flat=True)),
        "typed_up": think_tank.contributions.filter(typed_up=True).count(),
        "typed_on_the_day": think_tank.contributions.filter(typed_up=False).count(),
        "grouped": Answer.objects.exclude(group=None).count(),
        "events": sorted(set(programme.events.values_list("kind", flat=True))),
    }


def start_programme(page):
    press_primary(page, "Sākt programmu")
    page.fill("input[name=name_lv]", "Reģionālās domnīcas 2027")
    page.fill("input[name=name_en]", "Regional think tanks 2027")
    page.fill("textarea[name=introduction_lv]", INTRODUCTION)
    page.fill("textarea[name=funder_lv]", FUNDER)
    page.fill("input[name=code]", "2027")
    press_primary(page, "Sākt programmu")


def add_account(page, address, name):
    """Add an account under administration."""
    page.goto("/admin/stakeholders/user/add/")
    page.fill("input[name=email]", address)
    page.fill("input[name=name]", name)
    with page.expect_navigation():
        page.click("input[name=_save]")


def grant_coordinator(page):
    """Make a person the coordinator of Kurzeme under administration."""
    page.goto("/admin/stakeholders/grant/add/")
    page.select_option("select[name=user]", label="Līga Parauga")
    page.select_option("select[name=kind]", "coordinator")
    page.select_option("select[name=region]", label="Kurzeme")
    with page.expect_navigation():
        page.click("input[name=_save]")


def plan_think_tank(page, *, town, region, day):
    page.goto("/desk/")
    press(page, "Ieplānot domnīcu")
    page.select_option("select[name=region]", label=region)
    page.fill("input[name=held_on]", day.isoformat())
    page.fill("input[name=starts_at]", "10:00")
    page.fill("input[name=ends_at]", "16:00")
    page.fill("input[name=town]", town)
    press_primary(page, "Ieplānot domnīcu")


def capture(page, count, *, first=0):
    wait_until_ready(page)
    page.locator(PAIR).check()
    for number in range(first, first + count):
        page.fill("#words", f"Vajag telpas, kur satikties, {number}")
        page.keyboard.press("Enter")
    expect_sent(page, first + count)


def add_table_and_typist(page):
    turn_to(page, "Sagatavot")
    press(page, "Pievienot galdiņu")
    press_primary(page, "Pievienot 5. galdiņu")
    press(page, "Pievienot moderatoru")
    page.fill("input[name=email]", TYPIST)
    press_primary(page, "Pievienot moderatoru")


def group_all_answers(page):
    """Put all answers to each question into one group."""
    turn_to(page, "Atsauksmes")
    tabs = page.locator(".question-tabs a")
    for number in range(tabs.count()):
        with page.expect_navigation():
            tabs.nth(number).click()
        for box in page.locator("#ungrouped input[name=answers]").all():
            box.check()
        press(page, "Jauna grupa")
        expect(page.locator("#ungrouped input[name=answers]")).to_have_count(0)


def prepare_the_year(screen):
    """Start the programme, give two people their accounts and one her rights, and plan two think tanks."""
    page, today = screen.page, timezone.localdate()
    set_password_and_sign_in(screen)
    start_programme(page)
    add_account(page, COORDINATOR, "Līga Parauga")
    add_account(page, TYPIST, "Jānis Paraugs")
    grant_coordinator(page)
    plan_think_tank(page, town="Jelgava", region="Zemgale", day=today + datetime.timedelta(days=30))
    plan_think_tank(page, town="Kuldīga", region="Kurzeme", day=today)


def hold_the_think_tank(screen):
    """Open it, capture, add a table and a typist in the middle, and close."""
    page = screen.page
    press_primary(page, "Sākt domnīcu")
    capture(page, 3)
    add_table_and_typist(page)
    screen.installation.call(give_32_answers)
    turn_to(page, "Ievade")
    press(page, "Slēgt domnīcu")
    press(page, "Slēgt domnīcu")


def test_an_organiser_runs_a_programme_to_its_end(screen, figure):
    page = screen.page
    prepare_the_year(screen)
    hold_the_think_tank(screen)

    screen.installation.call(move_the_close_back_a_week)
    turn_to(page, "Ievade")
    capture(page, 5, first=3)
    group_all_answers(page)
    turn_to(page, "Mans darbs")
    press(page, "Par programmu")
    press(page, "Arhivēt programmu")
    press(page, "Arhivēt tik un tā")  # one think tank is still planned

    expect(page.locator("main")).to_contain_text("Programma ir arhivēta")
    assert screen.installation.call(written) == {
        "introduction": INTRODUCTION.strip(),
        "funder": FUNDER.strip(),
        "state": "archived",
        "tables": 5,
        "facilitators": [TYPIST],
        "typed_up": 5,
        "typed_on_the_day": 3,
        "grouped": ANSWERS,
        "events": EVENTS,
    }
    # The question before the archive is an answer with an error status.
    assert [text for text in screen.complaints if "422" not in text] == []
    figure("story", f"{ANSWERS} answers grouped, 5 contributions typed up, programme archived")
