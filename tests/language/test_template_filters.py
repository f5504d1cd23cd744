"""Template filters keep a number and the word after it on one line."""

import datetime
from importlib import import_module
from inspect import signature

import pytest
from django.template import Context, Template
from django.utils import translation

from stakeholders.templatetags import marks
from thinktanks.templatetags import codes

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
        f"Teikts 7{NBSP}reizes, 3{NBSP}lomas",
        f"10{NBSP}rīcību",
        f"Radusies no 5{NBSP}ieteikumiem",
    ]
    assert _rendered('{{ "KUR-PAS-07"|included_with:6 }}') == (
        f"Iekļauts rīcībā KUR-PAS-07 kopā ar 6{NBSP}citiem"
    )


def test_filters_show_nothing_for_a_missing_date():
    assert _rendered("{{ day|label_date }}{{ day|short_date }}{{ day|clock }}", day=None) == ""


# Whatever a row may hold: impossible and extreme dates, numbers that are none, and what is no address.
WHATEVER = (
    None,
    "",
    "x\x00",
    "2023-02-30",
    "9999-99-99",
    "2024-13",
    "https://[x",
    0,
    -1,
    10**30,
    float("nan"),
    float("inf"),
    datetime.date.min,
    datetime.datetime.max.replace(tzinfo=datetime.UTC),
    [],
    object(),
)
LIBRARIES = ("language.templatetags.latvian", "stakeholders.templatetags.marks")
LIBRARIES += ("thinktanks.templatetags.codes", "actionplans.templatetags.board")
FILTERS = [
    pytest.param(function, id=name)
    for module in LIBRARIES
    for name, function in import_module(module).register.filters.items()
]
# Tags that take a value of a row; the others take what a template writes.
TAGS = [marks.role_mark, marks.state_mark, marks.bar, marks.icon, codes.qr]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("write", [*FILTERS, *TAGS])
def test_filters_and_tags_show_whatever_value_there_is(write, language):
    values = [
        name
        for name, parameter in signature(write).parameters.items()
        if parameter.default is parameter.empty
    ]
    with translation.override(language):
        for value in WHATEVER:
            assert write(*[value] * len(values)) is not None


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("{{ value|source_date }}", "2023-02-30", "2023-02-30"),
        ("{{ value|source_date }}", "2024-13", "2024-13"),
        ("{{ value|host }}", "https://[x", "https://[x"),
        ("{{ value|label_date }}", "rīt & <b>", "rīt &amp; &lt;b&gt;"),
        ("{{ value|number }}", "daudz", "daudz"),
        ("{% state_mark value %}", "gone", "gone"),
        ('{{ value|state_word:"plan" }}', "gone", "gone"),
    ],
)
def test_filters_and_tags_show_what_they_cannot_write_as_it_is(template, value, shown):
    assert _rendered(template, value=value) == shown


def test_filters_log_a_type_and_no_value(caplog):
    _rendered("{{ value|number }}", value="Anna Parauga")

    assert [record.getMessage() for record in caplog.records] == ["number cannot write a str"]
