"""The rows of the demo files, and the content of the database after load_demo."""

import io

from django.apps import apps
from django.core.management import call_command

from actionplans.models import PlanVersion
from portal.demo.files import read_demo
from stakeholders.models import Municipality, OrganisationKind, Region, Role, User
from thinktanks.models import ThinkTank

REFERENCE = (Municipality, Region, Role, OrganisationKind)

# The day on which the tests load the demo; the open think tank is held then.
TODAY = "2026-12-01"

FILES = (
    "programme",
    "older_programme",
    "attendance",
    "contributions",
    "actions",
    "national",
    "feedback",
    "organisations",
    "real_organisations",
    "people",
)
REGIONS = {"riga", "kurzeme", "zemgale", "vidzeme", "latgale"}
ROLES = {"policy_makers", "municipalities", "support_organisations", "social_enterprises"}
ROLE_NAMES = {
    "Politikas veidotāji",
    "Pašvaldības",
    "Atbalsta organizācijas",
    "Sociālie uzņēmēji",
}


def changes(plan, kind):
    """Return the changes of a kind that the second version of a demo plan makes."""
    return [change for change in plan["version_2"]["changes"] if change["change"] == kind]


PROGRAMME = read_demo("programme")
THINK_TANKS = {row["code"]: row for row in PROGRAMME["think_tanks"]}
ATTENDANCE = read_demo("attendance")
FEEDBACK = read_demo("feedback")
OLDER = read_demo("older_programme")
CONTRIBUTIONS = {row["id"]: row for row in read_demo("contributions")}
PLANS = read_demo("actions")
NATIONAL = read_demo("national")
INVENTED = {row["name"]: row for row in read_demo("organisations")["organisations"]}
COMMITMENTS = read_demo("organisations")["commitments"]
REAL = read_demo("real_organisations")

ADDED = [(plan, change["action"]) for plan in PLANS for change in changes(plan, "add")]
ACTIONS = {row["id"]: row for plan in PLANS for row in plan["actions"]}
ACTIONS |= {row["id"]: row for _plan, row in ADDED}
MERGED = {change["action"] for plan in PLANS for change in changes(plan, "merge")}

# The day of the version that publishes an action first, by the action's id.
PUBLISHED_ON = {row["id"]: plan["version_1"]["date"] for plan in PLANS for row in plan["actions"]}
PUBLISHED_ON |= {row["id"]: plan["version_2"]["date"] for plan, row in ADDED}


def texts_in(value):
    """Return every text in nested lists and dictionaries."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [value] if isinstance(value, str) else []


def run_load_demo():
    """Run the command and return what it prints."""
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


def database_content():
    """Return the number of rows of each table, and the checksums, passwords and codes."""
    counts = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    checksums = list(PlanVersion.objects.order_by("pk").values_list("checksum", flat=True))
    passwords = list(User.objects.order_by("pk").values_list("password", flat=True))
    codes = list(ThinkTank.objects.order_by("pk").values_list("join_code", flat=True))
    return counts, checksums, passwords, codes
