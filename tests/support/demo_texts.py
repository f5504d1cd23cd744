"""The texts of fixtures/demo as the tests ask for them."""

from portal.demo.files import read_demo

FILES = (
    "programme",
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
    return [change for change in plan["version_2"]["changes"] if change["change"] == kind]


PROGRAMME = read_demo("programme")
THINK_TANKS = {row["code"]: row for row in PROGRAMME["think_tanks"]}
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
    """Return every text in the content of a file, however deep."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [value] if isinstance(value, str) else []
