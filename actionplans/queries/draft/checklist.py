"""What must be decided, worded or checked before a plan can be published, possible personal data included."""

from dataclasses import dataclass
from enum import StrEnum

from actionplans.models import Action, Plan, Reason, Text, checksum
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.draft.items import DraftItem
from actionplans.queries.draft.next_version import Draft, draft_of
from language.personal_data import personal_data


class Place(StrEnum):
    """Which text of an action or of an item it is."""

    OF_ACTION = "action"
    ORIGINAL = "original"
    CORRECTION = "correction"
    REASON_NOTE = "reason_note"


@dataclass(frozen=True)
class PersonalDataPlace:
    """Where a text would be published: at an action, or at an item that is in an action or (None) set aside."""

    text: Text
    place: Place
    action: Action | None
    item: DraftItem | None = None


@dataclass(frozen=True)
class PersonalDataFinding:
    """A text that seems to hold personal data, with each place where it would be published.

    `checksum` names the text in a form: the same words are one text, and a changed text is another one.
    """

    body: str
    places: tuple[PersonalDataPlace, ...] = ()

    @property
    def checksum(self) -> str:
        """The checksum of the text."""
        return checksum(self.body)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it looks like personal data."""
        pieces, end = [], 0
        for start, stop in personal_data(self.body):
            pieces += [(self.body[end:start], False), (self.body[start:stop], True)]
            end = stop
        return [
            (piece, is_marked) for piece, is_marked in [*pieces, (self.body[end:], False)] if piece
        ]

    @property
    def items(self) -> list[DraftItem]:
        """The items that hold the text, each once; they can be set aside."""
        items = {place.item.handle: place.item for place in self.places if place.item}
        return list(items.values())


@dataclass(frozen=True)
class Checklist:
    """What is missing before a draft can be published."""

    undecided: tuple[DraftItem, ...]
    without_wording: tuple[Action, ...]
    without_contributions: tuple[Action, ...]
    personal_data: tuple[PersonalDataFinding, ...]
    actions: int

    @property
    def is_ready(self) -> bool:
        """Whether only the decisions about personal data may still be missing."""
        return bool(self.actions) and not (
            self.undecided or self.without_wording or self.without_contributions
        )


def checklist(plan: Plan, draft: Draft | None = None) -> Checklist:
    """Return what is missing before a plan can be published; its draft is read unless it is given."""
    draft = draft or draft_of(plan)
    return Checklist(
        undecided=draft.undecided,
        without_wording=tuple(action.row for action in draft.actions if action.row.wording is None),
        without_contributions=tuple(action.row for action in draft.actions if not action.items),
        personal_data=personal_data_in(draft),
        actions=len(draft.actions),
    )


def personal_data_in(draft: Draft) -> tuple[PersonalDataFinding, ...]:
    """Return each text that would be published and seems to hold personal data, with all its places.

    What is set aside as personal data is not published, nor is an original that is withheld.
    """
    places: list[PersonalDataPlace] = []
    for action in draft.actions:
        texts = [getattr(action.row, name) for name in ACTION_TEXTS]
        places += [PersonalDataPlace(text, Place.OF_ACTION, action.row) for text in texts if text]
        places += [place for item in action.items for place in _places_of(item, action.row)]
    for item in draft.not_included:
        if item.row.reason != Reason.PERSONAL_DATA:
            places += _places_of(item, None)
    by_text: dict[str, list[PersonalDataPlace]] = {}
    for place in places:
        by_text.setdefault(place.text.body, []).append(place)
    return tuple(
        PersonalDataFinding(body, tuple(found))
        for body, found in by_text.items()
        if personal_data(body)
    )


def personal_data_of(typed: str) -> PersonalDataFinding | None:
    """Return the finding about a text that is only typed yet, if it seems to hold personal data."""
    return PersonalDataFinding(typed) if personal_data(typed) else None


def _places_of(item: DraftItem, action: Action | None) -> list[PersonalDataPlace]:
    texts = {
        Place.ORIGINAL: None if item.original_withheld else item.text,
        Place.CORRECTION: item.correction,
        Place.REASON_NOTE: item.row.reason_note,
    }
    return [PersonalDataPlace(text, place, action, item) for place, text in texts.items() if text]
