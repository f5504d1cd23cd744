"""Who is who: roles, planning regions, municipalities, organisations, and accounts with their grants."""

from stakeholders.models.account import Grant, User
from stakeholders.models.organisation import MapEntry, Organisation
from stakeholders.models.reference import (
    Municipality,
    Named,
    OrganisationKind,
    Region,
    Role,
    in_language,
    max_length_of,
)
from stakeholders.models.revision import PublicRevision
from stakeholders.models.sent_form import SentForm

__all__ = [
    "Grant",
    "MapEntry",
    "Municipality",
    "Named",
    "Organisation",
    "OrganisationKind",
    "PublicRevision",
    "Region",
    "Role",
    "SentForm",
    "User",
    "in_language",
    "max_length_of",
]
