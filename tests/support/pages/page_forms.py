"""Read the forms of a page, fill them in and send them as a browser does, so that a test notices missing fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import SimpleNamespace

UNSENT = {"button", "reset", "image"}


@dataclass
class Field:
    """A control of a form, or all radio buttons or checkboxes with the same name.

    `values` are sent with the form, `offered` are the choices (None: any text). `is_cut` if a browser keeps only the
    beginning of a long text.
    """

    kind: str
    values: list
    offered: list[str] | None = None
    is_cut: bool = False


@dataclass
class Button:
    text: str
    name: str = ""
    value: str = ""
    action: str = ""


@dataclass
class PageForm:
    """A form of a page. `fill` changes it as a person can, and `press` sends it."""

    response: object
    attributes: dict[str, str]
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def __getitem__(self, name):
        """Return the current values of a field."""
        return self.fields[name].values

    def fill(self, values=None, **more):
        """Set the values of fields by name; a hidden field or a value that is not offered fails."""
        for name, value in {**(values or {}), **more}.items():
            control = self.fields[name]
            wanted = value if isinstance(value, list) else [value]
            assert control.kind != "hidden", f"{name} is hidden"
            assert control.offered is None or set(wanted) <= set(control.offered), (
                f"{name} offers {control.offered}, not {wanted}"
            )
            control.values = wanted
        return self

    def has_button(self, text, value=None, to=None):
        """Whether there is a button with this text and, if given, this value and address."""
        return bool(self._buttons(text, value, to))

    def _buttons(self, text, value, to):
        return [
            button
            for button in self.buttons
            if button.text == text
            and value in (None, button.value)
            and to in (None, button.action or self.attributes.get("action"))
        ]

    def press(self, text, value=None, *, to=None, **options):
        """Send the form by its only such button, with CSRF checks; `options` are those of the test client."""
        found = self._buttons(text, value, to)
        assert len(found) == 1, f"{len(found)} buttons “{text}” among {self.buttons}"
        button = found[0]
        data = {name: control.values for name, control in self.fields.items()}
        if button.name:
            data[button.name] = [*data.get(button.name, ()), button.value]
        assert self.attributes.get("hx-post") in (None, self.attributes.get("action"))
        client = self.response.client
        action = button.action or self.attributes.get("action") or _address_of(self.response)
        if self.attributes.get("method", "get").lower() == "get":
            return client.get(action.partition("#")[0], data, **options)
        client.handler.enforce_csrf_checks = True
        try:
            return client.post(action, data, **options)
        finally:
            client.handler.enforce_csrf_checks = False


def forms_on(response):
    """Return all forms of a page in order."""
    reader = _FormReader(response)
    reader.feed(response.content.decode())
    reader.close()
    return reader.finished()


def form_with(response, text, value=None, to=None):
    """Return the only form of a page with such a button; `value` and `to` (an address) narrow the choice."""
    found = [form for form in forms_on(response) if form.has_button(text, value, to)]
    assert len(found) == 1, f"{len(found)} forms have a button “{text}”"
    return found[0]


def _address_of(response):
    request = response.request
    query = request.get("QUERY_STRING")
    return f"{request['PATH_INFO']}?{query}" if query else request["PATH_INFO"]


class _FormReader(HTMLParser):
    """Collects forms and their controls. A control belongs to the form that it names, or else to its parent."""

    def __init__(self, response):
        super().__init__()
        self.response, self.forms, self.controls = response, [], []
        self.form = self.text = self.select = None

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = PageForm(self.response, attributes)
            self.forms.append(self.form)
        elif tag in ("input", "textarea", "select", "button"):
            control = SimpleNamespace(
                tag=tag, attributes=attributes, form=self.form, text="", options=[]
            )
            self.controls.append(control)
            self.select = control if tag == "select" else self.select
            self.text = control if tag in ("textarea", "button") else self.text
        elif tag == "option" and self.select:
            self.select.options.append(attributes)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag in ("textarea", "button"):
            self.text = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.text:
            self.text.text += data

    def finished(self):
        by_id = {form.attributes.get("id"): form for form in self.forms}
        for control in self.controls:
            name = control.attributes.get("form")
            form = by_id.get(name) if name else control.form
            if form and "disabled" not in control.attributes:
                _add(form, control)
        return self.forms


def _add(form, control):
    attributes = control.attributes
    kind = attributes.get("type", "text") if control.tag == "input" else control.tag
    name, value = attributes.get("name", ""), attributes.get("value", "")
    if control.tag == "button" or kind == "submit":
        if attributes.get("type", "submit") == "submit":
            text = " ".join(control.text.split()) or value
            form.buttons.append(Button(text, name, value, attributes.get("formaction", "")))
    elif not name or kind in UNSENT:
        return
    elif kind in ("checkbox", "radio"):
        value = attributes.get("value", "on")
        choices = form.fields.setdefault(name, Field(kind, [], []))
        choices.offered.append(value)
        choices.values += [value] if "checked" in attributes else []
    elif control.tag == "select":
        offered = [option.get("value", "") for option in control.options]
        chosen = [option.get("value", "") for option in control.options if "selected" in option]
        form.fields[name] = Field(kind, chosen or offered[:1], offered)
    elif control.tag == "textarea":
        is_cut = "maxlength" in attributes
        form.fields[name] = Field(kind, [control.text.removeprefix("\n")], is_cut=is_cut)
    else:
        known = form.fields.setdefault(name, Field(kind, []))
        known.is_cut |= "maxlength" in attributes
        known.values += [value] if kind != "file" else []
