"""The markup of form fields (templates/bootstrap5)."""

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.utils.translation import override


class SampleForm(forms.Form):
    step = forms.CharField(label="First step", help_text="One sentence")
    why = forms.CharField(label="Why not?", required=False)
    reason = forms.ChoiceField(
        label="Reason", choices=[("a", "Repeats"), ("b", "Other")], widget=forms.RadioSelect
    )
    region = forms.ChoiceField(label="Region", choices=[("KUR", "Kurzeme")])
    checked = forms.BooleanField(label="Checked")
    paper = forms.FileField(label="File")

    def clean(self):
        raise forms.ValidationError("Nothing was saved.")


@pytest.fixture
def page():
    with override("en"):
        return as_crispy_form(SampleForm({"step": ""}))


def field(page, name):
    """Return the markup of a field."""
    return re.split(r'(?=<div id="div_id_)', page)[1 + list(SampleForm.base_fields).index(name)]


@pytest.mark.parametrize("name", ["step", "region", "paper"])
def test_field_refers_to_its_error(page, name):
    markup = field(page, name)

    ids = re.search(r'aria-describedby="([^"]*)"', markup)[1].split()

    assert f"id_{name}_error" in ids
    assert [id_ for id_ in ids if f'id="{id_}"' not in markup] == []


def test_field_has_its_label_above_and_its_error_below(page):
    markup = field(page, "step")

    order = [
        markup.index(text)
        for text in ("First step", "<input", "This field is required.", "One sentence")
    ]

    assert order == sorted(order)


def test_only_an_optional_field_is_marked(page):
    assert '<span class="optional">(optional)</span>' in field(page, "why")
    assert "optional" not in field(page, "step")
    assert "*" not in page


def test_radios_are_in_a_fieldset_with_their_question(page):
    markup = field(page, "reason")

    assert re.search(r"<legend>\s*Reason\s*</legend>", markup)
    assert re.findall(r'<label for="(\w+)"', markup) == re.findall(
        r'<input type="radio"[^>]* id="(\w+)"', markup
    )
    assert len(re.findall('type="radio"', markup)) == 2


def test_checkbox_is_before_its_label(page):
    markup = field(page, "checked")

    assert markup.index('type="checkbox"') < markup.index(">Checked</label>")


def test_errors_of_the_whole_form_are_above_its_fields(page):
    above = page.split('<div id="div_id_step"')[0]

    assert '<div class="form-problems" tabindex="-1">' in above
    assert "<span>Nothing was saved.</span>" in above


def test_a_long_form_links_to_the_fields_that_are_refused(page):
    above = page.split('<div id="div_id_step"')[0]

    links = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', above)

    assert links == [
        ("id_step", "First step"),
        ("id_reason_0", "Reason"),
        ("id_region", "Region"),
        ("id_checked", "Checked"),
        ("id_paper", "File"),
    ]
    assert [id_ for id_, _label in links if f'id="{id_}"' not in page] == []


def test_a_short_form_shows_its_errors_at_the_fields_only():
    class ShortForm(forms.Form):
        name = forms.CharField()
        town = forms.CharField()

    with override("en"):
        page = as_crispy_form(ShortForm({}))

    assert "form-problems" not in page
    assert page.count("This field is required.") == 2
