"""Where in a draft something looks like personal data, so that a person can look at it before it is published."""

from dataclasses import dataclass

from actionplans.models import Action, Contribution, RegionalAction, Text
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.draft.checklist import PERSONAL_DATA, Draft, DraftItem


@dataclass(frozen=True)
class PersonalDataFinding:
    """One text with its place: a wording or detail of an action, or an item in one (or set aside)."""

    text: Text
    action: Action | None
    item: Contribution | RegionalAction | None = None

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it looks like personal data."""
        pieces, end = [], 0
        for found in PERSONAL_DATA.finditer(self.text.body):
            pieces += [(self.text.body[end : found.start()], False), (found[0], True)]
            end = found.end()
        return [
            (piece, marked) for piece, marked in [*pieces, (self.text.body[end:], False)] if piece
        ]


def places_of_personal_data(draft: Draft) -> list[PersonalDataFinding]:
    """Every text that would be published and looks as if it held personal data, with its place; each text once."""
    places: list[PersonalDataFinding] = []
    for one in draft.actions:
        row = one.row
        texts = [getattr(row, name) for name in ACTION_TEXTS]
        places += [PersonalDataFinding(text, row) for text in texts if text]
        places += [
            PersonalDataFinding(text, row, item.row)
            for item in one.items
            for text in _texts_of(item)
        ]
    places += [
        PersonalDataFinding(text, None, item.row)
        for item in draft.not_included
        for text in _texts_of(item)
    ]
    found = {
        place.text.pk: place for place in reversed(places) if PERSONAL_DATA.search(place.text.body)
    }
    return list(reversed(found.values()))


def _texts_of(item: DraftItem) -> list[Text]:
    return [text for text in (item.text, item.correction, item.row.reason_note) if text]
