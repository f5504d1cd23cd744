"""Which strange values are sent in a field: by the Django field that reads it, else by the control on the page."""

import itertools

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.inputs import strange_values as values
from tests.support.inputs.strange_files import FILES

# The first class that fits decides.
BY_FIELD = (
    (forms.FileField, FILES),
    (forms.BooleanField, values.CHOICES),
    (forms.UUIDField, values.UUIDS),
    (forms.DateField, values.DATES),
    (forms.IntegerField, values.NUMBERS),
    (forms.EmailField, values.EMAILS),
    (forms.URLField, values.URLS),
    (forms.ChoiceField, values.CHOICES),
    (forms.SlugField, values.CHOICES | values.TEXTS),
    (forms.RegexField, values.CHOICES),
    (forms.CharField, values.TEXTS),
)
BY_KIND = {
    "file": FILES,
    "date": values.DATES,
    "number": values.NUMBERS,
    "email": values.EMAILS,
    "url": values.URLS,
    "text": values.TEXTS,
    "search": values.TEXTS,
    "textarea": values.TEXTS | values.LINES,
    "password": values.TEXTS,
}
# A hidden field, a choice, or a parameter that a view reads and no page has.
ANY = {
    f"{title} ({kind})": value
    for kind, some in (
        ("choice", values.CHOICES),
        ("number", values.NUMBERS),
        ("UUID", values.UUIDS),
        ("date", values.DATES),
    )
    for title, value in some.items()
}
TEXT_KINDS = ("text", "textarea", "search")


def values_for(field, control) -> dict[str, object]:
    """Return the strange values of a field by their titles; `field` and `control` may be None."""
    if control is not None and control.kind == "textarea":
        return BY_KIND["textarea"]
    for kind, found in BY_FIELD:
        if isinstance(field, kind):
            return found
    return BY_KIND.get(control.kind, ANY) if control is not None else ANY


def is_text(field, control) -> bool:
    """Whether a person types words there that are stored as they are."""
    if control is None or control.kind not in TEXT_KINDS:
        return False
    return field is None or not isinstance(
        field, (forms.EmailField, forms.URLField, forms.RegexField, forms.SlugField)
    )


def as_sent(value):
    """Return what a client sends: a file for a pair of name and content."""
    return SimpleUploadedFile(*value) if isinstance(value, tuple) else value


class Samples:
    """A few values of each kind in turn, so that all are sent somewhere; `most` None sends all everywhere."""

    def __init__(self, most):
        self.most, self.turns = most, {}

    def take(self, some):
        if self.most is None:
            return list(some.items())
        turn = self.turns.setdefault(id(some), itertools.cycle(some.items()))
        return list(itertools.islice(turn, min(self.most, len(some))))
