"""Who may pass at each address: every name, tried as each of eight kinds of person (DESIGN.md §4, I7).

A new address without a line in PAGES fails here, and without a rule in portal/serving/access.py it does not exist.
"""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse

from actionplans.operations.publication import publish_plan
from portal.serving.access import NAMESPACES, RULES
from stakeholders.models import Grant, Municipality, OrganisationKind
from stakeholders.operations import grant_access, register_organisation
from tests.support.factories import (
    make_action,
    make_administrator,
    make_attendee,
    make_contribution,
    make_coordinator,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)

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
# One letter a kind, in the order above: Y shown, L asked to sign in, N not there, M exists but not by GET,
# R sent on to another page.
EVERYONE = "YYYYYYYY"
EVERYONE_POST = "MMMMMMMM"
DEVICE = "RYRRRRRR"
ACCOUNTS = "LLYYYYYY"
OWN = "LLNNNYYY"
OWN_POST = "LLNNMMMM"
WITHDRAW = "LLNNNNYY"
PREVIEW = "LLYYNYYY"
NOBODY = "NNNNNNNN"

WITHOUT_LANGUAGE = (
    "/healthz",
    "/readyz",
    "/sw.js",
    "/api/",
    "/device/",
    "/feedback/",
    "/join/",
    "/receipt/",
)
PLAN = {"programme": "plan.programme.code", "region_code": "plan.region_code"}
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
    "join": ({}, EVERYONE),
    "think-tank-join": ({"code": "think_tank.join_code"}, "YRYYYYYY"),
    "device-seat": ({}, DEVICE),
    "device-capture": ({}, DEVICE),
    "device-withdraw": ({"pk": "contribution.pk"}, EVERYONE_POST),
    "feedback": ({}, EVERYONE),
    "feedback-send": ({"code": "think_tank.feedback_code"}, EVERYONE),
    "receipt": ({}, EVERYONE),
    "receipt-show": ({"code": "device.receipt_code"}, EVERYONE),
    "api-session": ({}, EVERYONE),
    "api-capture": ({}, EVERYONE_POST),
    "desk": ({}, ACCOUNTS),
    "design-show": ({}, "LLNNYYYY"),
    "programme-start": ({}, "LLNNNNNY"),
    "think-tank-schedule": ({}, WITHDRAW),
    "think-tank-change": ({"pk": "think_tank.pk"}, "LLNNNNRR"),
    "think-tank-prepare": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-sheets": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-slide": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-calendar": ({"pk": "think_tank.pk"}, OWN),
    "join-code-rotate": ({"pk": "think_tank.pk"}, OWN_POST),
    "think-tank-attendance": ({"pk": "think_tank.pk"}, OWN),
    "attendee-remove": ({"pk": "attendee.pk"}, OWN_POST),
    "think-tank-show": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-open": ({"pk": "think_tank.pk"}, OWN_POST),
    "think-tank-close": ({"pk": "think_tank.pk"}, OWN),
    "think-tank-wall": ({"pk": "think_tank.pk"}, OWN),
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
    "plan-preview": ({"pk": "plan.pk"}, PREVIEW),
    "plan-publish": ({"pk": "plan.pk"}, OWN),
    "summary-export": ({"programme": "plan.programme.code"}, OWN),
    "version-withdraw": ({"pk": "version.pk"}, WITHDRAW),
    "text-redact": ({"pk": "contribution.text_id"}, WITHDRAW),
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


def address_names(patterns=None, prefix=""):
    """Names of all addresses, namespaces as they stand; of the admin only its namespace."""
    names = set()
    for pattern in patterns or get_resolver().url_patterns:
        namespace = getattr(pattern, "namespace", None)
        if namespace:
            names.add(f"{namespace}:")
        elif hasattr(pattern, "url_patterns"):
            names |= address_names(pattern.url_patterns)
        else:
            names.add(pattern.name)
    return names


def test_every_address_has_a_rule_and_a_line_here():
    names = address_names()

    assert None not in names
    assert sorted(names) == sorted(set(PAGES) | {f"{namespace}:" for namespace in NAMESPACES})
    assert sorted(RULES) == sorted(PAGES)


@pytest.fixture
def world(db):
    """A think tank with a published plan, and one person of each kind."""
    think_tank = make_think_tank()
    kind = OrganisationKind.objects.get(code="municipality")
    town = Municipality.objects.get(code="LV-097")
    fields = {"kind": kind, "role": role(), "regions": [region()], "by": None}
    editors = {}
    for name, more in (("municipality", {"municipality": town}), ("organisation", {})):
        organisation = register_organisation(f"Parauga {name}", **fields, **more)
        editors[name] = make_user()
        grant_access(editors[name], kind=Grant.Kind.EDITOR, organisation=organisation, by=None)
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    version = publish_plan(action.plan, note="Pirmā", by=make_user())
    action.refresh_from_db()
    device, token = make_device(think_tank)
    other = make_think_tank(programme=make_programme(), region=region("riga"))
    return SimpleNamespace(
        think_tank=think_tank,
        device=device,
        attendee=make_attendee(think_tank),
        token=token,
        plan=action.plan,
        contribution=contribution,
        action=action,
        version=version,
        key=action.key,
        municipality_code="lv-097",
        people={
            "anonymous": None,
            "device": None,
            "municipality": editors["municipality"],
            "organisation": editors["organisation"],
            "other facilitator": make_facilitator(other),
            "own facilitator": make_facilitator(think_tank),
            "coordinator": make_coordinator(),
            "administrator": make_administrator(),
        },
    )


def value(world, path):
    """A literal in quotes, or an attribute of the world by its dotted path."""
    if path.startswith("'"):
        return path.strip("'")
    found = world
    for part in path.split("."):
        found = getattr(found, part)
    return found


def letter(response):
    """What an answer means to the person, as in the table."""
    if response.status_code == 302:
        return "L" if "/accounts/login/?next=" in response.url else "R"
    return {200: "Y", 404: "N", 405: "M"}.get(response.status_code, str(response.status_code))


@pytest.mark.parametrize("language", ["lv", "en"])
def test_each_kind_of_person_at_each_address(world, client, language):
    found = {}
    for kind in KINDS:
        client.logout()
        if world.people[kind]:
            client.force_login(world.people[kind])
        if kind == "device":
            client.cookies[settings.DEVICE_COOKIE_NAME] = world.token
        for name, (paths, _letters) in PAGES.items():
            url = reverse(name, kwargs={key: value(world, path) for key, path in paths.items()})
            if language == "en" and not url.startswith(WITHOUT_LANGUAGE):
                url = f"/en{url}"
            found[name] = found.get(name, "") + letter(client.get(url))

    wanted = {name: letters for name, (_paths, letters) in PAGES.items()}
    assert {name: letters for name, letters in found.items() if letters != wanted[name]} == {}


def test_what_is_not_there_and_what_is_not_yours_look_the_same(world, client):
    client.force_login(world.people["other facilitator"])

    for name in ("board-show", "think-tank-show", "plan-history", "contribution-correct"):
        yours = reverse(name, kwargs={"pk": value(world, PAGES[name][0]["pk"])})
        nobodys = reverse(name, kwargs={"pk": 999_999})
        assert without_address(client.get(yours), yours) == without_address(
            client.get(nobodys), nobodys
        )


def without_address(response, address):
    """Status and page without what differs anyway: its own address and the form token."""
    page = response.content.decode().replace(address, "")
    return response.status_code, re.sub(r"[A-Za-z0-9]{64}", "", page)


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "BREW"])
def test_beyond_get_head_and_post_nothing_is_understood(world, client, method):
    client.force_login(world.people["administrator"])
    found = {}
    for name, (paths, letters) in PAGES.items():
        url = reverse(name, kwargs={key: value(world, path) for key, path in paths.items()})
        shown = letters != NOBODY
        found[name] = (letter(client.generic(method, url)), "M" if shown else "N")

    assert {name: got for name, (got, wanted) in found.items() if got != wanted} == {}


READ_ONLY = [
    "home",
    "region-list",
    "region-show",
    "municipality-show",
    "plan-list",
    "plan-show",
    "version-show",
    "plan-download",
    "version-download",
    "action-show",
    "desk",
    "design-show",
    "think-tank-prepare",
    "think-tank-sheets",
    "think-tank-slide",
    "think-tank-calendar",
    "think-tank-show",
    "think-tank-wall",
    "board-show",
    "plan-history",
    "plan-preview",
    "summary-export",
]


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_is_only_read_answers_head_and_refuses_post(world, client, name):
    client.force_login(world.people["administrator"])
    url = reverse(name, kwargs={key: value(world, path) for key, path in PAGES[name][0].items()})

    assert (client.head(url).status_code, client.post(url).status_code) == (200, 405)


def test_no_browser_keeps_what_only_accounts_may_see(world, client):
    client.force_login(world.people["administrator"])
    kept = []
    for name, (paths, letters) in PAGES.items():
        url = reverse(name, kwargs={key: value(world, path) for key, path in paths.items()})
        if letters[0] == "L" and "no-store" not in client.get(url).get("Cache-Control", ""):
            kept.append(name)

    assert kept == []


# Numbers that are none or too large, a NUL, half a character: in every field at once, at every address.
HOSTILE = ("-1", str(2**63), "1" + 30 * "0", "x", "a\x00b", "\ud7ff", "//example.org")
FIELDS = [
    "action",
    "addressed_role",
    "addressed_roles",
    "after",
    "author_role",
    "back",
    "batch",
    "before",
    "code",
    "condition",
    "deadline",
    "email",
    "facilitators",
    "first_step",
    "from",
    "gains",
    "gains_lv",
    "held_on",
    "into",
    "items",
    "lead",
    "like",
    "list",
    "name",
    "next",
    "note",
    "only",
    "op_uuid",
    "open",
    "organisation_name",
    "other",
    "pair",
    "parts",
    "programme",
    "q",
    "reason",
    "region",
    "role",
    "seq",
    "speaker_roles",
    "support_roles",
    "table",
    "table_1",
    "text",
    "town",
    "uuid",
    "venue",
    "version",
    "wording",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_values_in_every_field_are_no_fault_of_ours(world, client, hostile):
    client.force_login(world.people["administrator"])
    client.cookies[settings.DEVICE_COOKIE_NAME] = world.token
    values = dict.fromkeys(FIELDS, hostile)
    found = {}
    for name, (paths, _letters) in PAGES.items():
        url = reverse(name, kwargs={key: value(world, path) for key, path in paths.items()})
        for answer in (client.get(url, values), client.post(url, values)):
            elsewhere = answer.get("Location", "/").startswith(("//", "http"))
            if answer.status_code >= 500 or elsewhere:
                found[name] = answer.status_code

    assert found == {}


def test_administration_is_for_administrators(world, client):
    for kind, expected in zip(KINDS, "LLNNNNNY", strict=True):
        client.logout()
        if world.people[kind]:
            client.force_login(world.people[kind])
        assert (kind, letter(client.get(reverse("admin:index")))) == (kind, expected)


def test_an_address_without_a_rule_does_not_exist(world, client, monkeypatch):
    client.force_login(world.people["administrator"])
    monkeypatch.delitem(RULES, "plan-list")

    assert client.get(reverse("plan-list")).status_code == 404


def test_refusals_are_logged_without_the_address(world, client, caplog):
    client.force_login(world.people["municipality"])

    client.get(reverse("board-show", kwargs={"pk": world.plan.pk}))

    account = world.people["municipality"].pk
    assert f"refused: board-show for account {account}" in caplog.text
    with pytest.raises(NoReverseMatch):
        reverse("board-show")


def test_htmx_sends_the_whole_window_to_sign_in(world, client):
    board = reverse("board-show", kwargs={"pk": world.plan.pk})

    answer = client.get(
        board, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{board}?role=x"}
    )

    assert (answer.status_code, answer["HX-Redirect"]) == (401, f"/accounts/login/?next={board}")
    assert answer.content == b""
