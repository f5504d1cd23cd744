"""Every address of the portal: its arguments, and what every kind of person gets there."""

from django.conf import settings
from django.urls import reverse

from portal.serving.middleware import WITHOUT_LANGUAGE

KINDS = (
    "anonymous",
    "device",
    "municipality",
    "organisation",
    "other facilitator",
    "own facilitator",
    "coordinator",
    "administrator",
)
# A letter per kind, in the order above: Y shown, L asked to sign in, N 404, M exists but refuses GET,
# R redirected to another page.
EVERYONE = "YYYYYYYY"
EVERYONE_POST = "MMMMMMMM"
DEVICE = "RYRRRRRR"
ACCOUNTS = "LLYYYYYY"
OWN = "LLNNNYYY"
OWN_POST = "LLNNMMMM"
COORDINATOR = "LLNNNNYY"
ADMINISTRATOR = "LLNNNNNY"
ADMINISTRATOR_POST = "LLNNNNNM"
PREVIEW = "LLYYNYYY"
NOBODY = "NNNNNNNN"

# Addresses without /en/: those whose language is in their query string, and those whose answers have no language.
WITHOUT_PREFIX = (*WITHOUT_LANGUAGE, "/healthz", "/readyz", "/sw.js")
# The arguments of an address, as paths into the `site` fixture, and a letter per kind, by the name of the address.
PLAN = {"programme": "plan.programme.code", "region_code": "plan.region_code"}
PROGRAMME = {"code": "plan.programme.code"}
PAGES = {
    "healthz": ({}, EVERYONE),
    "readyz": ({}, EVERYONE),
    "service-worker": ({}, EVERYONE),
    "offline": ({}, EVERYONE),
    "home": ({}, EVERYONE),
    "region-list": ({}, EVERYONE),
    "region-show": ({"code": "plan.region.code"}, EVERYONE),
    "municipality-show": ({"code": "municipality_code"}, EVERYONE),
    "plan-list": ({}, EVERYONE),
    "plan-show": (PLAN, EVERYONE),
    "version-show": (PLAN | {"number": "version.number"}, EVERYONE),
    "plan-download": (PLAN | {"format": "'json'"}, EVERYONE),
    "version-download": (PLAN | {"number": "version.number", "format": "'xlsx'"}, EVERYONE),
    "action-show": (PLAN | {"key": "key"}, EVERYONE),
    "programme-feedback-show": ({"programme": "think_tank.programme.code"}, EVERYONE),
    "feedback-show": (
        {"programme": "think_tank.programme.code", "think_tank": "think_tank.code"},
        EVERYONE,
    ),
    "join": ({}, EVERYONE),
    "think-tank-join": ({"code": "think_tank.join_code"}, "YRYYYYYY"),
    "device-seat": ({}, DEVICE),
    "device-capture": ({}, DEVICE),
    "device-report": ({}, EVERYONE_POST),
    "device-withdraw": ({"pk": "contribution.pk"}, EVERYONE_POST),
    "think-tank-register": ({"code": "think_tank.code"}, EVERYONE),
    "registration-calendar": ({"code": "think_tank.code"}, EVERYONE),
    "feedback": ({}, EVERYONE),
    "feedback-send": ({"code": "think_tank.feedback_code"}, EVERYONE),
    "receipt": ({}, EVERYONE),
    "receipt-show": ({"code": "device.receipt_code"}, EVERYONE),
    "api-session": ({}, EVERYONE),
    "api-capture": ({}, EVERYONE_POST),
    "account-show": ({}, ACCOUNTS),
    "desk": ({}, ACCOUNTS),
    "design-show": ({}, "LLNNYYYY"),
    "programme-start": ({}, ADMINISTRATOR),
    "programme-show": (PROGRAMME, ADMINISTRATOR),
    "programme-change": (PROGRAMME, ADMINISTRATOR),
    "programme-archive": (PROGRAMME, ADMINISTRATOR),
    "programme-reopen": (PROGRAMME, ADMINISTRATOR_POST),
    "question-add": (PROGRAMME, ADMINISTRATOR),
    "question-reword": ({"pk": "question.pk"}, ADMINISTRATOR),
    "question-move": ({"pk": "question.pk"}, ADMINISTRATOR_POST),
    "question-remove": ({"pk": "question.pk"}, ADMINISTRATOR_POST),
    "think-tank-schedule": ({}, COORDINATOR),
    "think-tank-change": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-cancel": ({"pk": "think_tank.pk"}, OWN),
    "table-add": ({"pk": "think_tank.pk"}, OWN),
    "facilitator-add": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-prepare": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-sheets": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-slide": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-calendar": ({"pk": "think_tank.pk"}, OWN),
    "join-code-rotate": ({"pk": "think_tank.pk"}, OWN_POST),
    "think-tank-attendance": ({"pk": "think_tank.pk"}, OWN),
    "attendance-check-in": ({"pk": "think_tank.pk"}, OWN),
    "attendee-mark-came": ({"pk": "attendee.pk"}, OWN_POST),
    "attendee-change": ({"pk": "attendee.pk"}, OWN),
    "attendee-remove": ({"pk": "attendee.pk"}, OWN_POST),
    "think-tank-feedback": ({"pk": "think_tank.pk"}, OWN),
    "programme-feedback": ({"code": "think_tank.programme.code"}, "LLNNNNNY"),
    "answer-type": ({"pk": "think_tank.pk"}, OWN),
    "answers-hide": ({"pk": "question.pk"}, OWN_POST),
    "answers-unhide": ({"pk": "question.pk"}, OWN_POST),
    "answers-star": ({"pk": "question.pk"}, OWN_POST),
    "answers-unstar": ({"pk": "question.pk"}, OWN_POST),
    "answers-allow": ({"pk": "question.pk"}, OWN_POST),
    "answers-group": ({"pk": "question.pk"}, OWN_POST),
    "answers-ungroup": ({"pk": "question.pk"}, OWN_POST),
    "answer-move": ({"pk": "question.pk"}, OWN_POST),
    "group-form": ({"pk": "question.pk"}, OWN_POST),
    "group-name": ({"pk": "question.pk"}, OWN_POST),
    "group-move": ({"pk": "question.pk"}, OWN_POST),
    "think-tank-show": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-open": ({"pk": "think_tank.pk"}, "LLNNNRRR"),
    "think-tank-close": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-wall": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-monitor": ({"pk": "think_tank.pk"}, OWN),
    "clock": ({"pk": "think_tank.pk"}, OWN),
    "clock-start": ({"pk": "think_tank.pk"}, "LLNNNRRR"),
    "clock-extend": ({"pk": "think_tank.pk"}, OWN_POST),
    "clock-stop": ({"pk": "think_tank.pk"}, OWN_POST),
    "contribution-hide-device": ({"pk": "contribution.pk"}, OWN_POST),
    "contribution-capture": ({"pk": "think_tank.pk"}, OWN_POST),
    "contribution-import": ({"pk": "think_tank.pk"}, "LLNNNRRR"),
    "capture-undo": ({"pk": "think_tank.pk"}, OWN_POST),
    "contribution-similar": ({"pk": "think_tank.pk"}, OWN),
    "contribution-correct": ({"pk": "contribution.pk"}, OWN),
    "contribution-split": ({"pk": "contribution.pk"}, OWN),
    "contribution-assign-roles": ({"pk": "contribution.pk"}, OWN),
    "contribution-withdraw": ({"pk": "contribution.pk"}, OWN_POST),
    "contribution-hide": ({"pk": "contribution.pk"}, OWN_POST),
    "contribution-unhide": ({"pk": "contribution.pk"}, OWN_POST),
    "contribution-accept-late": ({"pk": "contribution.pk"}, OWN_POST),
    "think-tank-plan": ({"pk": "think_tank.pk", "page": "'board'"}, "LLNNNRRR"),
    "board-show": ({"pk": "plan.pk"}, OWN),
    "item-place": ({"pk": "plan.pk"}, OWN_POST),
    "item-take-out": ({"pk": "plan.pk"}, OWN_POST),
    "item-set-aside": ({"pk": "plan.pk"}, OWN_POST),
    "action-form": ({"pk": "plan.pk"}, OWN_POST),
    "action-reword": ({"pk": "action.pk"}, OWN),
    "action-detail": ({"pk": "action.pk"}, OWN),
    "action-merge": ({"pk": "action.pk"}, OWN),
    "action-split": ({"pk": "action.pk"}, OWN),
    "action-reorder": ({"pk": "action.pk"}, OWN_POST),
    "action-dissolve": ({"pk": "action.pk"}, OWN_POST),
    "action-link": ({"pk": "action.pk"}, OWN),
    "action-unlink": ({"pk": "action.pk"}, OWN_POST),
    "plan-history": ({"pk": "plan.pk"}, OWN),
    "plan-undo": ({"pk": "plan.pk"}, OWN_POST),
    "plan-open": (PLAN, OWN_POST),
    "plan-import": ({"pk": "plan.pk"}, OWN),
    "plan-import-undo": ({"pk": "plan.pk"}, OWN_POST),
    "plan-source-correct": ({"pk": "plan.pk"}, OWN),
    "plan-preview": ({"pk": "plan.pk"}, PREVIEW),
    "plan-publish": ({"pk": "plan.pk"}, OWN),
    "summary-export": ({"programme": "plan.programme.code"}, OWN),
    "version-withdraw": ({"pk": "version.pk"}, COORDINATOR),
    "text-redact": ({"pk": "contribution.text_id"}, COORDINATOR),
    "account_login": ({}, "YYRRRRRR"),
    "account_logout": ({}, "RRYYYYYY"),
    "account_inactive": ({}, EVERYONE),
    "account_request_login_code": ({}, "YYRRRRRR"),
    "account_confirm_login_code": ({}, "RRRRRRRR"),
    "account_reset_password": ({}, EVERYONE),
    "account_reset_password_done": ({}, EVERYONE),
    "account_reset_password_from_key": ({"uidb36": "'1'", "key": "'no-key'"}, EVERYONE),
    "account_reset_password_from_key_done": ({}, EVERYONE),
    "account_change_password": ({}, "LLRRRRRR"),
    "account_set_password": ({}, ACCOUNTS),
    "account_reauthenticate": ({}, "LLNNNNNN"),
    "account_signup": ({}, NOBODY),
    "account_email": ({}, NOBODY),
    "account_email_verification_sent": ({}, NOBODY),
    "account_confirm_email": ({"key": "'no-key'"}, NOBODY),
}


def address_of(name, site):
    """Return the address with this name for the objects of the site."""
    arguments = PAGES[name][0]
    return reverse(name, kwargs={key: value(site, path) for key, path in arguments.items()})


def value(site, path):
    """Return a literal in quotes, or an attribute of the site by its dotted path."""
    if path.startswith("'"):
        return path.strip("'")
    found = site
    for part in path.split("."):
        found = getattr(found, part)
    return found


def letter(response):
    """Return the letter of the table for a response."""
    if response.status_code == 302:
        return "L" if "/accounts/login/?next=" in response.url else "R"
    return {200: "Y", 404: "N", 405: "M"}.get(response.status_code, str(response.status_code))


def sign_in(client, site, kind):
    """Sign in a client as a kind of person, or let it join as a device."""
    client.logout()
    if site.people[kind]:
        client.force_login(site.people[kind])
    if kind == "device":
        client.cookies[settings.DEVICE_COOKIE_NAME] = site.token
