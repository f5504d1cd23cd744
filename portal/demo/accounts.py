"""The accounts of the demo. Their random passwords are stored in a file that only its owner can read."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext, override

from portal.demo.files import read_demo
from stakeholders.models import Grant, Organisation, Region, User
from stakeholders.operations.accounts import grant_access
from thinktanks.models import ThinkTank

# Easy to copy by hand: no look-alikes. 16 characters out of 31 are 79 bits.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, GROUP_LENGTH = 4, 4
LANGUAGES = ("lv", "en")


def password_file() -> Path:
    return settings.VAR_DIR / "demo_accounts"


def stored_passwords() -> dict[str, str]:
    """Return the stored passwords by e-mail address; nothing if the file is missing."""
    if not password_file().exists():
        return {}
    return dict(line.split() for line in password_file().read_text().splitlines() if line)


def store_passwords() -> dict[str, str]:
    """Store a password for each account without one; return all by e-mail address."""
    passwords = {row["email"]: new_password() for row in read_demo("people")} | stored_passwords()
    temporary = password_file().with_suffix(".new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{email} {password}\n" for email, password in passwords.items())
    temporary.replace(password_file())
    return passwords


def new_password() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def enter_accounts(passwords: dict[str, str]) -> dict[str, User]:
    """Create an account for each person, returned by name; only the administrator gets access here."""
    people = read_demo("people")
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


def enter_grants(users: dict[str, User], *, by: User) -> None:
    """Grant access to coordinators and editors; facilitators get it with their think tank."""
    for row in read_demo("people"):
        if row["kind"] == Grant.Kind.COORDINATOR:
            region = Region.objects.get(code=row["region"])
            grant_access(users[row["name"]], kind=row["kind"], region=region, by=by)
        elif row["kind"] == Grant.Kind.EDITOR:
            organisation = Organisation.objects.get(name=row["organisation"])
            grant_access(users[row["name"]], kind=row["kind"], organisation=organisation, by=by)


def account_lines() -> list[str]:
    """Return a line per account: kind in both languages and where, e-mail address, password."""
    passwords = stored_passwords()
    rows = [
        (f"{_kind(row)}{_where(row)}", row["email"], passwords.get(row["email"], "–"))
        for row in read_demo("people")
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [
        f"  {kind:<{widths[0]}}  {email:<{widths[1]}}  {password}" for kind, email, password in rows
    ]


def _kind(row: dict) -> str:
    labels = []
    for language in LANGUAGES:
        with override(language):
            labels.append(gettext(row["kind"]))
    return " / ".join(labels)


def _where(row: dict) -> str:
    if row["kind"] == Grant.Kind.COORDINATOR:
        return f", {Region.objects.get(code=row['region']).name_lv}"
    if row["kind"] == Grant.Kind.EDITOR:
        return f", {row['organisation']}"
    if row["kind"] == "facilitator":
        think_tank = ThinkTank.objects.select_related("region").get(code=row["think_tanks"][0])
        return f", {think_tank.region.name_lv}"
    return ""
