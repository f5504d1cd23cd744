"""The questions of a programme: add, reword and move one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stakeholders.forms import ChangingForm, CreatingForm, LineField, NumberField
from stakeholders.models import max_length_of
from thinktanks.models import Question

LANGUAGES = ("lv", "en")
LONGEST_QUESTION = max_length_of(Question, "text_lv")


def name_languages(form: forms.Form) -> None:
    """Name the language of what is typed in each field of one language, so that it is spoken and spelled in it."""
    for name, field in form.fields.items():
        if name.endswith(tuple(f"_{language}" for language in LANGUAGES)):
            field.widget.attrs["lang"] = name[-2:]


class QuestionForm(forms.Form):
    """A question in both languages."""

    text_lv = LineField(label=_("Question in Latvian"), max_length=LONGEST_QUESTION)
    text_en = LineField(label=_("Question in English"), max_length=LONGEST_QUESTION)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_languages(self)


class AddQuestionForm(QuestionForm, CreatingForm):
    """A new question."""


class RewordQuestionForm(ChangingForm, QuestionForm):
    """A question in other words; `confirmed` once its page has said that answers were given to the earlier ones."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confirmed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def confirm(self) -> None:
        """Let the form be accepted when it is sent again."""
        self.data = self.data.copy()
        self.data["confirmed"] = "1"


class MoveQuestionForm(forms.Form):
    """One place up, or one down."""

    up = forms.BooleanField(required=False)
    place = NumberField(required=False, min_value=1)
