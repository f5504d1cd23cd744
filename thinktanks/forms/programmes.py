"""A programme: what it says of itself, its partners and roles, and its first questions."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from language.latvian import short_date
from language.states import state_word
from stakeholders.forms import (
    ChangingForm,
    CreatingForm,
    LineField,
    LinesField,
    RolesField,
    keep_whole,
)
from stakeholders.models import Role, max_length_of
from thinktanks.forms.asking import AskingForm
from thinktanks.forms.partners import PartnersForm
from thinktanks.forms.questions import LANGUAGES, LONGEST_QUESTION, name_languages
from thinktanks.models import Programme, Question, ThinkTank
from thinktanks.models.programme import PROGRAMME_TEXTS
from thinktanks.queries.programmes import free_programme_code, name_of_the_next

QUESTIONS = {
    Question.Code.GAINS: ("Ko ieguvāt?", "What did you gain?"),
    Question.Code.USE: ("Kā izmantosiet rīcības plānu?", "How will you use the action plan?"),
    Question.Code.EVENTS: (
        "Kādi pasākumi Jums noderētu turpmāk?",
        "Which events would help you next?",
    ),
}
ROLE_LISTS = ("speaker_roles", "addressed_roles")


def _lines_field(label, help_text=""):
    widget = forms.Textarea(attrs={"rows": 5})
    return LinesField(label=label, required=False, help_text=help_text, widget=widget)


class ProgrammeForm(PartnersForm):
    """What a programme says of itself, who takes part, and who pays."""

    name_lv = LineField(label=_("Name in Latvian"), max_length=max_length_of(Programme, "name_lv"))
    name_en = LineField(label=_("Name in English"), max_length=max_length_of(Programme, "name_en"))
    introduction_lv = _lines_field(
        _("Introduction in Latvian"), _("Why the think tanks are held. At most 2,000 characters.")
    )
    introduction_en = _lines_field(_("Introduction in English"))
    figure_credit_lv = LineField(
        label=_("Source of the figure in Latvian"),
        max_length=max_length_of(Programme, "figure_credit_lv"),
        required=False,
        help_text=_("For example, whose figure of the parties it is adapted from."),
    )
    figure_credit_en = LineField(
        label=_("Source of the figure in English"),
        max_length=max_length_of(Programme, "figure_credit_en"),
        required=False,
    )
    speaker_roles = RolesField(label=_("Who may suggest"))
    addressed_roles = RolesField(label=_("To whom"))
    funder_lv = _lines_field(_("Funding note in Latvian"))
    funder_en = _lines_field(_("Funding note in English"))
    cofunding_mark = forms.ChoiceField(
        label=_("Co-funding emblem"),
        choices=[("", pgettext_lazy("mark", "none")), *Programme.CofundingMark.choices],
        required=False,
    )

    def __init__(self, *args, like: Programme | None = None, **kwargs):
        initial = _texts_and_roles(like) | kwargs.pop("initial", {})
        super().__init__(*args, like=like, initial=initial, **kwargs)
        name_languages(self)
        keep_whole(self)

    def clean(self):
        values = super().clean()
        return values | {name: list(values.get(name, ())) for name in ROLE_LISTS}


class ChangeProgrammeForm(ChangingForm, ProgrammeForm):
    """A programme, changed; two people who change it at once overwrite nothing of each other."""

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, like=programme, **kwargs)


class StartProgrammeForm(ProgrammeForm, CreatingForm):
    """A new programme; with `like` it is filled in from an earlier one."""

    code = forms.SlugField(
        label=_("Code in addresses"),
        max_length=max_length_of(Programme, "code"),
        required=False,
        help_text=_(
            "Letters a–z, digits and hyphens. If you leave it empty, it is the year in the name. It cannot be changed later."
        ),
    )

    def __init__(self, *args, like: Programme | None = None, **kwargs):
        names = {
            name: name_of_the_next(getattr(like, name)) for name in ("name_lv", "name_en") if like
        }
        code = free_programme_code(names.get("name_lv", ""))
        super().__init__(*args, like=like, initial={"code": code} | names, **kwargs)
        self.asked = _questions_of(like)
        for number, (name, _code, texts) in enumerate(self.asked, start=1):
            labels = (
                _("Question %(n)s in Latvian") % {"n": number},
                _("Question %(n)s in English") % {"n": number},
            )
            for language, label, text in zip(LANGUAGES, labels, texts, strict=True):
                self.fields[f"{name}_{language}"] = LineField(
                    label=label, max_length=LONGEST_QUESTION, required=False, initial=text
                )
        name_languages(self)
        keep_whole(self)

    @property
    def questions(self) -> list:
        """The fields of the questions, in order."""
        return [self[f"{name}_{language}"] for name, *_rest in self.asked for language in LANGUAGES]

    @property
    def has_refused_question(self) -> bool:
        """Whether an error is at a question, whose fields are folded otherwise."""
        return any(field.errors for field in self.questions)

    def clean(self):
        values = super().clean()
        questions = []
        for name, code, _texts in self.asked:
            texts = {
                f"text_{language}": values.pop(f"{name}_{language}", "") for language in LANGUAGES
            }
            if any(texts.values()):
                questions.append({"code": code} | texts)
        return values | {"questions": questions}


def _texts_and_roles(like: Programme | None) -> dict:
    """Return all roles, or the texts and roles of an existing programme."""
    if like is None:
        return dict.fromkeys(ROLE_LISTS, Role.objects.all())
    roles = {name: getattr(like, name).all() for name in ROLE_LISTS}
    return roles | {name: getattr(like, name) for name in (*PROGRAMME_TEXTS, "cofunding_mark")}


def _questions_of(like: Programme | None) -> list[tuple[str, str, tuple[str, str]]]:
    """Return the usual questions or those of an earlier programme: the name of the field, the code, the texts."""
    if like is None:
        return [(code.value, code.value, texts) for code, texts in QUESTIONS.items()]
    return [
        (question.code or f"question_{number}", question.code, (question.text_lv, question.text_en))
        for number, question in enumerate(like.questions.all(), start=1)
    ]


class ArchiveProgrammeForm(AskingForm):
    """Archives a programme; while think tanks of it are planned or open it asks first."""

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean(self):
        states = (ThinkTank.State.PLANNED, ThinkTank.State.OPEN)
        stopped = self.programme.think_tanks.filter(state__in=states).order_by("held_on", "pk")
        if stopped and not self.programme.is_archived:
            sentence = gettext(
                "Think tanks that are planned or open: %(think_tanks)s. Once the programme is archived, nobody can"
                " register for them, join them or add anything there."
            )
            listed = "; ".join(_with_state(think_tank) for think_tank in stopped)
            asked = "-".join(f"{think_tank.state}-{think_tank.pk}" for think_tank in stopped)
            self.ask(None, asked, sentence % {"think_tanks": listed})
        return {}


def _with_state(think_tank: ThinkTank) -> str:
    """Return the town of a think tank, with its state and day."""
    state = state_word("think_tank", think_tank.state)
    return f"{think_tank.town} ({state}, {short_date(think_tank.held_on)})"
