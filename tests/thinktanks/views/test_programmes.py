"""The page of a programme, and its archive: what they show, to whom, and what a person sees when they refuse."""

import datetime

import pytest

from actionplans.operations.programmes import change_programme
from tests.actionplans.operations.test_programmes import fields_of
from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_organisation,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.queries import count_queries
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.questions import (
    add_question,
    move_question,
    remove_question,
    reword_question,
)
from thinktanks.operations.think_tanks import close_think_tank, open_think_tank
from thinktanks.queries.changes import Detail

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_administrator(name="Anna Administratore")


@pytest.fixture
def client(administrator):
    return signed_in(administrator)


def test_archive_programme_asks_once_while_think_tanks_are_planned_or_open(client):
    programme = make_programme()
    day = datetime.date(2027, 2, 11)
    make_think_tank(programme=programme, town="Talsi", held_on=day)
    planned = make_think_tank(programme=programme, town="Kuldīga", held_on=day, is_open=False)
    closed = make_think_tank(programme=programme, town="Cēsis", held_on=day)
    close_think_tank(closed, by=None)
    page = client.get(address("programme-show", programme.code))

    asked = form_with(page, "Archive the programme").press("Archive the programme")
    programme.refresh_from_db()
    before = programme.state
    open_think_tank(planned, by=None)
    again = form_with(asked, "Archive anyway").press("Archive anyway")
    archived = form_with(again, "Archive anyway").press("Archive anyway", follow=True)

    programme.refresh_from_db()
    date = "11 February 2027"
    assert (asked.status_code, again.status_code) == (422, 422)
    assert f"open: Talsi (open now, {date}); Kuldīga (planned, {date}). Once" in html_of(asked)
    assert f"open: Talsi (open now, {date}); Kuldīga (open now, {date}). Once" in html_of(again)
    assert "Cēsis" not in html_of(asked)
    assert (before, programme.state) == ("open", "archived")
    assert messages_of(archived) == ["The programme is archived"]


def test_archive_programme_has_a_page_until_it_is_archived(client, administrator):
    programme = make_think_tank().programme
    path = address("programme-archive", programme.code)
    shown = client.get(path)
    archive_programme(programme, by=administrator)

    assert form_with(shown, "Archive the programme")
    assert client.get(path).url == address("programme-show", programme.code)


def test_programme_show_has_all_facts(client):
    partner = make_organisation("Zemgales fonds")
    programme = make_programme(
        introduction_lv="Kāpēc satiekamies",
        figure_credit_lv="Adaptēts no pētījuma",
        funder_en="Paid by the fund",
        cofunding_mark="eu",
        partners=[partner],
    )
    think_tank = make_think_tank(programme=programme)

    html = html_of(client.get(address("programme-show", programme.code)))

    for text in (
        programme.name_lv,
        programme.name_en,
        "Kāpēc satiekamies",
        "Adaptēts no pētījuma",
        "Paid by the fund",
        "Co-funded by the European Union",
        "Zemgales fonds",
        "Ko ieguvāt?",
        think_tank.town,
        address("think-tank-prepare", think_tank.pk),
        f"{address('programme-start')}?like={programme.code}",
    ):
        assert text in html


def test_programme_show_lists_its_changes_in_words_newest_first(client, administrator):
    programme = make_programme()
    question = add_question(programme, text_lv="Kas vēl?", text_en="What?", by=administrator)
    move_question(question, up=True, by=administrator)
    remove_question(question, by=administrator)
    archive_programme(programme, by=administrator)

    changes = client.get(address("programme-show", programme.code)).context["changes"]

    assert [(change.who, change.what) for change in changes] == [
        ("Anna Administratore", "archived the programme"),
        ("Anna Administratore", "removed the question “Kas vēl?”"),
        ("Anna Administratore", "moved the question “Kas vēl?”"),
        ("Anna Administratore", "added a question: “Kas vēl?”"),
        ("The portal", "started the programme"),
    ]


def test_programme_show_lists_what_changed_with_the_language_of_each_text(client, administrator):
    programme = make_programme(introduction_lv="Kāpēc")
    fields = fields_of(
        programme,
        introduction_lv="x" * 91,
        partners=[make_organisation("Āboli"), make_organisation("Bumbieri")],
        speaker_roles=[role()],
        cofunding_mark="eu",
    )
    change_programme(programme, **fields, by=administrator)
    reword_question(
        programme.questions.first(), text_lv="Kas?", text_en="What did you gain?", by=administrator
    )

    changes = client.get(address("programme-show", programme.code)).context["changes"]

    everybody = "policy makers, municipalities, support organisations, social entrepreneurs"
    assert [(change.what, change.details) for change in changes[:2]] == [
        ("reworded a question", (Detail("Question in Latvian", "Ko ieguvāt?", "Kas?", "lv"),)),
        (
            "changed the programme",
            (
                Detail("Introduction in Latvian", "Kāpēc", "x" * 89 + "…", "lv"),
                Detail("Partners", "", "Āboli, Bumbieri"),
                Detail("Co-funding emblem", "", "Co-funded by the European Union"),
                Detail("Who may suggest", everybody, "municipalities"),
            ),
        ),
    ]


def test_programme_show_costs_the_same_for_more_rows(client, administrator):
    programme = make_programme()
    make_think_tank(programme=programme)
    add_question(programme, text_lv="Kas vēl?", text_en="What?", by=administrator)
    path = address("programme-show", programme.code)
    client.get(path)
    _page, few = count_queries(client.get, path)

    for _number in range(2):
        make_think_tank(programme=programme)
        add_question(programme, text_lv="Kas vēl?", text_en="What?", by=administrator)

    assert count_queries(client.get, path)[1] == few


@pytest.mark.parametrize("name", ["programme-show", "programme-change", "question-add"])
def test_the_pages_of_a_programme_do_not_exist_for_others(name):
    programme = make_think_tank().programme

    response = signed_in(make_coordinator()).get(address(name, programme.code))

    assert response.status_code == 404


def test_archive_programme_and_reopen_it_from_its_page(client):
    programme = make_programme()
    path = address("programme-show", programme.code)

    archived = form_with(client.get(path), "Archive the programme").press(
        "Archive the programme", follow=True
    )

    programme.refresh_from_db()
    assert (programme.state, messages_of(archived)) == ("archived", ["The programme is archived"])
    assert "This programme is archived" in html_of(archived)
    assert address("programme-change", programme.code) not in html_of(archived)
    assert "question-" not in html_of(archived).split("<form")[-1]

    reopened = form_with(archived, "Open the programme again").press(
        "Open the programme again", follow=True
    )

    programme.refresh_from_db()
    assert (programme.state, messages_of(reopened)) == ("open", ["The programme is open again"])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("programme-archive", "This programme is archived: everything can be read"),
        ("programme-reopen", "This programme is not archived."),
    ],
)
def test_archive_and_reopen_refuse_with_a_sentence(client, administrator, name, sentence):
    programme = make_programme()
    if name == "programme-archive":
        archive_programme(programme, by=administrator)

    response = client.post(address(name, programme.code), follow=True)

    [message] = messages_of(response)
    assert message.startswith(sentence)


def test_the_desk_lists_archived_programmes_for_administrators_only(client, administrator):
    programme = make_think_tank().programme
    archive_programme(programme, by=administrator)
    link = f'href="{address("programme-show", programme.code)}"'

    assert link in html_of(client.get(address("desk")))
    assert link not in html_of(signed_in(make_coordinator()).get(address("desk")))
