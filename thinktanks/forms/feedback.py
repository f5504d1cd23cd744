"""Feedback to a programme's questions."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from language.clean_text import MAX_LENGTH
from stakeholders.forms import SentOnceField
from thinktanks.models import Question


class FeedbackForm(forms.Form):
    """What somebody answers to the programme's questions; any of them may stay empty, not all.

    Each answer's own UUID follows from the form's.
    """

    uuid = SentOnceField(required=False)

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.code] = forms.CharField(
                label=question.text,
                required=False,
                max_length=MAX_LENGTH,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"{question.code}-quotable"] = forms.BooleanField(
                label=_("My answer may be quoted without my name"), required=False
            )

    @property
    def rows(self) -> list[tuple]:
        """Each question's two fields."""
        return [(self[one.code], self[f"{one.code}-quotable"]) for one in self.questions]

    def clean(self):
        values = self.cleaned_data
        answers = [
            {
                "question": one,
                "text": values[one.code],
                "quotable": values[f"{one.code}-quotable"],
                "uuid": uuid.uuid5(values["uuid"], one.code),
            }
            for one in self.questions
            if values.get(one.code)
        ]
        if not answers and not self.errors:
            raise forms.ValidationError(_("Write an answer to one of the questions."), code="empty")
        return {"answers": answers}
