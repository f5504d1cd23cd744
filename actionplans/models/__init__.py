"""The outcome: texts, contributions, actions, plans, versions and commitments, one file for each."""

from actionplans.models.action import Action, ActionLink, Placement, RegionalAction
from actionplans.models.commitment import Commitment, ProgressReport
from actionplans.models.contribution import Contribution
from actionplans.models.item import ItemState, Reason
from actionplans.models.plan import Plan, PlanEvent
from actionplans.models.text import REDACTED, Text, checksum
from actionplans.models.version import (
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    Redaction,
    VersionWithdrawal,
)

__all__ = [
    "REDACTED",
    "Action",
    "ActionLink",
    "Commitment",
    "Contribution",
    "ItemState",
    "Placement",
    "Plan",
    "PlanEvent",
    "PlanVersion",
    "ProgressReport",
    "PublishedAction",
    "PublishedContribution",
    "Reason",
    "Redaction",
    "RegionalAction",
    "Text",
    "VersionWithdrawal",
    "checksum",
]
