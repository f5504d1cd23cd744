"""Fields in which people type text, in the forms of all apps."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

import portal.urls  # noqa: F401 (imports every form)
from language.clean_text import MAX_LENGTH
from stakeholders.forms import LineField, LinesField

OURS = ("portal.", "actionplans.", "thinktanks.", "stakeholders.")
# The fields of model forms are cleaned by the operations. Not stored as they are typed: read by a reader, compared, or cleaned by an operation that several forms share.
OTHERS = {
    ("ArchiveProgrammeForm", "confirmed"),
    ("AskingForm", "confirmed"),
    ("CaptureForm", "text"),
    ("ChangeThinkTankForm", "confirmed"),
    ("ChangeThinkTankForm", "facilitators"),
    ("ConfirmForm", "import_file_name"),
    ("ConfirmForm", "original_file_name"),
    ("ConfirmLoginCodeForm", "code"),
    ("ContributionFilterForm", "q"),
    ("CorrectForm", "text"),
    ("FilterForm", "q"),
    ("OpenThinkTankForm", "confirmed"),
    ("PlanImportForm", "text"),
    ("PublishForm", "personal_data_seen"),
    ("RowsForm", "confirmed"),
    ("ScheduleThinkTankForm", "confirmed"),
    ("ScheduleThinkTankForm", "facilitators"),
    ("SimilarForm", "text"),
    ("SplitContributionForm", "parts"),
    ("ThinkTankForm", "confirmed"),
    ("ThinkTankForm", "facilitators"),
}


def our_forms(form=forms.Form):
    for subclass in form.__subclasses__():
        yield from our_forms(subclass)
        if subclass.__module__.startswith(OURS) and not issubclass(subclass, forms.BaseModelForm):
            yield subclass


def test_every_field_for_a_text_stores_what_it_counts():
    plain = {
        (form.__name__, name)
        for form in our_forms()
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField
    }

    assert plain - OTHERS == set()


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\u2028"])
def test_a_field_of_several_lines_counts_a_line_break_once(line_break):
    text = f"a{line_break}" * (MAX_LENGTH // 2 - 1) + "ab"

    assert LinesField().clean(text) == text.replace(line_break, "\n")
    with pytest.raises(ValidationError):
        LinesField().clean(text + "c")


def test_a_field_of_one_line_stores_no_line_break():
    assert LineField(max_length=21).clean(" Saldus\r\nnovads\t\u202eBrocēni ") == (
        "Saldus novads Brocēni"
    )


@pytest.mark.parametrize("field", [LineField(max_length=20), LinesField()])
def test_a_required_field_refuses_what_cannot_be_seen(field):
    with pytest.raises(ValidationError) as refused:
        field.clean("\u200b\u3164")

    assert refused.value.code == "required"
