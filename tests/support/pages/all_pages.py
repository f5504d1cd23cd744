"""All pages that people see, in the demo and in an empty portal: derived from the table in tests/support/pages/addresses.py.

Every address that somebody may read is visited as its strongest reader and, where it is public, as anonymous. What
needs another state of things than that table has stands in `MORE`; what never shows a page, in `NO_PAGES`.
"""

import datetime
from types import SimpleNamespace
from typing import NamedTuple

from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from actionplans.models import Plan
from stakeholders.models import User
from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_contribution,
    make_device,
    make_plan,
    make_programme,
    make_think_tank,
    region,
)
from tests.support.pages.addresses import KINDS, PAGES, WITHOUT_LANGUAGE, value
from thinktanks.models import ThinkTank

ADMINISTRATOR, PASSWORD = "administrators@demo.invalid", "kalejas-darbnica-2026"
READERS = ("anonymous", "device", "administrator")
NO_PAGES = {
    "healthz",
    "readyz",
    "service-worker",
    "plan-download",
    "version-download",
    "api-session",
    "think-tank-calendar",
    "summary-export",
    "contribution-similar",  # lines for the page of capture
    "account_confirm_login_code",  # only in the middle of signing in by code, see the error pages
    "contribution-import",  # only from the page of capture, with lines pasted
    "account_change_password",  # sends on: nobody of the portal has set one by it
}
GROUPS = {
    "phone": ("join", "think-tank-join", "device", "feedback", "receipt", "offline"),
    "entrance": ("account",),
    "desk": ("desk", "design", "programme", "think-tank", "attendee"),
    "plans at the desk": (
        "board",
        "item",
        "action-",
        "contribution",
        "plan-",
        "version-withdraw",
        "text",
    ),
    "administration": ("admin:",),
}
PUBLIC = (
    "home",
    "plan-list",
    "plan-show",
    "version-show",
    "action-show",
    "region",
    "municipality",
    "error",
)


# What is typed into the form of a page so that it is refused: fields by name, and how it is sent off.
FIRST_FORM = "main form:not(.contribution-filter) [type=submit]"
REFUSED = {
    "join": ({"code": "AAAA"}, FIRST_FORM),
    "feedback": ({"code": "AAAA"}, FIRST_FORM),
    "receipt": ({"code": "AAAA"}, FIRST_FORM),
    "think-tank-join": ({}, FIRST_FORM),
    "feedback-send": ({}, FIRST_FORM),
    "account_login": ({"login": "nav@demo.invalid", "password": "nepareiza"}, FIRST_FORM),
    "account_request_login_code": ({"email": "nav adrese"}, FIRST_FORM),
    "account_reset_password": ({"email": "nav adrese"}, FIRST_FORM),
    "programme-start": ({"code": "ar atstarpi", "name_lv": "Jauna programma"}, FIRST_FORM),
    "think-tank-schedule": ({"held_on": "", "town": "Kandava"}, FIRST_FORM),
    "think-tank-change": ({"held_on": "", "town": "Kandava"}, FIRST_FORM),
    "think-tank-attendance": ({"name": "", "email": "nav adrese"}, FIRST_FORM),
    "contribution-correct": ({"text": ""}, FIRST_FORM),
    "contribution-split": ({"parts": "viens"}, FIRST_FORM),
    "action-reword": ({"wording": ""}, FIRST_FORM),
    "action-merge": ({}, FIRST_FORM),
    "action-link": ({}, "main form:last-of-type .btn-primary"),
    "action-split": ({"wording": ""}, FIRST_FORM),
    "version-withdraw": ({"reason": ""}, FIRST_FORM),
    "text-redact": ({"reason": ""}, FIRST_FORM),
    "plan-import": ({}, FIRST_FORM),
}


class Page(NamedTuple):
    """One page as one person sees it; `name` tells its address and what is special about it."""

    name: str
    path: str
    reader: str
    status: int = 200

    @property
    def group(self):
        if self.name.startswith(PUBLIC):
            return "public"
        return next(
            (group for group, names in GROUPS.items() if self.name.startswith(names)), "public"
        )

    def in_language(self, language):
        if language == "lv":
            return self.path
        if self.path.startswith(WITHOUT_LANGUAGE):
            return f"{self.path}{'&' if '?' in self.path else '?'}lang=en"
        return f"/en{self.path}"


def readers_of(letters):
    """Who visits a page: whoever sees most of it, and anonymous where it is public."""
    kinds = dict(zip(KINDS, letters, strict=True))
    return [kind for kind in READERS if kinds[kind] == "Y" and not _less(kind, kinds)]


def _less(kind, kinds):
    """A device sees nothing more where anybody sees the page."""
    return kind == "device" and kinds["anonymous"] == "Y"


def addresses_of(world):
    return {
        name: reverse(name, kwargs={key: value(world, path) for key, path in paths.items()})
        for name, (paths, _letters) in PAGES.items()
    }


def prepare_demo():
    """Add to the demo what its pages need; returns the addresses, those beside the table, and the device's token."""
    think_tank = ThinkTank.objects.get(code="kurzeme-2026-11")
    device, token = make_device(think_tank)
    for words in ("Jāsatiekas biežāk", "Vajag vienu kontaktpersonu"):
        make_contribution(think_tank, text=words, by=device)
    plan = Plan.objects.get(programme=think_tank.programme, region=think_tank.region)
    draft = plan.actions.live().filter(wording__isnull=False).order_by("pk").first()
    version = plan.versions.order_by("number").last()
    world = SimpleNamespace(
        think_tank=think_tank,
        device=device,
        attendee=make_attendee(think_tank),
        plan=plan,
        contribution=think_tank.contributions.order_by("pk").first(),
        action=draft,
        version=version,
        key=version.actions.first().key,
        municipality_code="lv-097",
    )
    return {"addresses": addresses_of(world), "more": _more(world), "token": token}


def _more(world):
    planned = make_think_tank(
        is_open=False,
        programme=world.think_tank.programme,
        region=region("riga"),
        held_on=datetime.date(2027, 2, 11),
    )
    closed = ThinkTank.objects.get(code="riga-2026-02")
    national = Plan.objects.get(programme=world.plan.programme, region=None)
    board = reverse("board-show", kwargs={"pk": world.plan.pk})
    show = reverse("think-tank-show", kwargs={"pk": world.think_tank.pk})
    lists = [
        [f"admin:{model._meta.label_lower} {kind}", path, "administrator", 200]
        for model, pages in admin.site._registry.items()
        for kind, path in _admin_pages(model, pages)
    ]
    return [
        [
            "think-tank-change",
            reverse("think-tank-change", kwargs={"pk": planned.pk}),
            "administrator",
            200,
        ],
        [
            "think-tank-prepare planned",
            reverse("think-tank-prepare", kwargs={"pk": planned.pk}),
            "administrator",
            200,
        ],
        [
            "think-tank-show closed",
            reverse("think-tank-show", kwargs={"pk": closed.pk}),
            "administrator",
            200,
        ],
        [
            "think-tank-show chosen",
            f"{show}?pair=social_enterprises.municipalities",
            "administrator",
            200,
        ],
        [
            "think-tank-join closed",
            reverse("think-tank-join", kwargs={"code": closed.join_code}),
            "anonymous",
            410,
        ],
        [
            "board-show national",
            reverse("board-show", kwargs={"pk": national.pk}),
            "administrator",
            200,
        ],
        [
            "board-show open",
            f"{board}?role={world.action.role.code}&open={world.action.pk}",
            "administrator",
            200,
        ],
        [
            "plan-show national",
            reverse(
                "plan-show",
                kwargs={"programme": national.programme.code, "region_code": "national"},
            ),
            "anonymous",
            200,
        ],
        ["error 404", "/nav/tadas/", "anonymous", 404],
        ["admin:index", reverse("admin:index"), "administrator", 200],
        *lists,
    ]


def _admin_pages(model, pages):
    """The pages of one table for administrators: list, one row, and what its page offers."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model.objects.order_by("pk").first()
    request = RequestFactory().get("/")
    request.user = User.objects.get(email=ADMINISTRATOR)
    yield "list", reverse(f"{name}_changelist")
    if row:
        yield "row", reverse(f"{name}_change", args=[row.pk])
    if pages.has_add_permission(request):
        yield "add", reverse(f"{name}_add")
    if hasattr(pages, "import_form_class"):
        yield "import", reverse(f"{name}_import")
        yield "export", reverse(f"{name}_export")


def prepare_empty():
    """A portal on its first day: a programme, a think tank that begins, nothing said."""
    user = make_administrator()
    user.email = ADMINISTRATOR
    user.set_password(PASSWORD)
    user.save()
    think_tank = make_think_tank(programme=make_programme())
    plan = make_plan(think_tank)
    device, token = make_device(think_tank)
    world = {
        "think_tank": think_tank,
        "device": device,
        "plan": plan,
        "municipality_code": "lv-097",
    }
    addresses = {}
    for name, (paths, _letters) in PAGES.items():
        if all(_exists(world, path) for path in paths.values()):
            kwargs = {key: value(SimpleNamespace(**world), path) for key, path in paths.items()}
            addresses[name] = reverse(name, kwargs=kwargs)
    unseen = {"version-show", "plan-download", "summary-export"}
    return {
        "addresses": {name: path for name, path in addresses.items() if name not in unseen},
        "more": [["error 404", "/nav/tadas/", "anonymous", 404]],
        "token": token,
    }


def _exists(world, path):
    return path.startswith("'") or path.split(".")[0] in world


def pages_of(prepared):
    """All pages of a prepared installation."""
    pages = [
        Page(name, path, reader)
        for name, path in prepared["addresses"].items()
        if name not in NO_PAGES
        for reader in readers_of(PAGES[name][1])
    ]
    return pages + [Page(*one) for one in prepared["more"]]


def names_without_page(prepared):
    """Addresses that somebody may read or is sent on from, but which nobody visits here."""
    visited = {page.name.split()[0] for page in pages_of(prepared)}
    shown = {name for name, (_paths, letters) in PAGES.items() if set(letters) & set("YR")}
    return sorted(shown - visited - NO_PAGES)


def alone():
    """The pages that stand when something is broken, as the portal writes them."""
    with override(settings.LANGUAGE_CODE):
        return {
            "error 500": render_to_string("500.html", {"error_number": "k3f9"}),
            "error 403": render_to_string("403_csrf.html"),
        }
