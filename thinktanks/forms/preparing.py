"""A programme with its roles and questions; a think tank with its tables and facilitators."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from language.characters import without_invisible
from stakeholders.forms import (
    ChangingForm,
    CreatingForm,
    DayField,
    LineField,
    RolesField,
    keep_whole,
)
from stakeholders.models import Region, Role, User
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
NO_TABLE, ANY_ROLE = "", "any"
MOST_FACILITATORS = 100
FEWEST_TABLES, SPARE_TABLES, MOST_TABLES = 8, 4, 60


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


class ThinkTankForm(forms.Form):
    """Day and place of a think tank, a role for each table, and who runs it.

    `seats` are the roles of its tables now, None for a table without a role.
    """

    held_on = DayField(label=_("Date"))
    town = LineField(label=_("Town"), max_length=80)
    venue = LineField(label=_("Venue"), max_length=200, required=False)
    facilitators = forms.CharField(
        label=_("E-mail addresses of the facilitators"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("One per line. Each person must already have an account."),
    )

    def __init__(self, *args, roles: list[Role], seats: list[Role | None], **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = {role.code: role for role in roles}
        choices = [(NO_TABLE, _("no table")), (ANY_ROLE, _("without a role"))]
        choices += [(role.code, role.name) for role in roles]
        shown = min(max(FEWEST_TABLES, len(seats) + SPARE_TABLES), MOST_TABLES)
        chosen = [role.code if role else ANY_ROLE for role in seats] + [NO_TABLE] * shown
        for number in range(1, shown + 1):
            self.fields[f"table_{number}"] = forms.ChoiceField(
                label=_("Table %(n)s") % {"n": number},
                choices=choices,
                required=False,
                initial=chosen[number - 1],
            )

    @property
    def tables(self) -> list:
        """The fields of the tables, in order."""
        return [self[name] for name in self.fields if name.startswith("table_")]

    def clean_facilitators(self) -> list[User]:
        addresses = _addresses_in(self.cleaned_data["facilitators"])
        if len(addresses) > MOST_FACILITATORS:
            raise forms.ValidationError(
                _("Enter at most %(limit)s addresses."),
                code="too_many",
                params={"limit": MOST_FACILITATORS},
            )
        users = []
        for address in addresses:
            user = User.objects.filter(email__iexact=address, is_active=True).first()
            if user is None:
                raise forms.ValidationError(
                    _(
                        "There is no account with the address %(address)s yet. An administrator can add it."
                    ),
                    code="unknown",
                    params={"address": address},
                )
            users.append(user)
        return list(dict.fromkeys(users))

    def clean(self):
        values = super().clean()
        chosen = [values.pop(name, "") for name in self.fields if name.startswith("table_")]
        return values | {"tables": [self.roles.get(code) for code in chosen if code]}


def _addresses_in(text: str) -> list[str]:
    """Return the e-mail addresses that are typed, or copied from a mail: „Anna Parauga <anna@example.org>”."""
    found = []
    for part in re.split(r"[,;\n]+", without_invisible(text)):
        _name, opened, address = part.rpartition("<")
        found += [address.strip(" >")] if opened else part.split()
    return list(dict.fromkeys(address.removeprefix("mailto:") for address in found if address))


class ChangeThinkTankForm(ChangingForm, ThinkTankForm):
    """A planned think tank, changed."""


class ScheduleThinkTankForm(ThinkTankForm, CreatingForm):
    """A new think tank, with its programme and region."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=None
    )
    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Planning region"), empty_label=None
    )
    field_order = ("programme", "region", "held_on", "town", "venue", "facilitators")

    def __init__(self, *args, programmes, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes
        self.fields["region"].queryset = regions
