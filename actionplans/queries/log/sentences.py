"""Write the events of a plan as sentences.

Each sentence continues a name („Anna iekļāva …”), in the simple past, which has no gender in Latvian. Items and actions
are quoted as they are worded now.
"""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from actionplans.models import (
    Action,
    Contribution,
    ItemState,
    PlanEvent,
    Reason,
    RegionalAction,
    Text,
)
from actionplans.queries.log.snapshots import RECORDED_MODELS
from language.latvian import number
from stakeholders.models import User

QUOTED = 70  # characters of a text that a sentence quotes

# A change of an action.
ABOUT_ACTION = {
    "action.formed": gettext_lazy("formed the action “%(action)s”"),
    "action.merged": gettext_lazy("merged “%(action)s” into “%(other)s”"),
    "action.dissolved": gettext_lazy("removed the action “%(action)s” from the plan"),
    "action.reworded": gettext_lazy("reworded an action: “%(text)s”"),
    "action.detailed": gettext_lazy("added details to the action “%(action)s”"),
    "actions.linked": gettext_lazy("linked “%(action)s” with “%(other)s”"),
    "actions.unlinked": gettext_lazy("unlinked “%(action)s” and “%(other)s”"),
}

# A change of one item, or of several of which the sentence names the first.
ABOUT_ITEM = {
    "item.placed": gettext_lazy("placed “%(item)s” in “%(action)s”"),
    "item.taken_out": gettext_lazy("returned “%(item)s” to be considered again"),
    "item.set_aside": gettext_lazy("set “%(item)s” aside, reason: %(reason)s"),
    "action.split": gettext_lazy("split “%(item)s” off into another action"),
    "contribution.captured": gettext_lazy("added “%(item)s”"),
    "contribution.imported": gettext_lazy("imported “%(item)s”"),
    "contribution.corrected": gettext_lazy("corrected “%(item)s”"),
    "contribution.split": gettext_lazy("split “%(item)s” into parts"),
    "contribution.roles_assigned": gettext_lazy("set the roles of “%(item)s”"),
    "contribution.withdrawn": gettext_lazy("took “%(item)s” back"),
    "contribution.hidden": gettext_lazy("hid “%(item)s”"),
    "contribution.unhidden": gettext_lazy("showed “%(item)s” again"),
    "contribution.late_accepted": gettext_lazy("accepted the late contribution “%(item)s”"),
}

# The same change of several items.
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
        "accepted %(n)s late contribution",
        "accepted %(n)s late contributions",
        "count",
    ),
}


class Sentences:
    """The sentences of some events; people and items are read in six queries, however many events there are."""

    def __init__(self, events: list[PlanEvent]) -> None:
        ids: dict[str, set[int]] = {name: set() for name in RECORDED_MODELS}
        texts: set[int] = set()
        for change in [change for event in events for change in event.payload.get("changes", ())]:
            fields = change["set"]
            ids[change["item"]].add(change["id"])
            ids["action"] |= {fields.get("placed_in"), fields.get("merged_into")} - {None}
            texts |= {fields.get("wording")} - {None}
        self.users = User.objects.in_bulk([event.actor for event in events if event.actor])
        self.texts = Text.objects.in_bulk(texts)
        self.rows = {
            "contribution": Contribution.objects.select_related("text", "correction").in_bulk(
                ids["contribution"]
            ),
            "regional_action": RegionalAction.objects.select_related("action__wording").in_bulk(
                ids["regional_action"]
            ),
            "action": Action.objects.select_related("wording").in_bulk(ids["action"]),
        }

    def who(self, event: PlanEvent) -> str:
        """Return the name of the person who made a change."""
        if event.device:
            return _("A participant")
        return str(self.users[event.actor]) if event.actor in self.users else _("The portal")

    def what(self, event: PlanEvent) -> str:
        """Return the rest of the sentence, after the name."""
        changes = event.payload.get("changes", [])
        items = [change for change in changes if change["item"] != "action"]
        if event.kind in ABOUT_ITEM and items:
            return self._about_items(event.kind, items)
        if event.kind in ABOUT_ACTION and changes:
            return ABOUT_ACTION[event.kind] % self._action_names(changes)
        return _about_plan(event)

    def _about_items(self, kind: str, changes: list[dict]) -> str:
        split = [change for change in changes if change["set"].get("state") == ItemState.SPLIT]
        first = (split or changes)[0]
        values = {
            "item": self._quote(first["item"], first["id"]),
            "action": self._quote("action", first["set"].get("placed_in")),
            "reason": reason_in_sentence(first["set"].get("reason")),
            "count": len(changes),
            "n": number(len(changes)),
        }
        several = len(changes) > 1 and kind in ABOUT_ITEMS
        return (ABOUT_ITEMS if several else ABOUT_ITEM)[kind] % values

    def _action_names(self, changes: list[dict]) -> dict[str, str]:
        actions = [change for change in changes if change["item"] == "action"]
        dissolved = [change for change in actions if change["set"].get("dissolved")]
        first = (dissolved or actions)[0]
        others = [change["id"] for change in actions if change["id"] != first["id"]]
        other = first["set"].get("merged_into") or next(iter(others), None)
        text = self.texts.get(first["set"].get("wording"))
        return {
            "action": self._quote("action", first["id"]),
            "other": self._quote("action", other),
            "text": quoted(text.body) if text else "",
        }

    def _quote(self, name: str, pk: int | None) -> str:
        row = self.rows[name].get(pk)
        if row is None:
            return ""
        return quoted(str(row.action if name == "regional_action" else row))


def reason_in_sentence(reason: str | None) -> str:
    """Return the label of a reason (see Reason) as it is written inside a sentence."""
    label = str(Reason(reason).label) if reason else ""
    return label[:1].lower() + label[1:]


def quoted(text: str) -> str:
    """Return a text on one line, shortened to fit into a sentence."""
    return Truncator(" ".join(text.split()).rstrip(".")).chars(QUOTED, truncate="…")


def _about_plan(event: PlanEvent) -> str:
    """Return the sentence of a change of the plan as a whole."""
    count = sum(len(event.payload.get(name, ())) for name in ("changes", "answers"))
    values = {"n": number(count), "number": event.payload.get("version"), "undone": event.undoes}
    arrived = ngettext(
        "added %(n)s regional action to this board",
        "added %(n)s regional actions to this board",
        count,
    )
    imported = ngettext("imported %(n)s answer", "imported %(n)s answers", count)
    taken_away = ngettext("undid an import: %(n)s entry", "undid an import: %(n)s entries", count)
    sentences = {
        "plan.opened": _("opened the plan"),
        "plan.source_kept": _("noted when and where the plan was first published"),
        "plan.undone": _("undid change %(undone)s"),
        "plan.published": _("published version %(number)s"),
        "version.withdrawn": _("withdrew version %(number)s"),
        "text.redacted": _("permanently erased one text"),
        "actions.reordered": _("changed the order of the actions"),
        "regional_actions.arrived": arrived,
        "answers.imported": imported,
        "batch.undone": taken_away,
    }
    return sentences.get(event.kind, _("changed something")) % values
