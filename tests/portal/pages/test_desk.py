"""The desk of each kind of account: what its rows say, their one button, and how many queries they cost."""

import pytest
from django.utils import timezone

from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.desk import (
    DAY,
    closed_with,
    desk,
    parts_with,
    primary_buttons,
    rows_of,
    today,
)
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, html_of
from tests.support.published_versions import text_of
from thinktanks.models import Answer, AnswerGroup, Attendee, ThinkTank

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def left_open(**fields):
    """Make a think tank that has been open for three days."""
    think_tank = make_think_tank(held_on=today(-3), **fields)
    ThinkTank.objects.update(opened_at=timezone.now() - 3 * DAY)
    return think_tank


def planned_with_people():
    think_tank = make_think_tank(held_on=today(3), is_open=False, facilitators=[make_user()])
    make_attendee(think_tank)
    Attendee.objects.update(registered=True)
    return think_tank


def planned_bare():
    return make_think_tank(held_on=today(3), is_open=False, tables=[])


ROWS = {
    "bare": (planned_bare, "There are no tables yet. There is no facilitator yet.", "Prepare"),
    "planned": (planned_with_people, "Tables: 4. Facilitators: 1. Registered: 1.", "Prepare"),
    "today": (
        lambda: make_think_tank(held_on=today(), is_open=False),
        "There is no facilitator yet.",
        "Start",
    ),
    "missed": (
        lambda: make_think_tank(held_on=today(-1), is_open=False),
        "The day has passed, and the think tank was not started. There is no facilitator yet.",
        "Start",
    ),
    "open": (lambda: make_think_tank(held_on=today()), "Contributions: 0.", "Capture"),
    "left open": (
        left_open,
        "It has been open for more than two days. Should it be closed? Contributions: 0.",
        "Close",
    ),
    "empty": (
        closed_with,
        "There are no contributions. Type them up from the table sheets.",
        "Capture",
    ),
    "closed": (
        lambda: closed_with(actions=1, undecided=2),
        "Still to consider: 2. Last change today.",
        "Consolidate",
    ),
    "consolidated": (
        lambda: closed_with(actions=2),
        "All considered, not published yet. Actions: 2.",
        "Publish version 1",
    ),
    "published": (lambda: closed_with(actions=1, versions=1), "Published. Actions: 1.", "See"),
    "changed": (
        lambda: closed_with(actions=1, versions=1, changes=1),
        "2 changes since.",
        "Publish version 2",
    ),
}


@pytest.mark.parametrize("state", ROWS)
def test_desk_says_what_is_missing_and_offers_the_next_step(state):
    make, sentence, step = ROWS[state]
    think_tank = make()

    ((name, shown, button),) = rows_of(desk(make_coordinator()))

    assert (name, shown, button) == (f"Kurzeme, {think_tank.town}", sentence, step)


@pytest.mark.parametrize("state", ROWS)
def test_desk_has_one_primary_button_or_none_if_all_is_published(state):
    make, _sentence, step = ROWS[state]
    make()

    assert primary_buttons(desk(make_coordinator())) == ([] if step == "See" else [step])


def test_desk_has_one_primary_button_for_several_programmes():
    for days in (4, -2, -8):
        make_think_tank(is_open=False, held_on=today(days), town=f"Town {days}")

    response = desk(make_administrator())

    assert primary_buttons(response) == ["Start"]
    (row,) = (
        row for row in parts_with(elements_of(response), "tt") if parts_with(row, "btn-primary")
    )
    assert "Town -8" in row.seen


def test_desk_shows_all_stages_in_words_and_marks_the_present_one():
    closed_with(actions=1, undecided=1)

    (stages,) = parts_with(elements_of(desk(make_coordinator())), "stages")

    words = [part.seen for part in stages if part.tag == "li"]
    assert words == ["Planned", "Open now", "Closed", "Consolidated", "Published", "Answered"]
    assert [part.seen for part in stages if "aria-current" in part.attributes] == ["Closed"]
    assert stages.attributes["aria-label"] == "Stage: closed"


def test_desk_shows_a_cancelled_think_tank_quietly_with_its_reason():
    think_tank = make_think_tank(is_open=False, held_on=today(2))
    ThinkTank.objects.update(
        state="cancelled", cancelled_at=timezone.now(), cancellation_reason="Zāle nav pieejama."
    )

    ((name, sentence, button),) = rows_of(desk(make_coordinator()))

    assert (name, sentence, button) == ("Kurzeme, Kuldīga", "Zāle nav pieejama.", "See")
    assert "cancelled; was planned for" in text_of(desk(make_facilitator(think_tank)))


def test_desk_links_to_late_contributions():
    think_tank = closed_with(undecided=1)
    think_tank.contributions.update(late=True)

    response = desk(make_facilitator(think_tank))

    assert "Late contributions to review: 1" in text_of(response)
    assert address("think-tank-close", think_tank.pk) in html_of(response)


def test_desk_links_to_feedback_that_is_in_no_group():
    think_tank = make_think_tank(held_on=today())
    question = think_tank.programme.questions.first()
    for hidden in (False, True):
        Answer.objects.create(
            question=question,
            think_tank=think_tank,
            text="Tikties biežāk",
            hidden=hidden,
            given_at=timezone.now(),
        )
    user = make_facilitator(think_tank)
    assert "Feedback not grouped yet: 1 · Kurzeme, Kuldīga" in text_of(desk(user))
    assert address("think-tank-feedback", think_tank.pk) in html_of(desk(user))

    group = AnswerGroup.objects.create(question=question, think_tank=think_tank, position=1)
    Answer.objects.update(group=group)

    assert "Also for you" not in text_of(desk(user))
