"""What the desk sends about answers: which ones, into which group, the name of a group, and what was on paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.forms import (
    ChangingForm,
    CreatingForm,
    LenientChoiceField,
    LenientTextField,
    LineField,
    LinesField,
    RowsField,
)
from stakeholders.models import max_length_of
from thinktanks.models import Answer, AnswerGroup, Programme, Question
from thinktanks.queries.answers import AnswerFilter

GONE = _("This answer does not exist any more.")
GROUP_GONE = _("This group does not exist any more: its last answer was taken out.")
LONGEST_SEARCH = 100


class FilterForm(forms.Form):
    """Which answers of a question are listed; what is not understood lists all of them."""

    KINDS = (
        ("", _("All answers")),
        ("quotable", _("Only those that may be quoted")),
        ("starred", _("Only those with a star")),
        ("personal", _("Only possible personal data")),
        ("hidden", _("Only hidden ones")),
    )
    q = LenientTextField(label=_("Search feedback"), required=False)
    only = LenientChoiceField(label=_("Which answers"), choices=KINDS, required=False)

    def chosen(self) -> AnswerFilter:
        values = self.cleaned_data if self.is_valid() else {}
        return AnswerFilter(values.get("q", "")[:LONGEST_SEARCH], values.get("only", ""))


class AnswersField(RowsField):
    """Some of the answers on which the page works; the form says which those are."""

    default_error_messages = {"invalid_choice": GONE}

    def __init__(self):
        super().__init__(Answer.objects.none(), required=False)


class ChosenAnswersForm(forms.Form):
    """A form about one or several of the answers `rows`."""

    def __init__(self, *args, rows: QuerySet[Answer], **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AnswersField):
                field.queryset = rows

    def refuse_none(self, answers: QuerySet[Answer] | None) -> None:
        """Refuse a form that names no answer, unless it is refused already."""
        if not answers and not self.errors:
            raise ValidationError(_("Select at least one answer."), code="empty")


class AnswersForm(ChosenAnswersForm):
    """The one answer whose button was pressed, or else those that are selected."""

    answer = AnswersField()
    answers = AnswersField()

    def clean(self):
        values = super().clean()
        pressed, selected = values.pop("answer", None), values.pop("answers", None)
        self.refuse_none(pressed or selected)
        return values | {"answers": pressed or selected}


class GroupForm(forms.Form):
    """The group whose button was pressed."""

    group = forms.ModelChoiceField(
        queryset=None,
        error_messages={"required": _("Choose a group."), "invalid_choice": GROUP_GONE},
    )

    def __init__(self, *args, groups: QuerySet[AnswerGroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.select_related("question__programme", "think_tank")


class GroupAnswersForm(AnswersForm, GroupForm):
    """Answers, and the group into which they are put or out of which they are taken."""


class FormGroupForm(AnswersForm, CreatingForm):
    """Answers that become a new group, once however often it is sent."""


class MoveAnswerForm(ChosenAnswersForm):
    """The answer of the button that was pressed: it moves up or down."""

    up = AnswersField()
    down = AnswersField()

    def clean(self):
        values = super().clean()
        moved = values.get("up") or values.get("down")
        self.refuse_none(moved)
        return {"answer": moved and moved[0], "up": bool(values.get("up"))}


class MoveGroupForm(GroupForm):
    direction = forms.ChoiceField(choices=(("up", _("Move up")), ("down", _("Move down"))))

    def clean(self):
        values = super().clean()
        return {"group": values.get("group"), "up": values.get("direction") == "up"}


class NameGroupForm(ChangingForm):
    name = LineField(
        label=pgettext_lazy("group", "Name"),
        max_length=max_length_of(AnswerGroup, "name"),
        required=False,
    )


class TypeAnswerForm(CreatingForm):
    """An answer that somebody wrote on paper."""

    question = forms.ModelChoiceField(
        label=_("Question"), queryset=Question.objects.none(), empty_label=None
    )
    text = LinesField(
        label=_("Answer, in their own words"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "lv", "class": "own-words"}),
        error_messages={"required": _("Write the answer.")},
    )
    quotable = forms.BooleanField(
        label=_("The person allowed it to be quoted without a name"), required=False
    )

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = programme.questions.all()
