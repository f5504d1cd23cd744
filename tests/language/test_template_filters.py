"""Template filters keep a number and the word after it on one line."""

import datetime

from django.template import Context, Template

NBSP = "\u00a0"
DAY = datetime.date(2026, 11, 23)


def _rendered(template, **context):
    return Template(template).render(Context(context))


def test_filters_keep_a_number_with_its_word():
    assert _rendered(
        "{{ day|on_date }}|{{ 7|times_and_roles:3 }}|{{ 10|count_actions }}|{{ 5|made_from }}",
        day=DAY,
    ).split("|") == [
        f"2026.{NBSP}gada 23.{NBSP}novembrī",
        f"7{NBSP}reizes, 3{NBSP}lomas",
        f"10{NBSP}rīcību",
        f"Radusies no 5{NBSP}ieteikumiem",
    ]
    assert _rendered('{{ "KUR-PAS-07"|included_with:6 }}') == (
        f"Iekļauts rīcībā KUR-PAS-07 kopā ar 6{NBSP}citiem"
    )


def test_filters_show_nothing_for_a_missing_date():
    assert _rendered("{{ day|label_date }}{{ day|short_date }}{{ day|clock }}", day=None) == ""
