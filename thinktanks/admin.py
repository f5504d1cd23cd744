"""Administrators' pages of the event: start programmes, schedule think tanks, show both.

There are no pages of codes, devices, attendance or feedback.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.admin.base import OperationAdmin, OperationForm, attribute_column
from stakeholders.forms import DayField, LineField, NumberField, RolesField, RowsField
from stakeholders.models import User
from thinktanks.forms.preparing import QUESTIONS
from thinktanks.models import Programme, Question, ThinkTank
from thinktanks.operations.programmes import start_programme
from thinktanks.operations.tables import MOST_TABLES
from thinktanks.operations.think_tanks import schedule_think_tank


def _question_field(code, index, label):
    """Return the field of a question in one language, with its usual text."""
    return LineField(label=label, max_length=200, initial=QUESTIONS[code][index])


class ProgrammeForm(OperationForm):
    gains_lv = _question_field(Question.Code.GAINS, 0, _("first question in Latvian"))
    gains_en = _question_field(Question.Code.GAINS, 1, _("first question in English"))
    use_lv = _question_field(Question.Code.USE, 0, _("second question in Latvian"))
    use_en = _question_field(Question.Code.USE, 1, _("second question in English"))
    events_lv = _question_field(Question.Code.EVENTS, 0, _("third question in Latvian"))
    events_en = _question_field(Question.Code.EVENTS, 1, _("third question in English"))
    speaker_roles = RolesField(label=_("roles that may suggest"))
    addressed_roles = RolesField(label=_("roles that are addressed"))

    class Meta:
        model = Programme
        fields = (
            "code",
            "name_lv",
            "name_en",
            "funder_lv",
            "funder_en",
            "cofunding_mark",
            "speaker_roles",
            "addressed_roles",
        )
        labels = {
            "name_lv": _("name in Latvian"),
            "name_en": _("name in English"),
            "funder_lv": _("funder in Latvian"),
            "funder_en": _("funder in English"),
        }

    def perform(self, cleaned_data):
        questions = [
            {
                "code": code.value,
                "text_lv": cleaned_data.pop(f"{code.value}_lv"),
                "text_en": cleaned_data.pop(f"{code.value}_en"),
            }
            for code in QUESTIONS
        ]
        code = cleaned_data.pop("code")
        for roles in ("speaker_roles", "addressed_roles"):
            cleaned_data[roles] = list(cleaned_data[roles])
        return start_programme(code, **cleaned_data, questions=questions, by=self.by)


@admin.register(Programme)
class ProgrammeAdmin(OperationAdmin):
    form = ProgrammeForm
    list_display = ("__str__", "code", "state", attribute_column("demo", _("demonstration data")))
    shown_fields = (
        "code",
        "state",
        attribute_column("demo", _("demonstration data")),
        attribute_column("name_lv", _("name in Latvian")),
        attribute_column("name_en", _("name in English")),
        attribute_column("funder_lv", _("funder in Latvian")),
        attribute_column("funder_en", _("funder in English")),
        "cofunding_mark",
    )


class ThinkTankForm(OperationForm):
    held_on = DayField(label=_("date"))
    table_roles = RolesField(label=_("a table for each of these roles"), required=False)
    more_tables = NumberField(
        label=_("tables without a role"), min_value=0, max_value=MOST_TABLES, initial=0
    )
    facilitators = RowsField(
        User.objects.filter(is_active=True).order_by("name", "pk"),
        label=_("facilitators"),
        required=False,
    )

    class Meta:
        model = ThinkTank
        fields = ("programme", "region", "code", "held_on", "town", "venue")
        labels = {"programme": _("programme"), "region": _("planning region")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "programme" in self.fields:
            self.fields["programme"].queryset = Programme.objects.filter(state=Programme.State.OPEN)

    def perform(self, cleaned_data):
        programme = cleaned_data.pop("programme")
        tables = [
            *cleaned_data.pop("table_roles"),
            *[None] * cleaned_data.pop("more_tables"),
        ]
        cleaned_data["facilitators"] = list(cleaned_data["facilitators"])
        return schedule_think_tank(programme, **cleaned_data, tables=tables, by=self.by)


@admin.register(ThinkTank)
class ThinkTankAdmin(OperationAdmin):
    form = ThinkTankForm
    list_display = (
        "town",
        "held_on",
        attribute_column("region", _("planning region"), ordering="region__order"),
        attribute_column("programme", _("programme"), ordering="programme__code"),
        "state",
    )
    list_filter = ("state",)
    list_select_related = ("region", "programme")
    search_fields = ("town", "code")
    shown_fields = (
        attribute_column("programme", _("programme")),
        attribute_column("region", _("planning region")),
        "code",
        "held_on",
        "town",
        "venue",
        "state",
        attribute_column("opened_at", pgettext_lazy("think tank", "opened")),
        attribute_column("closed_at", pgettext_lazy("think tank", "closed")),
    )
