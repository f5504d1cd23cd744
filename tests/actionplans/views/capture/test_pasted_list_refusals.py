"""What a pasted list is refused for; what was typed stays."""

import pytest
from django.test import Client

from tests.support.factories import make_facilitator, make_think_tank
from tests.support.pages.capture_pages import make_capture_page, texts
from tests.support.pages.requests import html_of, signed_in

pytestmark = pytest.mark.django_db


def rows(response):
    return response.context["pasted"].rows


def test_contribution_import_refuses_all_for_one_invalid_line_and_keeps_all(capture_page):
    pasted = capture_page.paste("viens\ndivi\ntrīs").context["pasted"]
    pasted.rows[1].text = "a" * 2001

    response = capture_page.save(pasted, selected=[1, 2])

    assert response.status_code == 422
    assert "The text is too long: 2001 of 2000 characters." in html_of(response)
    assert [(row.text, row.selected) for row in rows(response)] == [
        ("viens", True),
        ("a" * 2001, True),
        ("trīs", False),
    ]
    assert texts(capture_page.think_tank) == []


@pytest.mark.parametrize("field", ["from-1", "to-1"])
def test_contribution_import_refuses_an_unknown_role(capture_page, field):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]

    response = capture_page.save(pasted, **{field: "bakers"})

    assert response.status_code == 422
    assert "Choose a role from the list." in html_of(response)
    assert texts(capture_page.think_tank) == []


@pytest.mark.parametrize(
    ("hidden", "sentence"),
    [
        ({"table": "99"}, "There is no such table at this think tank."),
        ({"count": "²"}, "Enter a whole number."),
        ({"batch": "no-uuid"}, "Enter a valid UUID."),
    ],
    ids=["table", "count", "batch"],
)
def test_contribution_import_says_what_is_wrong_in_a_hidden_field(capture_page, hidden, sentence):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]

    response = capture_page.save(pasted, **hidden)

    assert response.status_code == 422
    assert sentence in html_of(response)
    assert texts(capture_page.think_tank) == []


def test_contribution_import_refuses_without_a_selected_row(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]

    response = capture_page.save(pasted, selected=[])

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Nothing is saved yet. Select at least one line."
    ]


def test_contribution_import_shows_two_thousand_lines_and_no_more(capture_page):
    text = "\n".join(f"rinda {number}" for number in range(2000))

    most = capture_page.paste(text)
    more = capture_page.paste(f"{text}\nvēl viena")

    assert (most.status_code, len(rows(most))) == (200, 2000)
    assert more.status_code == 422
    assert "Too many lines: 2001. The limit is 2000; split the text." in html_of(more)
    assert more.context["text"] == f"{text}\nvēl viena"


@pytest.mark.parametrize(
    "fields", [{"count": "2001"}, {"count": "x"}, {"batch": "x"}, {"count": ""}]
)
def test_contribution_import_refuses_a_list_that_no_page_made(capture_page, fields):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]

    response = capture_page.save(pasted, **fields)

    assert response.status_code == 422
    assert texts(capture_page.think_tank) == []


def test_contribution_import_does_not_exist_for_others(capture_page):
    pasted = capture_page.paste("viens\ndivi").context["pasted"]
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))
    nobody = capture_page._replace(client=Client())

    answers = [other.paste("viens\ndivi"), other.save(pasted), nobody.save(pasted)]

    assert [answer.status_code for answer in answers] == [404, 404, 302]
    assert "/accounts/login/" in answers[2].url
    assert texts(capture_page.think_tank) == []


def test_contribution_import_refuses_once_the_day_after_the_close_is_over():
    capture_page = make_capture_page(is_open=False)

    response = capture_page.paste("viens\ndivi")

    assert response.status_code == 422
    assert "This think tank has not started yet." in html_of(response)
