"""What is asked before a think tank: the programme, the day and the tables."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.forms import RolesField
from stakeholders.models import Region, Role, User
from thinktanks.models import Programme, Question, ThinkTank

QUESTIONS = {
    Question.Code.GAINS: ("Ko ieguvāt?", "What did you gain?"),
    Question.Code.USE: ("Kā izmantosiet rīcības plānu?", "How will you use the action plan?"),
    Question.Code.EVENTS: (
        "Kādi pasākumi Jums noderētu turpmāk?",
        "Which events would help you next?",
    ),
}


class ProgrammeForm(forms.Form):
    """A cycle of think tanks, with its roles and questions; `like` fills it in from another one."""

    code = forms.SlugField(
        label=_("Code in addresses"),
        max_length=40,
        help_text=_("Latin letters, digits and hyphens, for example 2027. It stays for ever."),
    )
    name_lv = forms.CharField(label=_("Name in Latvian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    funder_lv = forms.CharField(label=_("Funder in Latvian"), max_length=300, required=False)
    funder_en = forms.CharField(label=_("Funder in English"), max_length=300, required=False)
    cofunding_mark = forms.ChoiceField(
        label=_("Mark on what is printed"),
        choices=[("", pgettext_lazy("mark", "none")), *Programme.CofundingMark.choices],
        required=False,
    )
    speaker_roles = RolesField(label=_("Roles that speak"))
    addressed_roles = RolesField(label=_("Roles that are addressed"))

    def __init__(self, *args, like: Programme | None = None, **kwargs):
        super().__init__(*args, initial=self._first_words(like), **kwargs)
        labels = (
            (_("First question in Latvian"), _("First question in English")),
            (_("Second question in Latvian"), _("Second question in English")),
            (_("Third question in Latvian"), _("Third question in English")),
        )
        for code, of_code in zip(QUESTIONS, labels, strict=True):
            for language, label in zip(("lv", "en"), of_code, strict=True):
                self.fields[f"{code}_{language}"] = forms.CharField(label=label, max_length=200)

    @staticmethod
    def _first_words(like) -> dict:
        words = {
            f"{code}_{language}": text
            for code, texts in QUESTIONS.items()
            for language, text in zip(("lv", "en"), texts, strict=True)
        }
        if like is None:
            return words | {
                name: Role.objects.all() for name in ("speaker_roles", "addressed_roles")
            }
        for question in like.questions.all():
            words |= {
                f"{question.code}_lv": question.text_lv,
                f"{question.code}_en": question.text_en,
            }
        kept = ("name_lv", "name_en", "funder_lv", "funder_en", "cofunding_mark")
        return words | {
            **{name: getattr(like, name) for name in kept},
            "speaker_roles": like.speaker_roles.all(),
            "addressed_roles": like.addressed_roles.all(),
        }

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Programme.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is a programme with this code."), code="known")
        return code

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        questions = [
            {"code": code.value}
            | {f"text_{one}": values.pop(f"{code}_{one}") for one in ("lv", "en")}
            for code in QUESTIONS
        ]
        roles = {name: list(values[name]) for name in ("speaker_roles", "addressed_roles")}
        return values | roles | {"questions": questions}


NO_TABLE, ANY_ROLE = "", "any"
FEWEST_TABLES, SPARE_TABLES, MOST_TABLES = 8, 4, 60


class PlannedForm(forms.Form):
    """When and where a think tank is held, a role for each table, and who runs it; for one that is planned already."""

    held_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    town = forms.CharField(label=_("Town"), max_length=80)
    venue = forms.CharField(label=_("Venue"), max_length=200, required=False)
    facilitators = forms.CharField(
        label=_("E-mail addresses of the facilitators"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("One on each line. Each of them needs an account already."),
    )

    def __init__(self, *args, roles: list[Role], seats: list[Role | None], **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = {role.code: role for role in roles}
        choices = [(NO_TABLE, _("no table")), (ANY_ROLE, _("without a role"))]
        choices += [(role.code, role.name) for role in roles]
        at_hand = [role.code if role else ANY_ROLE for role in seats]
        shown = min(max(FEWEST_TABLES, len(seats) + SPARE_TABLES), MOST_TABLES)
        for number in range(1, shown + 1):
            first = at_hand[number - 1] if number <= len(at_hand) else NO_TABLE
            self.fields[f"table_{number}"] = forms.ChoiceField(
                label=_("Table %(n)s") % {"n": number},
                choices=choices,
                required=False,
                initial=first,
            )

    @property
    def tables(self) -> list:
        """The fields of the tables, in order."""
        return [self[name] for name in self.fields if name.startswith("table_")]

    def clean_facilitators(self) -> list[User]:
        typed = re.split(r"[\s,;]+", self.cleaned_data["facilitators"])
        found = []
        for address in filter(None, typed):
            user = User.objects.filter(email__iexact=address, is_active=True).first()
            if user is None:
                raise forms.ValidationError(
                    _("There is no account with the address %(address)s."),
                    code="unknown",
                    params={"address": address},
                )
            found.append(user)
        return list(dict.fromkeys(found))

    def clean(self):
        values = super().clean()
        chosen = [values.pop(name, "") for name in self.fields if name.startswith("table_")]
        return values | {"tables": [self.roles.get(one) for one in chosen if one]}


class ThinkTankForm(PlannedForm):
    """A think tank that is not there yet: also in which programme and region."""

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

    def clean(self):
        values = super().clean()
        if not self.errors:
            day = f"{values['region'].code}-{values['held_on'].isoformat()}"
            alike = ThinkTank.objects.filter(code__startswith=day).count()
            values["code"] = f"{day}-{alike + 1}" if alike else day
        return values
