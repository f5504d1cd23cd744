"""Who may pass the door of each address (DESIGN.md §4, I7). An address without a line here does not exist.

The door asks what kind of person stands before it; whether the object is theirs is asked by the view, through
`*_visible_to` and permissions. What is not yours answers 404.
"""

import logging
from enum import StrEnum

from stakeholders.models import User
from stakeholders.permissions import (
    coordinated_region_ids,
    edited_organisation_ids,
    is_administrator,
)
from thinktanks.permissions import facilitated_think_tank_ids

logger = logging.getLogger("portal.serving.access")


class Door(StrEnum):
    PUBLIC = "everyone"
    ACCOUNT = "anyone signed in"
    DESK = "facilitators, coordinators, administrators"
    PREVIEW = "those of the desk, and editors"
    ADMINISTRATOR = "administrators"
    NOBODY = "nobody"  # a library brings the address, we do not offer it


RULES: dict[str, Door] = {
    "account_login": Door.PUBLIC,
    "account_request_login_code": Door.PUBLIC,
    "account_confirm_login_code": Door.PUBLIC,
    "account_logout": Door.PUBLIC,
    "account_inactive": Door.PUBLIC,
    "account_reset_password": Door.PUBLIC,
    "account_reset_password_done": Door.PUBLIC,
    "account_reset_password_from_key": Door.PUBLIC,
    "account_reset_password_from_key_done": Door.PUBLIC,
    "account_reauthenticate": Door.ACCOUNT,
    "account_change_password": Door.ACCOUNT,
    "account_set_password": Door.ACCOUNT,
    "account_signup": Door.NOBODY,
    "account_email": Door.NOBODY,
    "account_email_verification_sent": Door.NOBODY,
    "account_confirm_email": Door.NOBODY,
    "healthz": Door.PUBLIC,
    "readyz": Door.PUBLIC,
    "service-worker": Door.PUBLIC,
    "offline": Door.PUBLIC,
    "home": Door.PUBLIC,
    "plan-list": Door.PUBLIC,
    "plan-show": Door.PUBLIC,
    "version-show": Door.PUBLIC,
    "plan-download": Door.PUBLIC,
    "version-download": Door.PUBLIC,
    "action-show": Door.PUBLIC,
    "region-list": Door.PUBLIC,
    "region-show": Door.PUBLIC,
    "municipality-show": Door.PUBLIC,
    "join": Door.PUBLIC,
    "think-tank-join": Door.PUBLIC,
    "device-seat": Door.PUBLIC,
    "device-capture": Door.PUBLIC,
    "device-withdraw": Door.PUBLIC,
    "feedback": Door.PUBLIC,
    "feedback-send": Door.PUBLIC,
    "receipt": Door.PUBLIC,
    "receipt-show": Door.PUBLIC,
    "api-session": Door.PUBLIC,
    "api-capture": Door.PUBLIC,
    "desk": Door.ACCOUNT,
    "design-show": Door.DESK,
    "programme-start": Door.ADMINISTRATOR,
    "think-tank-schedule": Door.DESK,
    "think-tank-change": Door.DESK,
    "think-tank-prepare": Door.DESK,
    "think-tank-sheets": Door.DESK,
    "think-tank-slide": Door.DESK,
    "think-tank-calendar": Door.DESK,
    "join-code-rotate": Door.DESK,
    "think-tank-attendance": Door.DESK,
    "attendee-remove": Door.DESK,
    "think-tank-show": Door.DESK,
    "think-tank-open": Door.DESK,
    "think-tank-close": Door.DESK,
    "think-tank-wall": Door.DESK,
    "contribution-hide-device": Door.DESK,
    "contribution-capture": Door.DESK,
    "contribution-import": Door.DESK,
    "contribution-similar": Door.DESK,
    "capture-undo": Door.DESK,
    "contribution-correct": Door.DESK,
    "contribution-split": Door.DESK,
    "contribution-assign-roles": Door.DESK,
    "contribution-withdraw": Door.DESK,
    "contribution-hide": Door.DESK,
    "contribution-unhide": Door.DESK,
    "contribution-accept-late": Door.DESK,
    "board-show": Door.DESK,
    "item-place": Door.DESK,
    "item-take-out": Door.DESK,
    "item-set-aside": Door.DESK,
    "action-form": Door.DESK,
    "action-reword": Door.DESK,
    "action-detail": Door.DESK,
    "action-reorder": Door.DESK,
    "action-merge": Door.DESK,
    "action-split": Door.DESK,
    "action-dissolve": Door.DESK,
    "action-link": Door.DESK,
    "action-unlink": Door.DESK,
    "plan-history": Door.DESK,
    "plan-undo": Door.DESK,
    "plan-open": Door.DESK,
    "plan-import": Door.DESK,
    "plan-import-undo": Door.DESK,
    "plan-preview": Door.PREVIEW,
    "plan-publish": Door.DESK,
    "version-withdraw": Door.DESK,
    "text-redact": Door.DESK,
    "summary-export": Door.DESK,
}
NAMESPACES: dict[str, Door] = {"admin": Door.ADMINISTRATOR}


def door_of(match) -> Door | None:
    """The rule of an address, by its namespace or its name."""
    if match.namespaces:
        return NAMESPACES.get(match.namespaces[0])
    return RULES.get(match.url_name)


def needs_account(match) -> bool:
    """Whether a person without an account is asked to sign in first, whatever lies behind the address."""
    return door_of(match) not in (None, Door.PUBLIC, Door.NOBODY)


def may_enter_desk(user: User) -> bool:
    """Whether an account has anything to do at the desk."""
    return is_administrator(user) or bool(
        coordinated_region_ids(user) or facilitated_think_tank_ids(user)
    )


def may_pass(user: User, match) -> bool:
    """Whether this person may pass this door; the refusal of an account is logged, without its address."""
    door = door_of(match)
    if door == Door.PUBLIC:
        return True
    allowed = {
        Door.ACCOUNT: lambda: user.is_authenticated,
        Door.DESK: lambda: may_enter_desk(user),
        Door.PREVIEW: lambda: may_enter_desk(user) or bool(edited_organisation_ids(user)),
        Door.ADMINISTRATOR: lambda: is_administrator(user),
    }.get(door, lambda: False)()
    if not allowed:
        logger.warning("refused: %s for account %s", match.view_name, user.pk)
    return allowed
