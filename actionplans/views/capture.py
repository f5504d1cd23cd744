"""A think tank at work: what is said is typed or pasted, and listed as it comes."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionplans.forms.capture import (
    CaptureChoices,
    CaptureForm,
    ContributionFilterForm,
    SimilarForm,
    UndoneForm,
)
from actionplans.forms.pasted_list import ImportForm, Pasted
from actionplans.operations.capture import capture_contribution, guard_open
from actionplans.operations.imports import import_contributions, undo_batch
from actionplans.operations.plans import open_plan
from actionplans.operations.undo import undo
from actionplans.permissions import can_capture
from actionplans.queries.capture.said import (
    captures_visible_to,
    just_said,
    said_already,
    spoken_at,
    who_asked_whom,
    with_words,
)
from actionplans.queries.capture.similar import similar_at
from actionplans.views.contributions import back_from
from stakeholders.permissions import require
from thinktanks.models import ThinkTank
from thinktanks.queries import owner_name, roles_of

BATCH = 20  # as many as a script sends at once


@require_safe
def think_tank_show(request, pk):
    think_tank = _think_tank_in_hand(request, pk)
    if request.htmx:
        return _lines(request, think_tank)
    return _capture_page(request, think_tank, _room_of(think_tank))


@require_POST
def capture(request, pk):
    think_tank = _think_tank_in_hand(request, pk)
    room = _room_of(think_tank)
    form = CaptureForm(request.POST, room=room)
    if form.is_valid() and form.has_several_lines:
        return _preview(request, think_tank, room)
    if form.is_valid():
        try:
            contribution = capture_contribution(think_tank, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error("text", error)
        else:
            return _captured(request, think_tank, contribution)
    if request.htmx:
        return render(request, "actionplans/_refused.html", {"form": form}, status=_status(form))
    return _capture_page(request, think_tank, room, form=form, status=_status(form))


def contribution_import(request, pk):
    think_tank = _think_tank_in_hand(request, pk)
    if request.method != "POST":
        return redirect(_address(think_tank))
    room = _room_of(think_tank)
    if "batch" not in request.POST:
        return _preview(request, think_tank, room)
    form = ImportForm(request.POST, room=room)
    if form.is_valid():
        plan = open_plan(think_tank.programme, region=think_tank.region, by=request.user)
        try:
            import_contributions(plan, think_tank=think_tank, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            batch = form.cleaned_data["batch"]
            return redirect(_address(think_tank, request.POST, batch=batch))
    form.pasted.mark_there(said_already(think_tank))
    return _pasted_page(request, think_tank, room, form.pasted, form=form, status=422)


@require_safe
@never_cache
def contribution_similar(request, pk):
    """What looks like the words that somebody is typing, as lines for the page of capture; often none."""
    think_tank = _think_tank_in_hand(request, pk)
    form = SimilarForm(request.GET)
    similar = similar_at(think_tank, form.cleaned_data["text"]) if form.is_valid() else []
    return render(request, "actionplans/_similar.html", {"similar": similar})


@require_POST
def capture_undo(request, pk):
    """Undo one change of what was said here, or take back a whole pasted list."""
    think_tank = _think_tank_in_hand(request, pk)
    plan = open_plan(think_tank.programme, region=think_tank.region, by=request.user)
    form = UndoneForm(request.POST)
    if form.is_valid():
        batch, seq = form.cleaned_data["batch"], form.cleaned_data["seq"]
        try:
            if batch:
                undo_batch(plan, batch=batch, by=request.user)
            else:
                undo(plan, seq=seq, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        messages.error(request, form.non_field_errors()[0])
    else:
        messages.success(request, _("Undone"))
    return redirect(back_from(request) or _address(think_tank))


def _think_tank_in_hand(request, pk) -> ThinkTank:
    """The think tank that this person runs; to anyone else it does not exist."""
    think_tank = get_object_or_404(captures_visible_to(request.user), pk=pk)
    require(can_capture(request.user, think_tank))
    return think_tank


def _room_of(think_tank) -> CaptureChoices:
    speakers, addressed = roles_of(think_tank.programme)
    return CaptureChoices(speakers, addressed, list(think_tank.tables.all()))


def _address(think_tank, chosen=None, **more) -> str:
    """The page of capture, with the roles and the table that were chosen."""
    kept = {name: chosen[name] for name in ("pair", "table") if (chosen or {}).get(name)}
    query = urlencode(kept | more)
    address = reverse("think-tank-show", args=[think_tank.pk])
    return f"{address}?{query}" if query else address


def _lines(request, think_tank):
    """The lines of what a script has just sent, by their UUIDs."""
    uuids = [name for name in map(_uuid, request.GET.getlist("uuid")[:BATCH]) if name]
    context = {
        "said": with_words(spoken_at(think_tank).filter(uuid__in=uuids)),
        "think_tank": think_tank,
        "back": _address(think_tank),
    }
    return render(request, "actionplans/_lines.html", context)


def _captured(request, think_tank, contribution):
    if request.htmx:
        back = _address(think_tank, request.POST)
        context = {"contribution": contribution, "think_tank": think_tank, "back": back}
        return render(request, "actionplans/_contribution.html", context, status=201)
    messages.success(request, pgettext("contribution", "Added"))
    return redirect(_address(think_tank, request.POST))


def _status(form) -> int:
    """409 where the same UUID was sent with other words, else 422."""
    return 409 if form.has_error("text", "other_text") else 422


def _capture_page(request, think_tank, room, *, form=None, status=200):
    asked = request.POST if form else request.GET
    sieving = ContributionFilterForm(request.GET, room=room)
    sieve = sieving.sieve
    said, more = just_said(think_tank, sieve)
    grid, total = who_asked_whom(think_tank, room.speakers, room.addressed)
    speaker, addressed = room.pair_of(asked.get("pair", ""))
    narrowed = {"q": sieve.words, "only": sieve.only} if sieve.words or sieve.only else {}
    context = {
        "think_tank": think_tank,
        "room": room,
        "taken": _whether_taken(think_tank),
        "late_until": think_tank.late_until,
        "form": form,
        "text": asked.get("text", "") if form else "",
        "uuid": uuid.uuid4(),
        "owner": owner_name(request.user),
        "pair": asked.get("pair", ""),
        "speaker": speaker,
        "addressed": addressed,
        "table": asked.get("table", ""),
        "grid": grid,
        "total": total,
        "said": said,
        "sieve": sieve,
        "most_signs": SimilarForm.MOST_SIGNS,
        "only_choices": sieving.fields["only"].choices,
        "all_of_it": _address(think_tank, asked),
        "newest": _address(think_tank, asked, **narrowed),
        "older": _address(think_tank, asked, **narrowed, before=said[-1].pk) if more else None,
        "back": request.get_full_path() if request.method == "GET" else _address(think_tank, asked),
        "batch": _batch_added(request, think_tank),
    }
    return render(request, "actionplans/think_tank_show.html", context, status=status)


def _whether_taken(think_tank) -> bool:
    """Whether contributions are taken now."""
    try:
        guard_open(think_tank)
    except ValidationError:
        return False
    return True


def _batch_added(request, think_tank):
    """What was just pasted: its batch and how many of it still stand, so that it can be taken back as one."""
    batch = _uuid(request.GET.get("batch"))
    count = batch and spoken_at(think_tank).filter(batch=batch).count()
    return {"uuid": batch, "count": count} if count else None


def _uuid(text) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _preview(request, think_tank, room):
    """The lines of a pasted text, to be ticked and mended; nothing is saved yet."""
    form = CaptureForm(request.POST, room=room)
    if form.is_valid():
        try:
            guard_open(think_tank)
            pasted = Pasted.from_text(
                form.cleaned_data["text"],
                pair=request.POST.get("pair", ""),
                table=request.POST.get("table", ""),
                said=said_already(think_tank),
            )
        except ValidationError as error:
            form.add_error("text", error)
        else:
            return _pasted_page(request, think_tank, room, pasted)
    return _capture_page(request, think_tank, room, form=form, status=422)


def _pasted_page(request, think_tank, room, pasted, *, form=None, status=200):
    speaker, addressed = room.pair_of(request.POST.get("pair", ""))
    context = {
        "think_tank": think_tank,
        "room": room,
        "pasted": pasted,
        "form": form,
        "pair": request.POST.get("pair", ""),
        "speaker": speaker,
        "addressed": addressed,
        "table": room.table_of(pasted.table),
        "text": request.POST.get("text", ""),
        "back": _address(think_tank, request.POST),
        "repeats": sum(row.there for row in pasted.rows),
    }
    return render(request, "actionplans/contribution_import.html", context, status=status)
