"""What the screens of the room show before, during and after a think tank."""

import pytest

from tests.support.factories import make_facilitator, make_think_tank
from tests.support.pages.requests import address, html_of, signed_in
from tests.support.published_versions import text_of
from thinktanks.codes import show_code
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank

pytestmark = pytest.mark.django_db
SCREENS = ("think-tank-wall", "think-tank-slide")


def cancel(think_tank, by):
    cancel_think_tank(think_tank, reason="Zāle nav pieejama", by=by)


def close(think_tank, by):
    close_think_tank(think_tank, by=by)


def archive(think_tank, by):
    archive_programme(think_tank.programme, by=by)


@pytest.fixture(params=SCREENS)
def screen(request):
    """Open a screen of a think tank as one of its facilitators."""

    def open_screen(think_tank):
        user = make_facilitator(think_tank)
        return signed_in(user).get(address(request.param, think_tank.pk))

    return open_screen


def codes_on(response, think_tank):
    """Return which codes are on a page, each as text and as the address to type."""
    page = html_of(response)
    codes = {"join": think_tank.join_code, "feedback": think_tank.feedback_code}
    return [
        name
        for name, code in codes.items()
        if show_code(code) in page and f"127.0.0.1:8000/{name}/" in page
    ]


@pytest.mark.parametrize("is_open", [False, True])
def test_screens_show_the_join_code_until_the_close(screen, is_open):
    think_tank = make_think_tank(is_open=is_open)

    assert codes_on(screen(think_tank), think_tank) == ["join"]


def test_screens_thank_and_show_the_feedback_code_after_the_close(screen):
    think_tank = make_think_tank()
    close(think_tank, make_facilitator(think_tank))

    response = screen(think_tank)

    assert codes_on(response, think_tank) == ["feedback"]
    assert "Thank you!" in text_of(response)
    assert 'class="qr"' in html_of(response)


@pytest.mark.parametrize(
    ("is_open", "happens", "shown"),
    [
        (False, cancel, ["The think tank is cancelled", "Zāle nav pieejama"]),
        (False, archive, ["The programme is archived"]),
        (True, archive, ["The programme is archived"]),
    ],
)
def test_screens_say_why_nobody_may_join_any_more(screen, is_open, happens, shown):
    think_tank = make_think_tank(is_open=is_open)
    happens(think_tank, make_facilitator(think_tank))

    response = screen(think_tank)

    assert codes_on(response, think_tank) == []
    assert 'class="qr"' not in html_of(response)
    assert [text for text in shown if text not in text_of(response)] == []


@pytest.mark.parametrize(
    ("happens", "is_open", "shown"),
    [
        (None, False, True),
        (None, True, True),
        (cancel, False, False),
        (archive, True, False),
        (close, True, False),
    ],
)
def test_monitor_shows_the_join_code_while_it_works(happens, is_open, shown):
    think_tank = make_think_tank(is_open=is_open)
    user = make_facilitator(think_tank)
    if happens:
        happens(think_tank, user)

    page = html_of(signed_in(user).get(address("think-tank-monitor", think_tank.pk)))

    assert (show_code(think_tank.join_code) in page) == shown
