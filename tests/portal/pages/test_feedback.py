"""The public pages of feedback, and the links that lead to them where there is something to read."""

import pytest
from django.urls import reverse

from tests.support.factories import (
    make_action,
    make_answer,
    make_answers,
    make_contribution,
    make_think_tank,
    make_user,
    make_version,
    region,
)
from tests.support.pages.requests import address, html_of
from thinktanks.operations.answer_groups import form_group, name_group
from thinktanks.operations.answers import hide_answers

pytestmark = pytest.mark.django_db


def of_think_tank(think_tank):
    return address("feedback-show", think_tank.programme.code, think_tank.code)


def of_programme(think_tank):
    return address("programme-feedback-show", think_tank.programme.code)


@pytest.mark.parametrize("page", [of_think_tank, of_programme])
def test_feedback_show_has_only_what_may_be_quoted(client, think_tank, page):
    make_answers(think_tank, 5, "Citējama")
    make_answer(think_tank, "Necitējama", quotable=False)
    hide_answers([make_answer(think_tank, "Paslēpta")], by=make_user())
    make_answer(think_tank, "Zvaniet 29 123 456")

    html = html_of(client.get(page(think_tank))).replace("\xa0", " ")

    assert "„Citējama 4”" in html
    assert "8 answers" in html
    assert "quoted: 5" in html
    for text in ("Necitējama", "Paslēpta", "29 123 456"):
        assert text not in html


@pytest.mark.parametrize("page", [of_think_tank, of_programme])
def test_feedback_show_has_groups_with_name_and_count_and_the_rest(client, think_tank, page):
    group = form_group(make_answers(think_tank, 5, "Telpas"), by=make_user())
    name_group(group, name="Satika, kam zvanīt", by=make_user())
    make_answers(think_tank, 6)

    response = client.get(page(think_tank))

    [shown, *_others] = response.context["questions"]
    assert [(row.name, row.count, row.is_rest) for row in shown.groups] == [
        ("Satika, kam zvanīt", 5, False),
        ("", 6, True),
    ]
    assert "Satika, kam zvanīt" in html_of(response)


@pytest.mark.parametrize("page", [of_think_tank, of_programme])
def test_feedback_show_of_few_answers_says_so_and_has_no_count(client, think_tank, page):
    make_answers(think_tank, 4, "Slepena")

    html = html_of(client.get(page(think_tank)))

    assert html.count("Fewer than 5 answers, so they are not shown") == 3
    assert "Slepena" not in html


def test_feedback_show_does_not_exist_before_the_opening_or_in_another_programme(
    client, think_tank
):
    planned = make_think_tank(is_open=False)
    other = make_think_tank()

    assert client.get(of_think_tank(planned)).status_code == 404
    elsewhere = reverse("feedback-show", args=[other.programme.code, think_tank.code])
    assert client.get(elsewhere).status_code == 404
    assert client.get("/programmes/nav/feedback/").status_code == 404


def test_links_to_feedback_are_only_where_there_is_something_to_read(client, think_tank):
    make_version(make_action(make_contribution(think_tank)).plan)
    few = make_think_tank(programme=think_tank.programme)
    make_answers(few, 4)
    plan = address("plan-show", think_tank.programme.code, "kurzeme")
    pages = (address("region-show", "kurzeme"), address("home"), plan, of_programme(think_tank))
    before = [html_of(client.get(page)) for page in pages]
    make_answers(think_tank, 5)

    after = [html_of(client.get(page)) for page in pages]

    at, of = of_think_tank(think_tank), of_programme(think_tank)
    links = (at, of, of, at)
    for link, was, now in zip(links, before, after, strict=True):
        assert (f'href="{link}"' in was, f'href="{link}"' in now) == (False, True)
    assert of_think_tank(few) not in "".join(after)


def test_programme_feedback_show_leads_to_the_published_plans(client, think_tank):
    make_version(make_action(make_contribution(think_tank)).plan)
    drafted = make_think_tank(programme=think_tank.programme, region=region("riga"))
    make_action(make_contribution(drafted))

    html = html_of(client.get(of_programme(think_tank)))

    code = think_tank.programme.code
    assert [
        place
        for place in ("kurzeme", "riga", "national")
        if f'href="{address("plan-show", code, place)}"' in html
    ] == ["kurzeme"]
