"""The template tags for icons, roles, states, bars and the navigation."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch
from django.utils.translation import override

from stakeholders.models import Role

SVG = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="#i-%s"/></svg>'


@pytest.fixture
def municipalities():
    return Role(
        code="municipalities",
        short="PAS",
        name_lv="pašvaldības",
        dative_lv="pašvaldībām",
        genitive_lv="pašvaldību",
        name_en="municipalities",
        dative_en="for municipalities",
    )


def render(source, language="en", **context):
    with override(language):
        return Template("{% load marks %}" + source).render(Context(context))


def test_icon_is_hidden_from_assistive_technology():
    assert render('{% icon "search" %}') == SVG % "search"


def test_icon_escapes_its_name():
    icon = render("{% icon name %}", name='"><b>')

    assert icon == SVG % "&quot;&gt;&lt;b&gt;"


def test_role_class_is_that_of_the_role_or_of_an_unknown_role(municipalities):
    template = "{{ role|role_class }}"

    assert render(template, role=municipalities) == "role-pas"
    assert render(template, role=None) == "role-none"


def test_highlight_marks_pieces_and_escapes_them():
    pieces = [("Mazāk ", False), ("<b>", True), (" & vairāk", False)]

    assert render("{{ pieces|highlight }}", pieces=pieces) == (
        "Mazāk <mark>&lt;b&gt;</mark> &amp; vairāk"
    )


def test_role_mark_is_icon_and_name_with_a_capital(municipalities):
    mark = render("{% role_mark role %}", language="lv", role=municipalities)

    assert mark == f'<span class="role role-pas">{SVG % "pas"}<span>Pašvaldības</span></span>'


def test_role_mark_takes_the_dative(municipalities):
    lv = render('{% role_mark role "dative" %}', language="lv", role=municipalities)
    en = render('{% role_mark role "dative" %}', language="en", role=municipalities)

    assert "<span>Pašvaldībām</span>" in lv
    assert "<span>For municipalities</span>" in en


def test_role_mark_takes_the_addressee_for_a_sentence(municipalities):
    lv = render('{% role_mark role "addressee" %}', language="lv", role=municipalities)
    en = render('{% role_mark role "addressee" %}', language="en", role=municipalities)

    assert "<span>pašvaldībām</span>" in lv
    assert "<span>municipalities</span>" in en


def test_role_mark_without_a_role_shows_not_known():
    assert (
        render("{% role_mark None %}")
        == f'<span class="role role-none">{SVG % "none"}<span>Not known</span></span>'
    )


def test_role_mark_without_a_role_shows_the_given_text():
    assert "<span>Role not shown</span>" in render('{% role_mark None "name" "role not shown" %}')


def test_role_mark_escapes_the_name(municipalities):
    municipalities.name_en = "<script>"

    mark = render("{% role_mark role %}", role=municipalities)

    assert mark == f'<span class="role role-pas">{SVG % "pas"}<span>&lt;script&gt;</span></span>'


def test_state_mark_is_circle_and_word():
    mark = render('{% state_mark "will_not" %}')

    assert (
        mark
        == f'<span class="state st-will-not">{SVG % "will-not"}<span>will not be done</span></span>'
    )


def test_state_mark_of_not_for_us_has_no_icon():
    assert (
        render('{% state_mark "not_for_us" %}')
        == '<span class="state st-not-for-us"><span>not for us</span></span>'
    )


def test_state_mark_with_a_count_names_state_and_number():
    assert "<span>Done: 12</span>" in render('{% state_mark "done" 12 %}')
    assert "<span>Done: 0</span>" in render('{% state_mark "done" 0 %}')


@pytest.mark.parametrize(
    "state", ["not_started", "started", "done", "will_not", "not_for_us", "no_news", "waiting"]
)
def test_state_mark_knows_every_state_of_an_action(state):
    assert f'<span class="state st-{state.replace("_", "-")}">' in render(
        "{% state_mark state %}", state=state
    )
    assert "<span></span>" not in render("{% state_mark state %}", state=state)


def test_bar_draws_done_inside_started():
    drawing = render("{% bar 12 3 3 %}")

    assert '<rect class="all" width="96" height="5"/>' in drawing
    assert '<rect class="started" width="48.0" height="5"/>' in drawing
    assert '<rect class="done" width="24.0" height="5"/>' in drawing


def test_bar_of_nothing_is_empty():
    assert '<rect class="done" width="0.0" height="5"/>' in render("{% bar 0 0 %}")


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/accounts/login/", ' aria-current="page"'),
        ("/accounts/login/code/", ' aria-current="true"'),
        ("/accounts/logout/", ""),
    ],
)
def test_nav_link_marks_the_current_page(path, here):
    link = render(
        '{% nav_link "account_login" "Sign in" %}',
        language="lv",
        request=RequestFactory().get(path),
    )

    assert link == f'<a href="/accounts/login/"{here}>Sign in</a>'


def test_nav_link_to_an_address_that_does_not_exist_is_an_error():
    with pytest.raises(NoReverseMatch):
        render('{% nav_link "no-such-page" "Nowhere" %}', request=RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.org/a/b?c=1", "example.org"),
        ("http://sub.example.org:8080", "sub.example.org"),
        ("Gada pārskats", "Gada pārskats"),
        ("", ""),
    ],
)
def test_host_is_the_host_without_www(address, host):
    assert render("{{ address|host }}", address=address) == host
