"""Answer the script of the capture pages in JSON: who may send from this browser, and what became of a batch."""

import json

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionplans.forms.capture import choices_at
from actionplans.forms.capture_api import EntryForm, entry_uuid
from actionplans.operations.capture import capture_contribution, guard_joined
from actionplans.permissions import can_capture
from actionplans.queries.capture.said import captured_seqs
from actionplans.queries.visibility import think_tanks_with_plan_id_visible_to
from actionplans.views.respond import status_of
from language.numbers import LARGEST_PK
from stakeholders.models import User
from stakeholders.permissions import require
from thinktanks.models import ThinkTank
from thinktanks.queries.owners import owner_id

MAX_ENTRIES = 20
MAX_BODY = 1024 * 1024  # bytes


@require_safe
@never_cache
def session(request):
    """Answer who may send from this browser now: `owners` are the account, then the device."""
    owners = list(_senders(request))
    return JsonResponse(
        {
            "user": request.user.pk,
            "device": request.known_device.pk if request.known_device else None,
            "owner": owners[0] if owners else "",
            "owners": owners,
            "csrf": get_token(request),
            "now": timezone.now().isoformat(),
        }
    )


@require_POST
@never_cache
def capture(request):
    """Capture the entries of a batch. Each has its own answer; a refused one does not stop the others."""
    senders = _senders(request)
    if not senders:
        return _refusal(401, "not_signed_in", _("Sign in to send. Nothing is lost."))
    if request.content_type not in ("application/json", ""):
        return _refusal(415, "not_json", _("This cannot be read."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return _refusal(413, "too_large", _("That is too much to send at once."))
    entries = _entries(request.body)
    if entries is None:
        return _refusal(400, "not_json", _("This cannot be read."))
    if len(entries) > MAX_ENTRIES:
        return _refusal(413, "too_many", _("That is too much to send at once."))
    answers = _Batch(senders).capture(entries)
    response = JsonResponse({"items": answers, "now": timezone.now().isoformat()})
    waits = [answer["retry_after"] for answer in answers if "retry_after" in answer]
    if waits:
        response.headers["Retry-After"] = str(max(waits))
    return response


def _senders(request) -> dict:
    """Return the account and the device that may send from this browser, by the opaque id that entries store."""
    account = request.user if request.user.is_authenticated else None
    return {owner_id(sender): sender for sender in (account, request.known_device) if sender}


def _refusal(status, code, message):
    return JsonResponse({"error": code, "reason": code, "message": message}, status=status)


def _entries(body) -> list | None:
    try:
        entries = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return entries if isinstance(entries, list) else None


class _Batch:
    """Captures one batch; the choices at a think tank are read once for all its entries."""

    def __init__(self, senders):
        self.senders, self.think_tanks = senders, {}

    def capture(self, entries) -> list[dict]:
        uuids = [uuid for uuid in map(entry_uuid, entries) if uuid]
        before = captured_seqs(uuids)
        results = [(entry_uuid(entry), self._capture(entry)) for entry in entries]
        after = captured_seqs(uuids)
        return [_answer(uuid, result, before, after) for uuid, result in results]

    def _capture(self, entry):
        """Return the contribution, or the ValidationError for which it was refused."""
        try:
            if entry_uuid(entry) is None:
                raise ValidationError(_("This entry cannot be read."), code="unreadable")
            sender = self._sender_of(entry)
            think_tank, choices = self._think_tank_of(entry, sender)
            form = EntryForm(entry, choices=choices, seat=_seat_of(sender))
            if not form.is_valid():
                return form.first_error
            return capture_contribution(think_tank, **form.cleaned_data, by=sender)
        except ValidationError as refusal:
            return refusal

    def _sender_of(self, entry):
        """Return the sender that the entry names as its owner, if it may send; without an owner the first that may."""
        owner = entry.get("owner") or next(iter(self.senders))
        if not isinstance(owner, str) or owner not in self.senders:
            raise ValidationError(
                _("This was written by another account or device."), code="other_owner"
            )
        return self.senders[owner]

    def _think_tank_of(self, entry, sender):
        """Return the think tank of the entry and its choices."""
        pk = entry.get("think_tank")
        key = (str(pk), owner_id(sender))
        if key not in self.think_tanks:
            think_tank = _think_tank(pk, sender)
            self.think_tanks[key] = think_tank, choices_at(think_tank)
        return self.think_tanks[key]


def _think_tank(pk, sender) -> ThinkTank:
    """Return the think tank, if this sender may capture there; a device only at the one that it joined."""
    if not isinstance(sender, User):
        guard_joined(sender, pk)
        return sender.think_tank
    is_pk = isinstance(pk, int) and 0 < pk <= LARGEST_PK
    think_tank = (
        think_tanks_with_plan_id_visible_to(sender).filter(pk=pk).first() if is_pk else None
    )
    if think_tank is None:
        raise ValidationError(_("There is no such think tank."), code="no_think_tank")
    require(can_capture(sender, think_tank))
    return think_tank


def _seat_of(sender) -> dict:
    """Return the table and the role of a device as an entry would name them; an account has none."""
    if isinstance(sender, User):
        return {}
    return {
        "author_role": sender.role.code if sender.role else "",
        "table": str(sender.table.number) if sender.table else "",
    }


def _answer(uuid, result, before, after) -> dict:
    """Return the answer for one entry; `http` is the status that it would have had alone."""
    answer = {"uuid": str(uuid) if uuid else None}
    if isinstance(result, ValidationError):
        refusal = {
            "http": status_of(result),
            "status": "refused",
            "error": result.code,
            "message": result.messages[0],
        }
        wait = {"retry_after": result.seconds} if result.code == "too_fast" else {}
        return answer | refusal | wait
    is_repeat = uuid in before
    return answer | {
        "http": 200 if is_repeat else 201,
        "status": "again" if is_repeat else "kept",
        "id": result.pk,
        "seq": after.get(uuid),
        "state": result.state,
        "late": result.late,
    }
