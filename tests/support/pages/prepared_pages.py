"""Prepare the demo or an empty portal for visits to all pages, and return what all_pages.py needs to know of it."""

import datetime
from types import SimpleNamespace

from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from actionplans.models import Plan
from stakeholders.models import User
from tests.support.factories import (
    make_action,
    make_administrator,
    make_answers,
    make_attendee,
    make_contribution,
    make_device,
    make_plan,
    make_programme,
    make_think_tank,
    region,
)
from tests.support.pages.addresses import PAGES, address_of
from thinktanks.models import ThinkTank
from thinktanks.operations.programmes import archive_programme

ADMINISTRATOR, PASSWORD = "administrators@demo.invalid", "kalejas-darbnica-2026"
CHOSEN_PAIR = "?pair=social_enterprises.municipalities"
MISSING_PAGE = ["error 404", "/nav/tadas/", "anonymous", 404]


def _addresses_of(world):
    """Return the address of every page of the table by name, for the objects of `world`."""
    return {name: address_of(name, world) for name in PAGES}


def prepare_demo():
    """Add to the demo what its pages need; return the addresses of the table, more pages, and the token of a device."""
    think_tank = ThinkTank.objects.get(code="kurzeme-2026-11")
    device, token = make_device(think_tank)
    for text in ("Jāsatiekas biežāk", "Vajag vienu kontaktpersonu"):
        make_contribution(think_tank, text=text, by=device)
    plan = Plan.objects.get(programme=think_tank.programme, region=think_tank.region)
    action = plan.actions.live().filter(wording__isnull=False).order_by("pk").first()
    version = plan.versions.order_by("number").last()
    world = SimpleNamespace(
        think_tank=think_tank,
        device=device,
        attendee=make_attendee(think_tank),
        question=think_tank.programme.questions.first(),
        plan=plan,
        contribution=think_tank.contributions.order_by("pk").first(),
        action=action,
        version=version,
        key=version.actions.first().key,
        municipality_code="lv-097",
    )
    return {"addresses": _addresses_of(world), "more": _more(world), "token": token}


def _more(world):
    """Return name, address, reader and status of the pages that need another state than that of the table."""
    planned = make_think_tank(
        is_open=False,
        programme=world.think_tank.programme,
        region=region("riga"),
        held_on=datetime.date(2027, 2, 11),
    )
    closed = ThinkTank.objects.get(code="riga-2026-02")
    national = Plan.objects.get(programme=world.plan.programme, region=None)
    cancelled = ThinkTank.objects.get(code="zemgale-2026-06")
    in_part = ThinkTank.objects.get(code="zemgale-2026-09")
    older = Plan.objects.get(programme__code="2022")
    selected = f"?role={world.action.role.code}&open={world.action.pk}"
    return [
        _page("think-tank-change", pk=planned.pk),
        _page("think-tank-open", pk=planned.pk),
        _page("think-tank-prepare planned", pk=planned.pk),
        _page("think-tank-prepare cancelled", pk=cancelled.pk),
        _page("think-tank-plan", pk=_without_plan().pk, page="board"),
        _page("think-tank-show closed", pk=closed.pk),
        _page("think-tank-feedback answers", pk=closed.pk),
        _page("think-tank-feedback in part", pk=in_part.pk),
        _page(
            "feedback-show answers",
            reader="anonymous",
            programme=closed.programme.code,
            think_tank=closed.code,
        ),
        _page("think-tank-show chosen", CHOSEN_PAIR, pk=world.think_tank.pk),
        _page("think-tank-join closed", reader="anonymous", status=410, code=closed.join_code),
        _page("think-tank-register planned", reader="anonymous", code=planned.code),
        _page("think-tank-register closed", reader="anonymous", code=closed.code),
        _page("think-tank-register cancelled", reader="anonymous", code=cancelled.code),
        _page("attendance-check-in nobody", "?q=nav+tada", pk=world.think_tank.pk),
        _page("board-show national", pk=national.pk),
        _page("board-show open", selected, pk=world.plan.pk),
        _page(
            "plan-show national",
            reader="anonymous",
            programme=national.programme.code,
            region_code="national",
        ),
        _page("think-tank-slide closed", pk=closed.pk),
        _page("think-tank-slide cancelled", pk=cancelled.pk),
        _page("think-tank-sheets cancelled", pk=cancelled.pk),
        *_archived(older),
        *_at_archived_think_tank(),
        MISSING_PAGE,
        _page("admin:index"),
        *_pages_of_administrators(),
    ]


def _archived(plan):
    """Return the pages of an archived programme, whose plan was imported."""
    of_plan = {"programme": plan.programme.code, "region_code": plan.region_code}
    return [
        _page("programme-show archived", code=plan.programme.code),
        _page("programme-feedback archived", code=plan.programme.code),
        _page("board-show archived", pk=plan.pk),
        _page("plan-import archived", pk=plan.pk),
        _page("plan-history archived", pk=plan.pk),
        _page("plan-show imported", reader="anonymous", **of_plan),
        _page(
            "programme-feedback-show imported", reader="anonymous", programme=plan.programme.code
        ),
    ]


def _at_archived_think_tank():
    """Return the pages of a think tank whose programme was archived in the middle of its day."""
    think_tank = make_think_tank(held_on=datetime.date(2026, 3, 5))
    device, _token = make_device(think_tank)
    make_attendee(think_tank)
    make_answers(think_tank, 5)
    plan = make_action(make_contribution(think_tank, by=device)).plan
    archive_programme(think_tank.programme, by=User.objects.get(email=ADMINISTRATOR))
    at_desk = (
        "think-tank-prepare",
        "think-tank-attendance",
        "attendance-check-in",
        "think-tank-show",
        "think-tank-monitor",
        "think-tank-slide",
        "think-tank-wall",
        "think-tank-sheets",
        "think-tank-close",
        "think-tank-feedback",
    )
    return [
        *(_page(f"{name} archived", pk=think_tank.pk) for name in at_desk),
        _page("plan-publish archived", pk=plan.pk),
        _page(
            "think-tank-join archived", reader="anonymous", status=410, code=think_tank.join_code
        ),
        _page("think-tank-register archived", reader="anonymous", code=think_tank.code),
        _page("feedback-send archived", reader="anonymous", code=think_tank.feedback_code),
    ]


def _without_plan():
    """Return a planned think tank in a programme of its own, which has no plan yet."""
    return make_think_tank(is_open=False, held_on=datetime.date(2027, 3, 4))


def _page(name, query="", *, reader="administrator", status=200, **arguments):
    """Return the fields of a Page; the first word of its name is that of its address."""
    address = reverse(name.split()[0], kwargs=arguments)
    return [name, f"{address}{query}", reader, status]


def _pages_of_administrators():
    return [
        [f"admin:{model._meta.label_lower} {kind}", path, "administrator", 200]
        for model, pages in admin.site._registry.items()
        for kind, path in _admin_pages(model, pages)
    ]


def _admin_pages(model, pages):
    """Yield kind and address of the administrators' pages of a table: list, one row, and what the list offers."""
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
    """Prepare a portal on its first day: a programme and an open think tank without contributions; return as above."""
    user = make_administrator()
    user.email = ADMINISTRATOR
    user.set_password(PASSWORD)
    user.save()
    think_tank = make_think_tank(programme=make_programme())
    plan = make_plan(think_tank)
    device, token = make_device(think_tank)
    world = SimpleNamespace(
        think_tank=think_tank,
        device=device,
        plan=plan,
        question=think_tank.programme.questions.first(),
        municipality_code="lv-097",
    )
    without_page = {"version-show", "plan-download", "summary-export"}
    return {
        "addresses": {
            name: address_of(name, world)
            for name, (paths, _letters) in PAGES.items()
            if name not in without_page and all(_exists(world, path) for path in paths.values())
        },
        "more": [MISSING_PAGE],
        "token": token,
    }


def _exists(world, path):
    """Whether `world` has the object that a path of the table begins with."""
    return path.startswith("'") or hasattr(world, path.split(".")[0])


def render_error_pages():
    """Return the HTML of the pages that the portal shows when something is broken, by name."""
    with override(settings.LANGUAGE_CODE):
        return {
            "error 500": render_to_string("500.html", {"error_number": "k3f9"}),
            "error 403": render_to_string("403_csrf.html"),
        }
