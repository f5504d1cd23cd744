"""T59: the pages of an archived programme say so, offer nothing that would be refused, and show the rest as before."""

import re

import pytest

from tests.promises.archived.programme import Archived
from tests.support.factories import make_administrator, make_plan, make_programme, make_think_tank
from tests.support.pages.desk import primary_buttons
from tests.support.pages.requests import address, html_of, signed_in
from tests.support.published_versions import text_of
from thinktanks.operations.programmes import archive_programme, reopen_programme

pytestmark = pytest.mark.django_db

SENTENCE = "This programme is archived: everything can be read, but nothing can be changed."
BUTTON = re.compile(r'<button[^>]*type="submit"[^>]*>(.*?)</button>')
CHANGES = re.compile(
    r"/(reword|detail|merge|link|split|correct|assign-roles|change|open|cancel|add-[a-z]+)/"
)
PAGES = {
    "board": ("board-show", "plan", "Jāsatiekas biežāk"),
    "history": ("plan-history", "plan", "1."),
    "publish": ("plan-publish", "plan", "Pirmā versija"),
    "import": ("plan-import", "plan", "Import an older plan"),
    "source": ("plan-source-correct", "plan", "Date and source of the older plan"),
    "capture": ("think-tank-show", "think_tank", "Jāsatiekas biežāk"),
    "close": ("think-tank-close", "think_tank", "Jāsatiekas biežāk"),
    "prepare": ("think-tank-prepare", "think_tank", "Kuldīga"),
    "monitor": ("think-tank-monitor", "think_tank", "Room overview"),
    "prepare, not held": ("think-tank-prepare", "planned", "Kuldīga"),
    "capture, not held": ("think-tank-show", "planned", "There are no contributions."),
    "feedback, not held": ("think-tank-feedback", "planned", "There is no feedback."),
    "attendance": ("think-tank-attendance", "think_tank", "Anna Parauga"),
    "feedback": ("think-tank-feedback", "think_tank", "Kontaktus 0"),
}
# The same sentence on pages on which something still can be done.
POSSIBLE = {
    "feedback": "This programme is archived: everything can be read, and answers can be hidden and shown again. "
    "Nothing else can be changed.",
    "attendance": "This programme is archived: everything can be read, and people can be removed from the list. "
    "Nothing else can be changed.",
}
# What still may be sent: a search, the hiding and showing of an answer, and the removal of a person from the list.
STILL = {
    "capture": ["Search"],
    "feedback": ["Search", "Show again", "Hide", "Hide"],
    "attendance": ["Remove Anna Parauga"],
}
# Where an open programme offers no change of this one either.
UNCHANGED = ("publish", "feedback, not held")


def main_of(archived, page) -> str:
    """Return the HTML of the main part of a page."""
    name, subject, _text = PAGES[page]
    html = html_of(signed_in(archived.by).get(address(name, getattr(archived, subject).pk)))
    return html[html.index("<main") : html.index("</main>")]


def buttons_of(main) -> list[str]:
    """Return the texts of the buttons that send something."""
    return [" ".join(re.sub("<[^>]*>", " ", text).split()) for text in BUTTON.findall(main)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_archived_programme_can_be_read_and_offers_no_change(page):
    main = main_of(Archived(), page)

    assert main.count("This programme is archived") == 1
    assert main.count(POSSIBLE.get(page, SENTENCE)) == 1
    assert PAGES[page][2] in main
    assert buttons_of(main) == STILL.get(page, [])
    assert not CHANGES.search(main)
    assert "btn-primary" not in main


def test_a_page_without_a_plan_of_an_archived_programme_offers_no_capture():
    archived = Archived()
    page = address("think-tank-plan", archived.planned.pk, "board")

    shown = signed_in(archived.by).get(page)

    assert html_of(shown).count(SENTENCE) == 1
    assert primary_buttons(shown) == []


@pytest.mark.parametrize("page", [page for page in PAGES if page not in UNCHANGED])
def test_the_same_page_of_an_open_programme_offers_changes(page):
    archived = Archived()
    reopen_programme(archived.programme, by=archived.by)

    main = main_of(archived, page)

    assert "This programme is archived" not in main
    assert set(buttons_of(main)) - set(STILL.get(page, []))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("think-tank-prepare", "Kuldīga"),
        ("think-tank-show", "There are no contributions."),
        ("think-tank-close", "This think tank did not take place."),
        ("think-tank-attendance", "The list is empty."),
        ("think-tank-feedback", "This think tank did not take place."),
        ("board-show", "There are no contributions."),
        ("plan-publish", ""),
        ("plan-history", ""),
    ],
)
def test_a_page_of_an_archived_think_tank_that_was_not_held_expects_nothing_more(name, shown):
    think_tank = make_think_tank(is_open=False)
    plan = make_plan(think_tank)
    user = make_administrator()
    archive_programme(think_tank.programme, by=user)
    subject = think_tank if name.startswith("think-tank") else plan

    text = text_of(signed_in(user).get(address(name, subject.pk)))

    assert shown in text
    assert [word for word in (" yet", "Open the think tank", "Select ") if word in text] == []


@pytest.mark.parametrize(
    ("name", "shown"), [("think-tank-monitor", "Opened on"), ("think-tank-close", "What is left")]
)
def test_a_page_of_a_think_tank_that_was_never_closed_expects_nobody_any_more(name, shown):
    think_tank = make_think_tank()
    user = make_administrator()
    archive_programme(think_tank.programme, by=user)

    text = text_of(signed_in(user).get(address(name, think_tank.pk)))

    assert shown in text
    outdated = ("not started", "did not take place", "updates by itself", "everyone is still here")
    assert [part for part in outdated if part in text] == []


def test_the_room_overview_of_an_archived_think_tank_leads_to_no_slide_and_expects_nothing():
    think_tank = make_think_tank(tables=[None])
    user = make_administrator()
    page = address("think-tank-monitor", think_tank.pk)
    slide = f'href="{address("think-tank-slide", think_tank.pk)}"'
    before = signed_in(user).get(page)

    archive_programme(think_tank.programme, by=user)
    after = signed_in(user).get(page)

    assert [
        ("nothing yet" in text_of(shown), slide in html_of(shown)) for shown in (before, after)
    ] == [
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize("name", ["programme-show", "programme-feedback"])
def test_an_archived_programme_without_think_tanks_says_that_it_has_none(name):
    user = make_administrator()
    programme = archive_programme(make_programme(), by=user)

    text = text_of(signed_in(user).get(address(name, programme.code)))

    assert "The portal has no think tanks of this programme." in text
    assert " yet" not in text
