"""People for the attendance list, typed or from a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.gate import FileRefusedError
from stakeholders.models import Municipality, Role
from thinktanks.attendance_list import plain, read_people
from thinktanks.models import Attendee

REFUSED = {
    "too_large": _("The file is too large. The limit is 10 MB."),
    "too_large_unpacked": _("The content of the file is larger than allowed."),
    "macros": _("The file contains macros. Save it as .xlsx."),
    "password": _("The file has a password. Save it without one."),
    "damaged": _("The file is damaged. Open it, save it again and retry."),
    "not_text": _("We cannot read this kind of file."),
    "too_many_rows": _("Too many rows. The limit is 2,000; split the file."),
    "no_name": _("We found no column with names. Its heading must be “Name”."),
}


class AttendeeForm(forms.ModelForm):
    """A person, typed."""

    class Meta:
        model = Attendee
        fields = ("name", "email", "role", "organisation_name", "municipality")
        labels = {
            "name": pgettext_lazy("person", "Name"),
            "email": _("E-mail address"),
            "role": _("Role"),
            "organisation_name": _("Organisation"),
            "municipality": _("Municipality"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.order_by("order")
        self.fields["municipality"].queryset = Municipality.objects.order_by("sort_key")
        for name in ("role", "municipality"):
            self.fields[name].empty_label = pgettext_lazy("role or municipality", "not known")

    def clean(self):
        return {"people": [super().clean()]} if not self.errors else super().clean()

    def _post_clean(self):
        """Leave the instance alone: the operation creates the row."""


class AttendanceFileForm(forms.Form):
    """People from a file; a row with an error refuses the whole file.

    After validation `unknown` holds the names of roles and municipalities that are not known; their rows have none.
    """

    file = forms.FileField(
        label=_("File with the list"),
        help_text=_(
            "A .xlsx or .csv whose first row names its columns: name, e-mail, role, organisation, municipality."
        ),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean(self):
        if self.errors:
            return self.cleaned_data
        try:
            people = read_people(self.cleaned_data["file"].read())
        except FileRefusedError as error:
            raise ValidationError(REFUSED[error.code], code=error.code) from error
        if not people:
            raise ValidationError(_("There are no people in the file."), code="nobody")
        self.unknown = []
        roles, municipalities = _by_name(Role, "short"), _by_name(Municipality, "genitive_lv")
        return {"people": [self._fields_of(person, roles, municipalities) for person in people]}

    def _fields_of(self, person, roles, municipalities) -> dict:
        self._check(person)
        municipality = plain(person.municipality).removesuffix(" pasvaldiba")
        municipality = municipality.removesuffix(" valstspilsetas")
        return {
            "name": person.name,
            "email": person.email,
            "role": self._find(person.role, plain(person.role), roles),
            "organisation_name": person.organisation_name,
            "municipality": self._find(person.municipality, municipality, municipalities),
        }

    def _find(self, typed, name, rows):
        if typed and name not in rows and typed not in self.unknown:
            self.unknown.append(typed)
        return rows.get(name)

    def _check(self, person) -> None:
        line = {"n": person.line}
        if not person.name:
            raise ValidationError(_("Row %(n)s has no name."), code="no_name", params=line)
        if len(person.name) > 120 or len(person.organisation_name) > 200:
            raise ValidationError(_("Row %(n)s is too long."), code="too_long", params=line)
        if not person.email:
            return
        try:
            validate_email(person.email)
        except ValidationError as error:
            raise ValidationError(
                _("Row %(n)s: this is not an e-mail address."), code="no_email", params=line
            ) from error


def _by_name(model, also: str) -> dict:
    """Return the rows of a model by each name that a list may use for them; `also` is one more column."""
    columns = ("name_lv", "name_en", "code", also)
    return {plain(getattr(row, column)): row for row in model.objects.all() for column in columns}
