"""Who may open each address. An address without a line here answers 404.

The rules look at the kind of person only. Whether the object is theirs is decided by the view,
with `*_visible_to` and permissions.
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


class Audience(StrEnum):
    PUBLIC = "everyone"
    ACCOUNT = "anyone signed in"
    DESK = "facilitators, coordinators, administrators"
    PREVIEW = "facilitators, coordinators, administrators, editors"
    ADMINISTRATOR = "administrators"
    NOBODY = "nobody"  # the address comes with a library and is not offered


RULES: dict[str, Audience] = {
    "account_login": Audience.PUBLIC,
    "account_request_login_code": Audience.PUBLIC,
    "account_confirm_login_code": Audience.PUBLIC,
    "account_logout": Audience.PUBLIC,
    "account_inactive": Audience.PUBLIC,
    "account_reset_password": Audience.PUBLIC,
    "account_reset_password_done": Audience.PUBLIC,
    "account_reset_password_from_key": Audience.PUBLIC,
    "account_reset_password_from_key_done": Audience.PUBLIC,
    "account_reauthenticate": Audience.ACCOUNT,
    "account_change_password": Audience.ACCOUNT,
    "account_set_password": Audience.ACCOUNT,
    "account_signup": Audience.NOBODY,
    "account_email": Audience.NOBODY,
    "account_email_verification_sent": Audience.NOBODY,
    "account_confirm_email": Audience.NOBODY,
    "healthz": Audience.PUBLIC,
    "readyz": Audience.PUBLIC,
    "service-worker": Audience.PUBLIC,
    "offline": Audience.PUBLIC,
    "home": Audience.PUBLIC,
    "plan-list": Audience.PUBLIC,
    "plan-show": Audience.PUBLIC,
    "version-show": Audience.PUBLIC,
    "plan-download": Audience.PUBLIC,
    "version-download": Audience.PUBLIC,
    "action-show": Audience.PUBLIC,
    "region-list": Audience.PUBLIC,
    "region-show": Audience.PUBLIC,
    "municipality-show": Audience.PUBLIC,
    "programme-feedback-show": Audience.PUBLIC,
    "feedback-show": Audience.PUBLIC,
    "join": Audience.PUBLIC,
    "think-tank-join": Audience.PUBLIC,
    "device-seat": Audience.PUBLIC,
    "device-report": Audience.PUBLIC,
    "device-capture": Audience.PUBLIC,
    "device-withdraw": Audience.PUBLIC,
    "think-tank-register": Audience.PUBLIC,
    "registration-calendar": Audience.PUBLIC,
    "feedback": Audience.PUBLIC,
    "feedback-send": Audience.PUBLIC,
    "receipt": Audience.PUBLIC,
    "receipt-show": Audience.PUBLIC,
    "api-session": Audience.PUBLIC,
    "api-capture": Audience.PUBLIC,
    "account-show": Audience.ACCOUNT,
    "desk": Audience.ACCOUNT,
    "design-show": Audience.DESK,
    "programme-start": Audience.ADMINISTRATOR,
    "programme-show": Audience.ADMINISTRATOR,
    "programme-change": Audience.ADMINISTRATOR,
    "programme-archive": Audience.ADMINISTRATOR,
    "programme-reopen": Audience.ADMINISTRATOR,
    "question-add": Audience.ADMINISTRATOR,
    "question-reword": Audience.ADMINISTRATOR,
    "question-move": Audience.ADMINISTRATOR,
    "question-remove": Audience.ADMINISTRATOR,
    "think-tank-schedule": Audience.DESK,
    "think-tank-change": Audience.DESK,
    "think-tank-cancel": Audience.DESK,
    "table-add": Audience.DESK,
    "facilitator-add": Audience.DESK,
    "think-tank-prepare": Audience.DESK,
    "think-tank-sheets": Audience.DESK,
    "think-tank-slide": Audience.DESK,
    "think-tank-calendar": Audience.DESK,
    "join-code-rotate": Audience.DESK,
    "think-tank-attendance": Audience.DESK,
    "attendance-check-in": Audience.DESK,
    "attendee-mark-came": Audience.DESK,
    "attendee-change": Audience.DESK,
    "attendee-remove": Audience.DESK,
    "think-tank-feedback": Audience.DESK,
    "programme-feedback": Audience.ADMINISTRATOR,
    "answer-type": Audience.DESK,
    "answers-hide": Audience.DESK,
    "answers-unhide": Audience.DESK,
    "answers-star": Audience.DESK,
    "answers-unstar": Audience.DESK,
    "answers-allow": Audience.DESK,
    "answers-group": Audience.DESK,
    "answers-ungroup": Audience.DESK,
    "answer-move": Audience.DESK,
    "group-form": Audience.DESK,
    "group-name": Audience.DESK,
    "group-move": Audience.DESK,
    "think-tank-show": Audience.DESK,
    "think-tank-open": Audience.DESK,
    "think-tank-close": Audience.DESK,
    "think-tank-wall": Audience.DESK,
    "think-tank-monitor": Audience.DESK,
    "clock": Audience.DESK,
    "clock-start": Audience.DESK,
    "clock-extend": Audience.DESK,
    "clock-stop": Audience.DESK,
    "contribution-hide-device": Audience.DESK,
    "contribution-capture": Audience.DESK,
    "contribution-import": Audience.DESK,
    "contribution-similar": Audience.DESK,
    "capture-undo": Audience.DESK,
    "contribution-correct": Audience.DESK,
    "contribution-split": Audience.DESK,
    "contribution-assign-roles": Audience.DESK,
    "contribution-withdraw": Audience.DESK,
    "contribution-hide": Audience.DESK,
    "contribution-unhide": Audience.DESK,
    "contribution-accept-late": Audience.DESK,
    "think-tank-plan": Audience.DESK,
    "board-show": Audience.DESK,
    "item-place": Audience.DESK,
    "item-take-out": Audience.DESK,
    "item-set-aside": Audience.DESK,
    "action-form": Audience.DESK,
    "action-reword": Audience.DESK,
    "action-detail": Audience.DESK,
    "action-reorder": Audience.DESK,
    "action-merge": Audience.DESK,
    "action-split": Audience.DESK,
    "action-dissolve": Audience.DESK,
    "action-link": Audience.DESK,
    "action-unlink": Audience.DESK,
    "plan-history": Audience.DESK,
    "plan-undo": Audience.DESK,
    "plan-open": Audience.DESK,
    "plan-import": Audience.DESK,
    "plan-import-undo": Audience.DESK,
    "plan-source-correct": Audience.DESK,
    "plan-preview": Audience.PREVIEW,
    "plan-publish": Audience.DESK,
    "version-withdraw": Audience.DESK,
    "text-redact": Audience.DESK,
    "summary-export": Audience.DESK,
}
NAMESPACES: dict[str, Audience] = {"admin": Audience.ADMINISTRATOR}

# The addresses whose form has a field for a file.
WITH_FILE = {
    "plan-import",
    "think-tank-attendance",
    "admin:stakeholders_organisation_import",
    "admin:stakeholders_mapentry_import",
}


def audience_of(match) -> Audience | None:
    """Return the rule of an address, by its namespace or its name."""
    if match.namespaces:
        return NAMESPACES.get(match.namespaces[0])
    return RULES.get(match.url_name)


def needs_account(match) -> bool:
    """Return whether an anonymous visitor is asked to sign in first, also if the object does not exist."""
    return audience_of(match) not in (None, Audience.PUBLIC, Audience.NOBODY)


def takes_file(request) -> bool:
    """Return whether a file in this request is read: sent by an account to an address whose form asks for one."""
    match = request.resolver_match
    return match is not None and match.view_name in WITH_FILE and request.user.is_authenticated


def may_enter_desk(user: User) -> bool:
    """Return whether an account works at the desk: an administrator, coordinator or facilitator."""
    return is_administrator(user) or bool(
        coordinated_region_ids(user) or facilitated_think_tank_ids(user)
    )


def is_allowed(user: User, match) -> bool:
    """Return whether this person may open this address. Logs the refusal by view and account, without the address."""
    audience = audience_of(match)
    if audience == Audience.PUBLIC:
        return True
    allowed = {
        Audience.ACCOUNT: lambda: user.is_authenticated,
        Audience.DESK: lambda: may_enter_desk(user),
        Audience.PREVIEW: lambda: may_enter_desk(user) or bool(edited_organisation_ids(user)),
        Audience.ADMINISTRATOR: lambda: is_administrator(user),
    }.get(audience, lambda: False)()
    if not allowed:
        logger.warning("refused: %s for account %s", match.view_name, user.pk)
    return allowed
