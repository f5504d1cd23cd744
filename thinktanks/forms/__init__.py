"""What people without an account tell about themselves and afterwards."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from language.clean_text import MAX_LENGTH
from stakeholders.forms import SentOnceField
from stakeholders.models import Role
from thinktanks.models import Question, Table

UNKNOWN = "unknown"  # stands in forms for a role that somebody does not want to tell


class SeatForm(forms.Form):
    """At which table somebody sits, and whom they speak for: chosen, or said to be unknown, never invented."""

    role = forms.ChoiceField(
        error_messages={
            "required": _("Choose a role from the list."),
            "invalid_choice": _("Choose a role from the list."),
        }
    )
    table = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _("There is no such table at this think tank.")},
    )

    def __init__(self, *args, roles: list[Role], tables: list[Table], **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = {role.code: role for role in roles}
        self.tables = {str(table.number): table for table in tables}
        self.fields["role"].choices = [(code, code) for code in [*self.roles, UNKNOWN]]
        self.fields["table"].choices = [(number, number) for number in self.tables]

    def clean_role(self) -> Role | None:
        return self.roles.get(self.cleaned_data["role"])

    def clean_table(self) -> Table | None:
        return self.tables.get(self.cleaned_data["table"])


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
