"""What the script of the capture pages asks: who is here, and to keep what waited on the device. Answers JSON always."""

import json

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionplans.forms.capture import CaptureChoices
from actionplans.forms.participants import SentForm, uuid_of
from actionplans.operations.capture import capture_contribution
from actionplans.permissions import can_capture
from actionplans.queries.capture.said import captured_seqs, captures_visible_to
from stakeholders.models import User
from stakeholders.permissions import require
from thinktanks.models import ThinkTank
from thinktanks.queries import owner_name, roles_of

BATCH = 20
BIGGEST_BODY = 1024 * 1024
BIGGEST_ID = 2**63 - 1
STATUS = {"other_text": 409, "too_fast": 429, "no_think_tank": 404, "other_owner": 403}


@require_safe
@never_cache
def session(request):
    """Who is here now. `owners` are all who may send from this browser: the account first, then the device."""
    owners = list(_people(request))
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
    """Keep a batch. Each entry has its own answer; nothing that is refused stops the others."""
    people = _people(request)
    if not people:
        return _refusal(401, "not_signed_in", _("Sign in to send. Nothing is lost."))
    if request.content_type not in ("application/json", ""):
        return _refusal(415, "not_json", _("This cannot be read."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > BIGGEST_BODY:
        return _refusal(413, "too_large", _("That is too much at once."))
    entries = _entries(request.body)
    if entries is None:
        return _refusal(400, "not_json", _("This cannot be read."))
    if len(entries) > BATCH:
        return _refusal(413, "too_many", _("That is too much at once."))
    answers = _Keeping(people).keep(entries)
    response = JsonResponse({"items": answers, "now": timezone.now().isoformat()})
    waits = [answer["retry_after"] for answer in answers if "retry_after" in answer]
    if waits:
        response.headers["Retry-After"] = str(max(waits))
    return response


def _people(request) -> dict:
    """Who may send from this browser, by the opaque name that entries keep as their owner."""
    here = [request.user if request.user.is_authenticated else None, request.known_device]
    return {owner_name(one): one for one in here if one}


def _refusal(status, code, message):
    return JsonResponse({"error": code, "reason": code, "message": message}, status=status)


def _entries(body) -> list | None:
    try:
        entries = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return entries if isinstance(entries, list) else None


class _Keeping:
    """Keeps one batch; what a think tank allows is read once for all its entries."""

    def __init__(self, people):
        self.people, self.rooms = people, {}

    def keep(self, entries) -> list[dict]:
        uuids = [entry_uuid for entry_uuid in map(_uuid_or_none, entries) if entry_uuid]
        before = captured_seqs(uuids)
        kept = [self._keep(entry) for entry in entries]
        after = captured_seqs(uuids)
        return [_told(answer, before, after) for answer in kept]

    def _keep(self, entry):
        """The contribution, or why it was not kept, each with its UUID."""
        name = None
        try:
            name = uuid_of(entry)
            by = self._owner_of(entry)
            think_tank, room = self._room_of(entry.get("think_tank"), by)
            form = SentForm(entry, room=room, seat=_seat_of(by))
            if not form.is_valid():
                return name, form.refusal
            return name, capture_contribution(think_tank, **form.cleaned_data, by=by)
        except ValidationError as refusal:
            return name, refusal

    def _owner_of(self, entry):
        """Who sends it: whom the entry names, if that one is here; an entry that names nobody is the first one's."""
        owner = entry.get("owner") or next(iter(self.people))
        if not isinstance(owner, str) or owner not in self.people:
            raise ValidationError(
                _("This was written by another account or device."), code="other_owner"
            )
        return self.people[owner]

    def _room_of(self, number, by):
        key = (str(number), owner_name(by))
        if key not in self.rooms:
            think_tank = _think_tank(number, by)
            speakers, addressed = roles_of(think_tank.programme)
            self.rooms[key] = (
                think_tank,
                CaptureChoices(speakers, addressed, list(think_tank.tables.all())),
            )
        return self.rooms[key]


def _uuid_or_none(entry):
    try:
        return uuid_of(entry)
    except ValidationError:
        return None


def _think_tank(number, by) -> ThinkTank:
    """The think tank where this person may capture; a device's is its own, whatever the entry says (see `capture`)."""
    known = isinstance(number, int) and 0 < number <= BIGGEST_ID
    if isinstance(by, User):
        think_tank = captures_visible_to(by).filter(pk=number).first() if known else None
        if think_tank is None:
            raise ValidationError(_("There is no such think tank."), code="no_think_tank")
        require(can_capture(by, think_tank))
        return think_tank
    if number != by.think_tank_id:
        raise ValidationError(
            _("This device has joined another think tank."), code="other_think_tank"
        )
    return by.think_tank


def _seat_of(by) -> dict:
    """Where a device sits and whom it speaks for, as an entry would tell it; an account tells it of each entry."""
    if isinstance(by, User):
        return {}
    return {
        "author_role": by.role.code if by.role else "",
        "table": str(by.table.number) if by.table else "",
    }


def _told(kept, before, after) -> dict:
    """The answer for one entry: `http` is the status that it would have had alone."""
    name, result = kept
    answer = {"uuid": str(name) if name else None}
    if isinstance(result, ValidationError):
        refusal = {
            "http": STATUS.get(result.code, 422),
            "status": "refused",
            "error": result.code,
            "message": result.messages[0],
        }
        wait = {"retry_after": result.seconds} if result.code == "too_fast" else {}
        return answer | refusal | wait
    again = name in before
    return answer | {
        "http": 200 if again else 201,
        "status": "again" if again else "kept",
        "id": result.pk,
        "seq": after.get(name),
        "state": result.state,
        "late": result.late,
    }
