"""A form with the fields of its page and those that its view reads, learnt by sending it as a person does."""

from dataclasses import dataclass

from tests.support.inputs import stored
from tests.support.inputs.discovery import (
    FoundForm,
    followed,
    is_accepted,
    is_get,
    send,
    undone,
    valid_data,
)
from tests.support.inputs.field_values import TEXT_KINDS, as_sent, is_text, values_for
from tests.support.inputs.recorder import recording

NO_FIELDS = {"csrfmiddlewaretoken", "lang"}


@dataclass
class Case:
    """What is known of a form: its fields, and what it stores.

    `fields` are Django's by name, None for a parameter that no form declares. `kept` are the names of the fields whose
    words are stored. `following` is the form in the answer that stores what this one only shows.
    """

    found: FoundForm
    fields: dict
    controls: dict
    kept: set[str]
    following: FoundForm | None
    opened: tuple | None
    recorded: object

    @property
    def texts(self) -> list[str]:
        """The names of the fields in which a person types."""
        return [name for name, control in self.controls.items() if control.kind in TEXT_KINDS]

    def values(self, name) -> dict:
        """Return the strange values for a field by their titles."""
        return values_for(self.fields[name], self.controls.get(name))

    def open(self, world):
        """Return the form and its button; a form that other forms lead to is asked for again."""
        return self.opened or self.found.open(world)

    def data(self, world, form, button, name, value) -> dict:
        """Return valid data with this value in one field; with a file no text is sent."""
        data = valid_data(world, form, button) | {name: [as_sent(value)]}
        if not isinstance(value, tuple):
            return data
        return {
            key: sent
            for key, sent in data.items()
            if key not in form.fields or form.fields[key].kind != "textarea"
        }

    def send_following(self, world, page):
        """Send the form on a page that stores what was shown."""
        form, button = self.following.on(page)
        return send(world, self.following, form, button)


def study(world, found, forms) -> Case:
    """Send a form as it should be and return what is known of it; a form that is refused fails."""
    with undone(world):
        form, button = found.open(world)
        data = valid_data(world, form, button)
        with recording() as recorded:
            answer = send(world, found, form, button, data)
        assert is_accepted(answer, recorded), (
            f"valid_values.py does not know how to fill in {found}: "
            f"{answer.status_code} {recorded.errors}"
        )
        names = (set(form.fields) | set(recorded.fields) | recorded.names) - NO_FIELDS
        fields = {name: recorded.fields.get(name) for name in sorted(names)}
        case = Case(found, fields, dict(form.fields), set(), None, None, recorded)
        if not found.parent:
            case.opened = form, button
        texts = list(recorded.texts)
        if not recorded.written and not is_get(form):
            case.following = _following(found, forms)
        if case.following:
            with recording() as further:
                case.send_following(world, followed(world.clients[found.client], answer))
            texts += further.texts
    case.kept = {name for name in fields if _is_kept(case, name, data, texts)}
    return case


def _following(found, forms):
    """Return the form to which this one leads at the same address."""
    return next(
        (form for form in forms if form.parent == found and form.key[0] == found.key[0]), None
    )


def _is_kept(case, name, data, texts) -> bool:
    """Whether the words of a field are among the written texts."""
    if not is_text(case.fields[name], case.controls.get(name)) or not data.get(name):
        return False
    return not stored.missing_from(texts, data[name][0])
