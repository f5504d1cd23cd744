"""What a request does inside the portal: the forms that it binds, the parameters that it reads, the values that it writes."""

import contextlib
from dataclasses import dataclass, field
from functools import partialmethod
from unittest.mock import patch

from django.db import connection
from django.forms.forms import BaseForm
from django.http import QueryDict

# Written by every request of an account, whatever it asks for.
OWN_TABLES = ("django_session", "portal_cache")
READERS = ("__getitem__", "__contains__", "get", "getlist")


@dataclass
class Recorded:
    """Bound forms, names of parameters, and the values of every write."""

    forms: list[BaseForm] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    written: list[object] = field(default_factory=list)

    @property
    def errors(self) -> list[str]:
        """The errors of all forms."""
        return [
            str(text) for form in self.forms for found in form.errors.values() for text in found
        ]

    @property
    def fields(self) -> dict:
        """The fields of all forms by their names."""
        return {name: field for form in self.forms for name, field in form.fields.items()}

    @property
    def texts(self) -> list[str]:
        """The texts among the written values."""
        return [value for value in self.written if isinstance(value, str)]

    def note_write(self, execute, sql, params, *rest):
        """Keep the values of a statement that writes; called by `execute_wrapper`."""
        table = sql.split("WHERE")[0]
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(
            name in table for name in OWN_TABLES
        ):
            self.written.extend(params or ("",))
        return execute(sql, params, *rest)


@contextlib.contextmanager
def recording():
    """Record what requests do in this context."""
    recorded = Recorded()
    full_clean = BaseForm.full_clean

    def clean_and_note(form):
        if form.is_bound and not any(form is known for known in recorded.forms):
            recorded.forms.append(form)
        full_clean(form)

    def read_and_note(data, reader, key, *arguments):
        if isinstance(key, str):
            recorded.names.add(key)
        return reader(data, key, *arguments)

    with contextlib.ExitStack() as stack:
        stack.enter_context(patch.object(BaseForm, "full_clean", clean_and_note))
        stack.enter_context(connection.execute_wrapper(recorded.note_write))
        for name in READERS:
            reading = partialmethod(read_and_note, getattr(QueryDict, name))
            stack.enter_context(patch.object(QueryDict, name, reading))
        yield recorded
