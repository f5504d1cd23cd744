"""The log in words: who changed what in a plan and when, newest first.

Each sentence goes on from a name („Anna iekļāva …”), in the simple past, which has no gender in Latvian. Things are
called what they are called now.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from actionplans.models import (
    Action,
    Contribution,
    Plan,
    PlanEvent,
    Reason,
    RegionalAction,
    State,
    Text,
)
from language.latvian import number
from stakeholders.models import User

PAGE = 50
QUOTED = 70  # characters of a text that a sentence quotes

ABOUT_ACTION = {
    "action.formed": gettext_lazy("formed the action “%(action)s”"),
    "action.merged": gettext_lazy("merged “%(action)s” into “%(other)s”"),
    "action.dissolved": gettext_lazy("took the action “%(action)s” off the plan"),
    "action.reworded": gettext_lazy("reworded an action: “%(text)s”"),
    "action.detailed": gettext_lazy("added details to the action “%(action)s”"),
    "actions.linked": gettext_lazy("linked “%(action)s” with “%(other)s”"),
    "actions.unlinked": gettext_lazy("took the link between “%(action)s” and “%(other)s” away"),
}
ABOUT_ITEM = {
    "item.placed": gettext_lazy("placed “%(item)s” in “%(action)s”"),
    "item.taken_out": gettext_lazy("returned “%(item)s” to be considered again"),
    "item.set_aside": gettext_lazy("set “%(item)s” aside, reason: %(reason)s"),
    "action.split": gettext_lazy("split “%(item)s” off into another action"),
    "contribution.captured": gettext_lazy("added “%(item)s”"),
    "contribution.imported": gettext_lazy("imported “%(item)s”"),
    "contribution.corrected": gettext_lazy("corrected “%(item)s”"),
    "contribution.split": gettext_lazy("split “%(item)s” into parts"),
    "contribution.roles_assigned": gettext_lazy("said who suggests “%(item)s” and to whom"),
    "contribution.withdrawn": gettext_lazy("took “%(item)s” back"),
    "contribution.hidden": gettext_lazy("hid “%(item)s”"),
    "contribution.unhidden": gettext_lazy("showed “%(item)s” again"),
    "contribution.late_accepted": gettext_lazy("accepted “%(item)s”, which came late"),
}
ABOUT_ITEMS = {
    "item.placed": ngettext_lazy(
        "placed %(n)s contribution in “%(action)s”",
        "placed %(n)s contributions in “%(action)s”",
        "count",
    ),
    "item.taken_out": ngettext_lazy(
        "returned %(n)s contribution to be considered again",
        "returned %(n)s contributions to be considered again",
        "count",
    ),
    "item.set_aside": ngettext_lazy(
        "set %(n)s contribution aside, reason: %(reason)s",
        "set %(n)s contributions aside, reason: %(reason)s",
        "count",
    ),
    "action.split": ngettext_lazy(
        "split %(n)s contribution off into another action",
        "split %(n)s contributions off into another action",
        "count",
    ),
    "contribution.hidden": ngettext_lazy(
        "hid %(n)s contribution", "hid %(n)s contributions", "count"
    ),
    "contribution.unhidden": ngettext_lazy(
        "showed %(n)s contribution again", "showed %(n)s contributions again", "count"
    ),
    "contribution.late_accepted": ngettext_lazy(
        "accepted %(n)s contribution that came late",
        "accepted %(n)s contributions that came late",
        "count",
    ),
}


@dataclass(frozen=True)
class Told:
    """One change in words; `may_undo` says whether to offer that."""

    event: PlanEvent
    who: str
    what: str
    undone: bool = False
    may_undo: bool = False


def event_of(plan: Plan, op_uuid: uuid.UUID) -> PlanEvent | None:
    """The change that an operation made, by the number that its form carried."""
    return PlanEvent.objects.filter(plan=plan, op_uuid=op_uuid).first()


def last_change_by(plan: Plan, user: User, *, final: Collection[str]) -> PlanEvent | None:
    """The newest change of the board by one person that can still be undone."""
    undone = PlanEvent.objects.filter(plan=plan, undoes__isnull=False).values("undoes")
    of_board = Q(kind__startswith="item.") | Q(kind__startswith="action")
    mine = PlanEvent.objects.filter(of_board, plan=plan, actor=user.pk)
    return mine.exclude(seq__in=undone).exclude(kind__in=final).order_by("-seq").first()


def changes_of(plan: Plan, *, before: int | None = None, final: Collection[str] = ()) -> list[Told]:
    """Fifty changes in words, newest first, those before a number; undo is offered for the last fifty of a plan."""
    events = PlanEvent.objects.filter(plan=plan)
    if before is not None:
        events = events.filter(seq__lt=before)
    page = list(events.order_by("-seq")[:PAGE])
    undone = set(
        PlanEvent.objects.filter(plan=plan, undoes__in=[event.seq for event in page]).values_list(
            "undoes", flat=True
        )
    )
    names = Names(page)
    return [
        Told(
            event=event,
            who=names.who(event),
            what=names.what(event),
            undone=event.seq in undone,
            may_undo=event.seq not in undone
            and event.kind not in final
            and event.seq > plan.last_seq - PAGE,
        )
        for event in page
    ]


def told(event: PlanEvent) -> Told:
    """One change in words."""
    names = Names([event])
    return Told(event=event, who=names.who(event), what=names.what(event))


class Names:
    """What the people and things of some events are called, read in six reads at any number of events."""

    def __init__(self, events: list[PlanEvent]) -> None:
        ids: dict[str, set[int]] = {}
        texts: set[int] = set()
        for change in [one for event in events for one in event.payload.get("changes", ())]:
            ids.setdefault(change["item"], set()).add(change["id"])
            told_too = {change["set"].get("placed_in"), change["set"].get("merged_into")}
            ids.setdefault("action", set()).update(told_too - {None})
            texts |= {change["set"].get("wording")} - {None}
        self.users = User.objects.in_bulk([event.actor for event in events if event.actor])
        self.texts = Text.objects.in_bulk(texts)
        self.rows = {
            "contribution": Contribution.objects.select_related("text", "correction").in_bulk(
                ids.get("contribution", ())
            ),
            "regional_action": RegionalAction.objects.select_related("action__wording").in_bulk(
                ids.get("regional_action", ())
            ),
            "action": Action.objects.select_related("wording").in_bulk(ids.get("action", ())),
        }

    def who(self, event: PlanEvent) -> str:
        """The name of whoever changed something."""
        if event.device:
            return _("A participant")
        return str(self.users[event.actor]) if event.actor in self.users else _("The portal")

    def what(self, event: PlanEvent) -> str:
        """A change as the rest of a sentence that began with a name."""
        changes = event.payload.get("changes", [])
        items = [one for one in changes if one["item"] != "action"]
        if event.kind in ABOUT_ITEM and items:
            return self._about_items(event.kind, items)
        if event.kind in ABOUT_ACTION and changes:
            return ABOUT_ACTION[event.kind] % self._of_actions(changes)
        return _about_plan(event)

    def _about_items(self, kind: str, changes: list[dict]) -> str:
        split = [one for one in changes if one["set"].get("state") == State.SPLIT]
        first = (split or changes)[0]
        words = {
            "item": self.called(first["item"], first["id"]),
            "action": self.called("action", first["set"].get("placed_in")),
            "reason": reason_in_sentence(first["set"].get("reason")),
            "count": len(changes),
            "n": number(len(changes)),
        }
        several = len(changes) > 1 and kind in ABOUT_ITEMS
        return (ABOUT_ITEMS if several else ABOUT_ITEM)[kind] % words

    def _of_actions(self, changes: list[dict]) -> dict[str, str]:
        told = [one for one in changes if one["item"] == "action"]
        gone = [one for one in told if one["set"].get("dissolved")]
        first = (gone or told)[0]
        others = [one["id"] for one in told if one["id"] != first["id"]]
        other = first["set"].get("merged_into") or next(iter(others), None)
        text = self.texts.get(first["set"].get("wording"))
        return {
            "action": self.called("action", first["id"]),
            "other": self.called("action", other),
            "text": quoted(text.body) if text else "",
        }

    def called(self, name: str, pk: int | None) -> str:
        """What a thing is called now, short enough to stand in a sentence."""
        row = self.rows[name].get(pk)
        if row is None:
            return ""
        return quoted(str(row.action if name == "regional_action" else row))


def reason_in_sentence(reason: str | None) -> str:
    """The reason why something was set aside, as it stands inside a sentence."""
    label = str(Reason(reason).label) if reason else ""
    return label[:1].lower() + label[1:]


def quoted(text: str) -> str:
    """A text on one line, short enough to stand in a sentence."""
    return Truncator(" ".join(text.split()).rstrip(".")).chars(QUOTED, truncate="…")


def _about_plan(event: PlanEvent) -> str:
    """Changes of the plan as a whole."""
    count = len(event.payload.get("changes", ()))
    words = {"n": number(count), "number": event.payload.get("version"), "undone": event.undoes}
    arrived = ngettext(
        "brought %(n)s regional action to this board",
        "brought %(n)s regional actions to this board",
        count,
    )
    taken_away = ngettext(
        "took back an import: %(n)s thing", "took back an import: %(n)s things", count
    )
    sentences = {
        "plan.opened": _("opened the plan"),
        "plan.undone": _("undid change %(undone)s"),
        "plan.published": _("published version %(number)s"),
        "version.withdrawn": _("withdrew version %(number)s"),
        "text.redacted": _("erased one text for good"),
        "actions.reordered": _("changed the order of the actions"),
        "regional_actions.arrived": arrived,
        "batch.undone": taken_away,
    }
    return sentences.get(event.kind, _("changed something")) % words
