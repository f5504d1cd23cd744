"""What must be decided, worded or checked before a plan can be published, possible personal data included."""

from dataclasses import dataclass

from actionplans.models import Action, Contribution, Plan, Reason, RegionalAction, Text
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.draft.items import DraftItem
from actionplans.queries.draft.next_version import Draft, draft_of
from language.personal_data import personal_data


@dataclass(frozen=True)
class PersonalDataFinding:
    """One text with its place: a text of an action, or of an item that is in an action or (None) set aside."""

    text: Text
    action: Action | None
    item: Contribution | RegionalAction | None = None

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it looks like personal data."""
        body, pieces, end = self.text.body, [], 0
        for start, stop in personal_data(body):
            pieces += [(body[end:start], False), (body[start:stop], True)]
            end = stop
        return [(piece, is_marked) for piece, is_marked in [*pieces, (body[end:], False)] if piece]


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
        """Whether only the confirmation about personal data may still be missing."""
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
    """Return each text, with its first place, that would be published and looks as if it held personal data.

    That is an e-mail address, a phone number or a personal code. What is set aside as personal data is not published.
    """
    findings = []
    for action in draft.actions:
        texts = [getattr(action.row, name) for name in ACTION_TEXTS]
        findings += [PersonalDataFinding(text, action.row) for text in texts if text]
        findings += [finding for item in action.items for finding in _findings_of(item, action.row)]
    for item in draft.not_included:
        if item.row.reason != Reason.PERSONAL_DATA:
            findings += _findings_of(item, None)
    first: dict[int, PersonalDataFinding] = {}
    for finding in findings:
        if personal_data(finding.text.body):
            first.setdefault(finding.text.pk, finding)
    return tuple(first.values())


def _findings_of(item: DraftItem, action: Action | None) -> list[PersonalDataFinding]:
    original = None if item.original_withheld else item.text
    texts = (original, item.correction, item.row.reason_note)
    return [PersonalDataFinding(text, action, item.row) for text in texts if text]
