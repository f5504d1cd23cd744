"""The accounts of the demo. Their passwords are random, made once and kept in one file for its owner alone."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext, override

from portal.demo.files import read
from stakeholders.models import Grant, Organisation, Region, User
from stakeholders.operations import grant_access
from thinktanks.models import ThinkTank

# Easy to copy by hand: no look-alikes, and 16 of 31 letters and digits are 79 bits.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, LETTERS = 4, 4
LANGUAGES = ("lv", "en")


def password_file() -> Path:
    return settings.VAR_DIR / "demo_accounts"


def kept_passwords() -> dict[str, str]:
    """The passwords made before, by e-mail address; none where the file is missing."""
    if not password_file().exists():
        return {}
    return dict(line.split() for line in password_file().read_text().splitlines() if line)


def keep_passwords() -> dict[str, str]:
    """A password for each account of the demo: the kept ones, and new ones for accounts that have none."""
    passwords = {row["email"]: new_password() for row in read("people")} | kept_passwords()
    beside = password_file().with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{email} {password}\n" for email, password in passwords.items())
    beside.replace(password_file())
    return passwords


def new_password() -> str:
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)) for _group in range(GROUPS)
    )


def open_accounts(passwords: dict[str, str]) -> dict[str, User]:
    """An account for each person, by name; the administrator may act at once, the others are granted access later."""
    people = read("people")
    users = {
        row["name"]: User.objects.create_user(
            row["email"], passwords[row["email"]], name=row["name"]
        )
        for row in people
    }
    for row in people:
        if row["kind"] == Grant.Kind.ADMINISTRATOR:
            grant_access(users[row["name"]], kind=row["kind"], by=None)
    return users


def grant_regions_and_organisations(users: dict[str, User], *, by: User) -> None:
    """Coordinators act in their region, editors for their organisation; facilitators come with their think tank."""
    for row in read("people"):
        if row["kind"] == Grant.Kind.COORDINATOR:
            region = Region.objects.get(code=row["region"])
            grant_access(users[row["name"]], kind=row["kind"], region=region, by=by)
        elif row["kind"] == Grant.Kind.EDITOR:
            organisation = Organisation.objects.get(name=row["organisation"])
            grant_access(users[row["name"]], kind=row["kind"], organisation=organisation, by=by)


def table_of_accounts() -> list[str]:
    """Lines of text: role in both languages and where, e-mail address, password."""
    passwords = kept_passwords()
    rows = [
        (_role_in_words(row), row["email"], passwords.get(row["email"], "–"))
        for row in read("people")
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [f"  {role:<{widths[0]}}  {email:<{widths[1]}}  {word}" for role, email, word in rows]


def _role_in_words(row: dict) -> str:
    words = []
    for language in LANGUAGES:
        with override(language):
            words.append(gettext(row["kind"]))
    return f"{' / '.join(words)}{_place(row)}"


def _place(row: dict) -> str:
    if row["kind"] == Grant.Kind.COORDINATOR:
        return f", {Region.objects.get(code=row['region']).name_lv}"
    if row["kind"] == Grant.Kind.EDITOR:
        return f", {row['organisation']}"
    if row["kind"] == "facilitator":
        think_tank = ThinkTank.objects.select_related("region").get(code=row["think_tanks"][0])
        return f", {think_tank.region.name_lv}"
    return ""
