"""Feedback to a programme's questions."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from stakeholders.forms import LinesField, SentOnceField
from thinktanks.models import Question


class FeedbackForm(forms.Form):
    """Answers to a programme's questions; any of them may stay empty, but not all.

    The form names the questions that it asked, so that an answer to one that was removed meanwhile is refused, once.

    The UUID of each answer is derived from that of the form and what was answered, so that a page from the browser's
    history keeps an answer once, and a changed one as another.
    """

    uuid = SentOnceField(required=False)

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[_name_of(question)] = LinesField(
                label=question.text,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[_quotable_of(question)] = forms.BooleanField(
                label=_("My answer may be quoted without my name"), required=False
            )

    @property
    def rows(self) -> list[tuple]:
        """The two fields of each question."""
        return [
            (self[_name_of(question)], self[_quotable_of(question)]) for question in self.questions
        ]

    @property
    def removed(self) -> list[str]:
        """What was written for questions that were on the page and have been removed since."""
        if not self.is_bound:
            return []
        gone = [name for name in self.data.getlist("asked") if name not in self.fields]
        texts = [self.data.get(name, "").strip() for name in gone]
        return [text for text in texts if text]

    def clean(self):
        values = self.cleaned_data
        answers = [
            self._answer(question) for question in self.questions if values.get(_name_of(question))
        ]
        if self.removed:
            raise forms.ValidationError(
                _(
                    "A question was removed meanwhile. Copy what you wrote to it, then send the rest."
                ),
                code="question_removed",
            )
        if not answers and not self.errors:
            raise forms.ValidationError(_("Write an answer to one of the questions."), code="empty")
        return {"answers": answers}

    def _answer(self, question: Question) -> dict:
        values = self.cleaned_data
        text, quotable = values[_name_of(question)], values[_quotable_of(question)]
        answered = repr((_name_of(question), text, quotable))
        return {
            "question": question,
            "text": text,
            "quotable": quotable,
            "uuid": uuid.uuid5(values["uuid"], answered),
        }


def _name_of(question: Question) -> str:
    """Return the name of the field of an answer; only the questions that an import knows have a code."""
    return question.code or f"question-{question.pk}"


def _quotable_of(question: Question) -> str:
    return f"{_name_of(question)}-quotable"
