"""The words for states, which agree with their nouns: „paveikta”, „paveiktas”, „publicēts”.

The glossary tests them all, those of invitations before their pages.
"""

from django.utils.translation import pgettext_lazy

# A context for each noun, and another for its plural: „paveikta”, „paveiktas”, „publicēts”.
STATE_WORDS = {
    "action": {
        "not_started": pgettext_lazy("action", "not started"),
        "started": pgettext_lazy("action", "started"),
        "done": pgettext_lazy("action", "done"),
        "will_not": pgettext_lazy("action", "will not be done"),
        "not_for_us": pgettext_lazy("action", "not for us"),
    },
    "actions": {
        "not_started": pgettext_lazy("actions", "not started"),
        "started": pgettext_lazy("actions", "started"),
        "done": pgettext_lazy("actions", "done"),
        "will_not": pgettext_lazy("actions", "will not be done"),
        "not_for_us": pgettext_lazy("actions", "not for us"),
    },
    "plan": {
        "draft": pgettext_lazy("plan", "draft"),
        "published": pgettext_lazy("plan", "published"),
        "withdrawn": pgettext_lazy("plan", "withdrawn"),
    },
    "version": {
        "published": pgettext_lazy("version", "published"),
        "superseded": pgettext_lazy("version", "superseded"),
        "withdrawn": pgettext_lazy("version", "withdrawn"),
    },
    "contribution": {
        "undecided": pgettext_lazy("contribution", "not yet considered"),
        "placed": pgettext_lazy("contribution", "included"),
        "set_aside": pgettext_lazy("contribution", "not included"),
        "corrected": pgettext_lazy("contribution", "corrected"),
        "split": pgettext_lazy("contribution", "split"),
        "withdrawn": pgettext_lazy("contribution", "taken back"),
        "hidden": pgettext_lazy("contribution", "hidden"),
        "sent": pgettext_lazy("contribution", "sent"),
        "late": pgettext_lazy("contribution", "late"),
        "typed_up": pgettext_lazy("contribution", "typed up after the think tank"),
    },
    "contributions": {
        "undecided": pgettext_lazy("contributions", "not yet considered"),
        "placed": pgettext_lazy("contributions", "included"),
        "set_aside": pgettext_lazy("contributions", "not included"),
    },
    "invitation": {
        "sent": pgettext_lazy("invitation", "sent"),
        "used": pgettext_lazy("invitation", "used"),
        "invalid": pgettext_lazy("invitation", "no longer works"),
    },
    "think_tank": {
        "planned": pgettext_lazy("think tank", "planned"),
        "open": pgettext_lazy("think tank", "open now"),
        "closed": pgettext_lazy("think tank", "closed"),
        "cancelled": pgettext_lazy("think tank", "cancelled"),
    },
    "stage": {
        "planned": pgettext_lazy("stage", "planned"),
        "open": pgettext_lazy("stage", "open now"),
        "closed": pgettext_lazy("stage", "closed"),
        "consolidated": pgettext_lazy("stage", "consolidated"),
        "published": pgettext_lazy("stage", "published"),
        "answered": pgettext_lazy("stage", "answered"),
    },
}


def state_word(kind: str, state: str, *, plural: bool = False) -> str:
    """Return the word for a state of a noun or of its plural: ("action", "done") gives „paveikta”."""
    return str(STATE_WORDS[f"{kind}s" if plural else kind][state])
