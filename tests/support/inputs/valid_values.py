"""What a person enters into a form: by the kind of each control, and by its name where the kind does not say enough."""

import re

from django.core import mail

from tests.support.inputs.field_values import TEXT_KINDS, as_sent

TEXT = "Rīkot tirdziņu"
NUMBER = re.compile(r"\d+")
CODE = re.compile(r": ([A-Z0-9-]{6,})$", re.MULTILINE)
BY_KIND = {
    "email": "parauga.persona@example.org",
    "url": "https://example.org/lapa",
    "date": "2027-03-04",
    "number": "2",
}
PLAN = "Pašvaldībām\r\n• Atvērt telpas; publicēt sarakstu\r\n• Rīkot tirdziņu\r\n"
# By the name of the address and of the field, "" for any address, # for any number.
BY_NAME = {
    ("", "facilitators"): [],
    ("", "partner_#"): [],
    ("", "partner_of_#"): [],
    ("", "starts_at"): ["10:00"],
    ("", "ends_at"): ["16:00"],
    ("clock-start", "minutes"): ["10"],
    ("think-tank-schedule", "table_count"): ["4"],
    ("think-tank-change", "name_5"): [],
    ("think-tank-change", "name_6"): [],
    ("", "code"): ["parauga-2027"],
    ("", "registration_no"): ["40003245752"],
    ("contribution-split", "parts"): ["Atvērt telpas\r\nPublicēt sarakstu"],
    ("plan-import", "text"): [PLAN],
    ("", "original_date"): ["2023-01-31"],
    ("admin:stakeholders_grant_add", "kind"): ["coordinator"],
    ("admin:stakeholders_grant_add", "organisation"): [],
}
PEOPLE = ("saraksts.csv", "vārds;e-pasts\r\nParauga Persona;\r\n".encode())
FILES = {
    "think-tank-attendance": PEOPLE,
    "admin:stakeholders_organisation_import": (
        "tabula.csv",
        b"name;kind;role;regions;municipality;website;registration_no\r\n"
        b"Parauga biedriba;planning_region;;kurzeme;;;\r\n",
    ),
    "admin:stakeholders_mapentry_import": (
        "tabula.csv",
        b"organisation;region;offers;source;seen\r\n=Parauga novads;latgale;Telpas;;\r\n",
    ),
}


def valid_values(world, view, form, button) -> dict[str, list]:
    """Return the data of the form of a page as a person fills it in and sends it by a button."""
    data = {name: _filled(world, view, form, name) for name in form.fields}
    if button.name:
        data[button.name] = [*data.get(button.name, ()), button.value]
    return data


def _filled(world, view, form, name):
    control = form.fields[name]
    if (view, name) == ("account_confirm_login_code", "code"):
        return [_code_of_last_mail()]
    known = world.known | BY_NAME
    for key in ((view, name), ("", name), ("", NUMBER.sub("#", name))):
        if key in known and control.kind != "hidden":
            return known[key]
    if control.kind == "file":
        has_text = any(other.kind == "textarea" for other in form.fields.values())
        return [] if has_text else [as_sent(FILES[view])]
    if control.kind in TEXT_KINDS:
        # Also where another text is already, for a change; the name makes it differ from that of the next field.
        return [f"{TEXT} {name}"]
    typed = [value for value in control.values if value]
    if typed or control.kind == "hidden":
        return typed
    if control.offered is not None:
        return [value for value in control.offered if value][:1]
    return [BY_KIND[control.kind]]


def _code_of_last_mail():
    codes = [CODE.search(message.body) for message in mail.outbox]
    return next(code[1] for code in reversed(codes) if code)
