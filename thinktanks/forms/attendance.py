"""People for the attendance list, typed or from a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.cells import is_shown_instead
from files.gate import FileRefusedError
from files.messages import REFUSED, SHOWN_INSTEAD
from language.fold import fold_words
from stakeholders.forms import ChangingForm, keep_whole
from stakeholders.models import Municipality, Role, max_length_of
from stakeholders.role_names import RoleNames
from thinktanks.attendance_list import read_attendance_list
from thinktanks.models import Attendee

NO_NAME = {"no_name": _("We found no column with names. Its heading must be “Name”.")}


class YesNoField(forms.TypedChoiceField):
    """Yes or no as a choice, since a check box that is empty is not sent."""

    def __init__(self, *, empty_value=False, **kwargs):
        super().__init__(
            choices=[("False", _("no")), ("True", _("yes"))],
            coerce=lambda value: value == "True",
            empty_value=empty_value,
            **kwargs | {"required": False},
        )


class PersonForm(forms.ModelForm):
    """The fields of a person on the list."""

    class Meta:
        model = Attendee
        fields = (
            "name",
            "email",
            "role",
            "organisation_name",
            "municipality",
            "may_be_named",
        )
        field_classes = {"may_be_named": YesNoField}
        labels = {
            "name": pgettext_lazy("person", "Name"),
            "email": _("E-mail address"),
            "role": _("Role"),
            "organisation_name": _("Organisation"),
            "municipality": _("Municipality"),
            "may_be_named": _("May the organisation be named?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles, municipalities = (
            Role.objects.order_by("order"),
            Municipality.objects.order_by("sort_key"),
        )
        for name, choices in (("role", roles), ("municipality", municipalities)):
            if name in self.fields:
                self.fields[name].queryset = choices
                self.fields[name].empty_label = pgettext_lazy("role or municipality", "not known")
        keep_whole(self)

    def _post_clean(self):
        """Leave the instance alone: the operation writes the row."""


class AttendeeForm(PersonForm):
    """A person to add, typed; or one who was removed, with what only the list knew."""

    registered = YesNoField(widget=forms.HiddenInput, empty_value=None)
    came = YesNoField(widget=forms.HiddenInput, empty_value=None)

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        for name in ("registered", "came"):
            if values[name] is None:
                del values[name]
        return {"people": [values]}


class ChangeAttendeeForm(ChangingForm, PersonForm):
    """A person on the list, corrected."""

    def clean(self):
        return {"person": super().clean()} if not self.errors else super().clean()


class AttendanceFileForm(forms.Form):
    """People from a file; a row with an error refuses the whole file.

    After validation `unknown` holds the names of roles and municipalities that are not known; their rows have none.
    `left_out` holds the parts of the file that list no people.
    """

    file = forms.FileField(
        label=_("File with the list"),
        help_text=_(
            "A .xlsx or .csv with a row that names its columns: name, e-mail, role, organisation, municipality."
        ),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean(self):
        if self.errors:
            return self.cleaned_data
        try:
            read = read_attendance_list(self.cleaned_data["file"].read())
        except FileRefusedError as error:
            raise ValidationError((REFUSED | NO_NAME)[error.code], code=error.code) from error
        if not read.people:
            raise ValidationError(_("There are no people in the file."), code="nobody")
        self.unknown, self.left_out = [], read.left_out
        roles, municipalities = RoleNames(), MunicipalityNames()
        return {
            "people": [self._fields_of(person, roles, municipalities) for person in read.people]
        }

    def _fields_of(self, person, roles, municipalities) -> dict:
        _check(person)
        return {
            "name": person.name,
            "email": person.email,
            "role": self._find(person.role, roles),
            "organisation_name": person.organisation_name,
            "municipality": self._find(person.municipality, municipalities),
        }

    def _find(self, typed, names):
        found = names.find(typed)
        if typed and found is None and typed not in self.unknown:
            self.unknown.append(typed)
        return found


class MunicipalityNames:
    """The municipalities by every name that a list of people may use for them."""

    def __init__(self):
        columns = ("name_lv", "genitive_lv", "dative_lv", "locative_lv", "name_en", "code")
        self.municipalities = {
            fold_words(getattr(municipality, column)): municipality
            for municipality in Municipality.objects.all()
            for column in columns
        }

    def find(self, typed: str) -> Municipality | None:
        """Return the municipality that a text names, as a place or as its local government; None if it names none."""
        name = fold_words(typed).removesuffix(" pasvaldiba").removesuffix(" valstspilsetas")
        return self.municipalities.get(name)


def _check(person) -> None:
    line = {"n": person.line}
    cells = (person.email, person.role, person.organisation_name, person.municipality)
    for text in filter(is_shown_instead, (*person.name.split(), *cells)):
        raise ValidationError(SHOWN_INSTEAD, code="shown_instead", params=line | {"text": text})
    if not person.name:
        raise ValidationError(
            _("Row %(n)s has no name. Nothing was added; correct the file and choose it again."),
            code="no_name",
            params=line,
        )
    for name in ("name", "email", "organisation_name"):
        if len(getattr(person, name)) > max_length_of(Attendee, name):
            raise ValidationError(
                _(
                    "Row %(n)s is too long. Nothing was added; correct the file and choose it again."
                ),
                code="too_long",
                params=line,
            )
    if not person.email:
        return
    try:
        validate_email(person.email)
    except ValidationError as error:
        raise ValidationError(
            _(
                "Row %(n)s has no valid e-mail address. Nothing was added; correct the file and choose it again."
            ),
            code="no_email",
            params=line,
        ) from error
