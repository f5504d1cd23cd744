"""A programme with its roles and questions."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.forms import (
    CreatingForm,
    LineField,
    RolesField,
    keep_whole,
)
from stakeholders.models import Role
from thinktanks.models import Programme, Question

QUESTIONS = {
    Question.Code.GAINS: ("Ko ieguvāt?", "What did you gain?"),
    Question.Code.USE: ("Kā izmantosiet rīcības plānu?", "How will you use the action plan?"),
    Question.Code.EVENTS: (
        "Kādi pasākumi Jums noderētu turpmāk?",
        "Which events would help you next?",
    ),
}
LANGUAGES = ("lv", "en")
ROLE_LISTS = ("speaker_roles", "addressed_roles")
COPIED = ("name_lv", "name_en", "funder_lv", "funder_en", "cofunding_mark")


class StartProgrammeForm(CreatingForm):
    """A new programme; with `like` it is filled in from an earlier one."""

    code = forms.SlugField(
        label=_("Code in addresses"),
        max_length=40,
        help_text=_(
            "Letters a–z, digits and hyphens, for example 2027. It cannot be changed later."
        ),
    )
    name_lv = LineField(label=_("Name in Latvian"), max_length=120)
    name_en = LineField(label=_("Name in English"), max_length=120)
    funder_lv = LineField(label=_("Funder in Latvian"), max_length=300, required=False)
    funder_en = LineField(label=_("Funder in English"), max_length=300, required=False)
    cofunding_mark = forms.ChoiceField(
        label=_("Co-funding emblem"),
        choices=[("", pgettext_lazy("mark", "none")), *Programme.CofundingMark.choices],
        required=False,
    )
    speaker_roles = RolesField(label=_("Who may suggest"))
    addressed_roles = RolesField(label=_("To whom"))

    def __init__(self, *args, like: Programme | None = None, **kwargs):
        super().__init__(*args, initial=_initial_values(like), **kwargs)
        labels = (
            (_("First question in Latvian"), _("First question in English")),
            (_("Second question in Latvian"), _("Second question in English")),
            (_("Third question in Latvian"), _("Third question in English")),
        )
        for code, of_question in zip(QUESTIONS, labels, strict=True):
            for language, label in zip(LANGUAGES, of_question, strict=True):
                self.fields[f"{code}_{language}"] = LineField(label=label, max_length=200)
        keep_whole(self)

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        questions = [
            {"code": code.value}
            | {f"text_{language}": values.pop(f"{code}_{language}") for language in LANGUAGES}
            for code in QUESTIONS
        ]
        roles = {name: list(values[name]) for name in ROLE_LISTS}
        return values | roles | {"questions": questions}


def _initial_values(like: Programme | None) -> dict:
    """Return the usual questions and all roles, or the values of an earlier programme."""
    if like is None:
        texts, roles = QUESTIONS, dict.fromkeys(ROLE_LISTS, Role.objects.all())
    else:
        texts = QUESTIONS | {
            question.code: (question.text_lv, question.text_en) for question in like.questions.all()
        }
        roles = {name: getattr(like, name).all() for name in ROLE_LISTS}
    questions = {
        f"{code}_{language}": text
        for code, of_question in texts.items()
        for language, text in zip(LANGUAGES, of_question, strict=True)
    }
    return questions | roles | {name: getattr(like, name) for name in COPIED if like}
