"""A think tank with its tables and facilitators: schedule it, change it, cancel it."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from language.numbers import whole_number
from stakeholders.forms import ChangingForm, CreatingForm, DayField, LineField, NumberField
from stakeholders.models import Region, Role, User, max_length_of
from thinktanks.forms.asking import AskingForm
from thinktanks.forms.facilitators import AccountsField
from thinktanks.forms.tables import ANY_ROLE, TableRoleField, role_choices
from thinktanks.models import Programme, Table, ThinkTank
from thinktanks.operations.facilitators import Ends
from thinktanks.operations.tables import MOST_TABLES

NO_TABLE = "none"
FIRST_TABLES, SPARE_TABLES = 4, 2
DAY = datetime.timedelta(days=1)


class TimeOfDayField(forms.TimeField):
    """A time of day, with a colon or, as in Latvian, with a full stop."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
        super().__init__(widget=widget, input_formats=formats, required=False, **kwargs)

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, datetime.time) else value


class ThinkTankForm(AskingForm):
    """Day, times and place of a think tank."""

    held_on = DayField(label=_("Date"))
    starts_at = TimeOfDayField(label=_("Start"))
    ends_at = TimeOfDayField(label=_("End"))
    town = LineField(label=_("Town"), max_length=max_length_of(ThinkTank, "town"))
    venue = LineField(
        label=_("Venue"), max_length=max_length_of(ThinkTank, "venue"), required=False
    )
    facilitators = AccountsField(
        label=_("E-mail addresses of the facilitators"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("One per line. Each person must already have an account."),
    )

    def clean(self):
        values = super().clean()
        values.pop("confirmed", None)
        day = values.get("held_on")
        if day and day < timezone.localdate() and day != self.initial.get("held_on"):
            self.ask(
                "held_on", f"past-{day}", _("This day has passed. If it is right, save again.")
            )
        return values

    def _add_table(self, number: int, role: str, choices: list, *, name: str = "") -> None:
        self.fields[f"table_{number}"] = TableRoleField(
            label=_("Role of table %(n)s") % {"n": number}, choices=choices, initial=role
        )
        self.fields[f"name_{number}"] = LineField(
            label=_("Name of table %(n)s") % {"n": number},
            max_length=max_length_of(Table, "name"),
            required=False,
            initial=name,
        )

    @property
    def table_rows(self) -> list[tuple]:
        """The fields of the tables, role and name, in order."""
        return [self._row(number) for number in self.numbers if not self._is_spare(number)]

    @property
    def spare_rows(self) -> list[tuple]:
        """The fields of tables that there are not, in the same way."""
        return [self._row(number) for number in self.numbers if self._is_spare(number)]

    @property
    def uses_spare_rows(self) -> bool:
        """Whether something was chosen or typed there."""
        return any(role.value() != NO_TABLE or name.value() for role, name in self.spare_rows)

    def _row(self, number: int) -> tuple:
        return self[f"table_{number}"], self[f"name_{number}"]

    def _is_spare(self, number: int) -> bool:
        return self.fields[f"table_{number}"].initial == NO_TABLE


class ScheduleThinkTankForm(ThinkTankForm, CreatingForm):
    """A new think tank, with its programme and region, and role and name of each of its tables.

    The rows of `table_count` tables are shown; those that were not shown have neither role nor name.
    """

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=None
    )
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Planning region"))
    table_count = NumberField(
        label=_("How many tables?"), min_value=0, max_value=MOST_TABLES, initial=FIRST_TABLES
    )

    def __init__(self, *args, programmes, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes
        self.fields["region"].queryset = regions
        self.fields["region"].empty_label = None if regions.count() == 1 else _("Choose a region")
        choices = role_choices()
        self.numbers = range(1, max(self._table_count(), self._last_named()) + 1)
        for number in self.numbers:
            self._add_table(number, ANY_ROLE, choices)

    def _table_count(self) -> int:
        typed = whole_number(self["table_count"].value())
        return min(max(typed or 0, 0), MOST_TABLES)

    def _last_named(self) -> int:
        """Return the last table whose name was typed; its row stays when fewer tables are asked for."""
        sent = self.data if self.is_bound else self.initial
        numbers = range(1, MOST_TABLES + 1)
        return max((n for n in numbers if sent.get(f"name_{n}", "").strip()), default=0)

    def focus_new_table(self) -> None:
        """Put the focus on the first table that was not shown before, or on how many there are."""
        new = (f"table_{n}" for n in self.numbers if f"table_{n}" not in self.initial)
        self.fields[next(new, "table_count")].widget.attrs["autofocus"] = True

    def clean(self):
        values = super().clean()
        count = values.pop("table_count", MOST_TABLES)
        return values | {"tables": self._tables(values, count)}

    def _tables(self, values: dict, count: int) -> dict[int, dict]:
        roles = {role.code: role for role in Role.objects.all()}
        tables = {}
        for number in self.numbers:
            role, name = values.pop(f"table_{number}", ANY_ROLE), values.pop(f"name_{number}", "")
            if number <= count:
                tables[number] = {"name": name, "role": roles.get(role)}
            elif name:
                sentence = _("Table %(n)s has a name. Ask for more tables, or delete the name.")
                params = {"n": number}
                self.add_error(f"name_{number}", ValidationError(sentence, "named", params))
        return tables


class RowsForm(ThinkTankForm):
    """A think tank with a row for each table and for each facilitator, and some for more tables.

    `leaving` is the account that would no longer run the think tank if it removed itself, and is asked.
    """

    def __init__(self, *args, think_tank: ThinkTank, leaving: User | None, **kwargs):
        names = ("held_on", "starts_at", "ends_at", "town", "venue")
        now = {name: getattr(think_tank, name) for name in names}
        super().__init__(*args, initial=now, **kwargs)
        self.fields["facilitators"].label = _("Add facilitators by e-mail address")
        self.leaving = leaving
        self.facilitators = list(think_tank.facilitators.current().select_related("user"))
        self._add_tables(
            {table.number: table for table in think_tank.tables.select_related("role")}
        )
        for row in self.facilitators:
            self.fields[f"until_{row.user_id}"] = DayField(
                label=_("Until"), required=False, initial=row.last_day
            )
            self.fields[f"remove_{row.user_id}"] = forms.BooleanField(
                label=_("Remove"), required=False, initial=False
            )

    def _add_tables(self, known: dict) -> None:
        choices = role_choices((NO_TABLE, _("no table")))
        last = max(known, default=0)
        self.numbers = range(1, max(last, min(last + SPARE_TABLES, MOST_TABLES)) + 1)
        for number in self.numbers:
            table = known.get(number)
            role = NO_TABLE if table is None else table.role.code if table.role else ANY_ROLE
            self._add_table(number, role, choices, name=table.name if table else "")

    @property
    def facilitator_rows(self) -> list[tuple]:
        """The facilitators with the fields of their last day and of removing them."""
        return [
            (row.user, self[f"until_{row.user_id}"], self[f"remove_{row.user_id}"])
            for row in self.facilitators
        ]

    def clean(self):
        values = super().clean()
        self.removes_oneself = bool(self.leaving and values.get(f"remove_{self.leaving.pk}"))
        if self.removes_oneself:
            sentence = _(
                "You remove yourself: you will no longer see this think tank. If it is right, save again."
            )
            self.ask(f"remove_{self.leaving.pk}", "leave", sentence)
        kept = ("held_on", "starts_at", "ends_at", "town", "venue")
        return {name: values.get(name) for name in kept} | {
            "tables": self._tables(values),
            "facilitators": self._ends(values),
        }

    def _tables(self, values: dict) -> dict[int, dict]:
        roles = {role.code: role for role in Role.objects.all()}
        tables = {}
        for number in self.numbers:
            role, name = values.get(f"table_{number}"), values.get(f"name_{number}", "")
            if role != NO_TABLE:
                tables[number] = {"name": name, "role": roles.get(role)}
            elif name and self._is_spare(number):
                sentence = _("Choose a role for this table, or “without a role”.")
                self.add_error(f"table_{number}", ValidationError(sentence, code="no_role"))
        return tables

    def _ends(self, values: dict) -> Ends:
        """Return until when each facilitator runs the think tank, without those who are removed."""
        known = {
            row.user: _end_of(values.get(f"until_{row.user_id}"))
            for row in self.facilitators
            if not values.get(f"remove_{row.user_id}")
        }
        return dict.fromkeys(values.get("facilitators", ())) | known


def _end_of(day: datetime.date | None) -> datetime.datetime | None:
    """Return the moment at which a day ends."""
    return day and timezone.make_aware(datetime.datetime.combine(day + DAY, datetime.time.min))


class ChangeThinkTankForm(ChangingForm, RowsForm):
    """A think tank, changed before, during or after its day."""


class CancelThinkTankForm(forms.Form):
    """Why a planned think tank is cancelled."""

    reason = LineField(
        label=_("Reason"), max_length=max_length_of(ThinkTank, "cancellation_reason")
    )
