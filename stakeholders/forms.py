"""Fields that the forms of several apps share."""

import datetime
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.clean_text import MAX_LENGTH, clean_line, clean_text
from language.numbers import FIRST_DAY, LARGEST_NUMBER, LAST_DAY, is_possible_day, whole_number
from stakeholders.models import Role


def keep_whole(form: forms.BaseForm) -> None:
    """Let the fields of a form take a pasted text whole: at `maxlength` a browser would cut it without a word."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


class WholeField(forms.CharField):
    """A text that arrives whole, see `keep_whole`."""

    def widget_attrs(self, widget):
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class LineField(WholeField):
    """A text on one line, as it is stored; its length counts what is stored."""

    def to_python(self, value) -> str:
        return clean_line(super().to_python(value), limit=self.max_length)


class LinesField(WholeField):
    """A text of several lines, as it is stored; its length counts what is stored, so a line break counts once."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(max_length=MAX_LENGTH, **kwargs)

    def to_python(self, value) -> str:
        return clean_text(super().to_python(value))


class DayField(forms.DateField):
    """A day from 2000 to 2100, so that a year typed with two digits is refused."""

    default_error_messages = {"impossible": _("Enter a date between the years 2000 and 2100.")}

    def __init__(self, **kwargs):
        bounds = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
        widget = forms.DateInput(attrs={"type": "date"} | bounds, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value) -> datetime.date | None:
        day = super().to_python(value)
        if day and not is_possible_day(day):
            raise ValidationError(self.error_messages["impossible"], code="impossible")
        return day


class NumberField(forms.IntegerField):
    """A whole number that both databases can hold; anything else is refused as invalid."""

    def __init__(self, *, max_value: int = LARGEST_NUMBER, **kwargs):
        super().__init__(max_value=max_value, **kwargs)

    def to_python(self, value) -> int | None:
        if value in self.empty_values:
            return None
        number = whole_number(value)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their pk. What is no pk is refused before a query, in which SQLite fails on numbers over 64 bits."""

    def clean(self, value):
        for pk in value or ():
            if whole_number(pk) is None:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": pk},
                )
        return super().clean(value)


class RolesField(RowsField):
    """Several roles, as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Role.objects.order_by("order"), **kwargs)


class LenientMixin:
    """A field that is empty, without an error, where what was sent is not understood."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return self.to_python(None)


class LenientUUIDField(LenientMixin, forms.UUIDField):
    """A UUID, or None where something else was sent."""


class LenientTextField(LenientMixin, forms.CharField):
    """A text, or "" where something else was sent."""


class LenientChoiceField(LenientMixin, forms.ChoiceField):
    """One of the choices, or "" where something else was sent."""


class SentOnceField(LenientUUIDField):
    """The UUID that a page made for its form, so that sending it twice keeps it once; a new one where that is lost.

    The page that „Back” shows has the same one again (static/js/form_number.js).
    """

    widget = forms.HiddenInput(attrs={"data-form-number": ""})

    def clean(self, value):
        return super().clean(value) or uuid.uuid4()


def uuid_of_sent(form: forms.BaseForm, page_uuid: uuid.UUID) -> uuid.UUID:
    """Return the UUID of what was sent: that of the page together with the data.

    A page from the browser's history, filled in differently, is something else.
    """
    sent = [(name, form[name].data) for name in form.fields]
    return uuid.uuid5(page_uuid, repr((type(form).__name__, sent)))


class ChangingForm(forms.Form):
    """A form that changes a row, and carries what its page showed, so that no change by somebody else is overwritten.

    What only others changed meanwhile stays as they left it. What both changed is refused once, with the value that is
    there now; the form shown again carries that value.
    """

    SHOWN = "shown_"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = {name: self._text_now(name) for name in self.fields}
        for name, text in self.now.items():
            self.fields[self.SHOWN + name] = forms.CharField(
                required=False, initial=text, widget=forms.HiddenInput
            )
        self.changed_by_both = self._keep_changes_of_others() if self.is_bound else []

    def clean(self):
        values = super().clean()
        for name in self.changed_by_both:
            sentence = _(
                "Someone changed this in the meantime. Now it is: %(value)s. If yours is right, save again."
            )
            params = {"value": self._label_now(name)}
            self.add_error(name, ValidationError(sentence, code="changed", params=params))
        return {name: value for name, value in values.items() if not name.startswith(self.SHOWN)}

    def _text_now(self, name: str) -> str:
        """Return the value of the row as the field sends it; several values in order, divided by blanks."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if self._has_several(name):
            return " ".join(sorted(map(str, value or ())))
        return "" if value is None else str(value)

    def _label_now(self, name: str) -> str:
        choices = getattr(self.fields[name], "choices", ())
        labels = {str(value): str(label) for value, label in choices}
        values = self.now[name].split() if self._has_several(name) else [self.now[name]]
        return ", ".join(labels.get(value, value) for value in values) or "–"

    def _has_several(self, name: str) -> bool:
        return isinstance(self.fields[name], forms.MultipleChoiceField | RowsField)

    def _keep_changes_of_others(self) -> list[str]:
        """Bring what only others changed into the data that was sent; return the fields that were changed by both."""
        if not any(name.startswith(self.SHOWN) for name in self.data):
            return []
        both, self.data = [], self.data.copy()
        for name, now in self.now.items():
            shown = self.data.get(self.SHOWN + name, "")
            if self._has_several(name):
                sent = " ".join(sorted(self.data.getlist(name)))
            else:
                sent = self.data.setdefault(name, shown)  # a field that the page did not have yet
            self.data[self.SHOWN + name] = now
            if _same(sent, shown):
                self._send_instead(name, now)
            elif not _same(shown, now) and not _same(sent, now):
                both.append(name)
        return both

    def _send_instead(self, name: str, now: str) -> None:
        if self._has_several(name):
            self.data.setlist(name, now.split())
        else:
            self.data[name] = now


def _same(text: str, other: str) -> bool:
    """Return whether a browser sends two texts as one: line breaks are CR LF there."""
    return text.split() == other.split()


class CreatingForm(forms.Form):
    """A form that creates a row once, however often it is sent. `sent_uuid` is the UUID of what was sent."""

    form_uuid = SentOnceField(required=False, initial=uuid.uuid4)

    def clean(self):
        values = super().clean() or self.cleaned_data
        self.sent_uuid = uuid_of_sent(self, values.pop("form_uuid"))
        return values
