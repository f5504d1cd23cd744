"""A plan as it is read: the plain values that templates/actionplans/_plan_body.html and its fragments show.

They are made of a published version (`page.py`) or of a draft (`draft/preview.py`). None of them holds a person's name.
"""

import datetime
from dataclasses import dataclass

from stakeholders.models import Region, Role
from thinktanks.models import ThinkTank


@dataclass(frozen=True)
class PageContribution:
    """One contribution; `original` is the text as captured, where it was corrected and is published too.

    `original_withheld` is True where only the correction is published.

    `speaker` is None where it is not known; `speaker_shown` is False where the role might point to a person. `current_text` is
    empty where it holds personal data.
    """

    current_text: str
    original: str
    original_withheld: bool
    speaker: Role | None
    speaker_shown: bool
    addressed: Role | None
    region: Region | None
    think_tank: ThinkTank | None
    reason: str
    reason_note: str

    @property
    def css_class(self) -> str:
        """The line of the role that said it, where that is shown."""
        return self.speaker.css_class if self.speaker and self.speaker_shown else "role-none"


@dataclass(frozen=True)
class PageRegionalAction:
    """A published regional action behind a national one."""

    key: str
    region: Region
    wording: str
    times_said: int
    roles_said: int
    addressed: Role | None
    reason: str
    reason_note: str


@dataclass(frozen=True)
class LinkedAction:
    """An action of the same plan that asks the same of another role."""

    key: str
    role: Role
    wording: str


@dataclass(frozen=True)
class RegionMark:
    """Whether a region mentioned what a national action says, and whether it has a plan at all."""

    region: Region
    mentioned: bool
    has_plan: bool


@dataclass(frozen=True)
class PageAction:
    """One action of a plan with its origin. A draft may lack key and wording.

    `details` are labels and texts of all details but the condition, which is shown with the wording.
    """

    key: str
    role: Role
    wording: str
    condition: str
    details: tuple[tuple[str, str], ...]
    deadline: datetime.date | None
    support: tuple[Role, ...]
    linked: tuple[LinkedAction, ...]
    times_said: int
    roles_said: int
    contributions: tuple[PageContribution, ...]
    regional_actions: tuple[PageRegionalAction, ...]
    marks: tuple[RegionMark, ...]

    @property
    def speakers_known(self) -> bool:
        """Whether the speaker's role is known for any of its contributions."""
        return any(contribution.speaker for contribution in self.contributions)

    @property
    def some_speaker_hidden(self) -> bool:
        """Whether the role of a speaker is not shown, since it might point to a person."""
        return any(not contribution.speaker_shown for contribution in self.contributions)

    @property
    def regions_known(self) -> bool:
        """Nationally: whether any region is known to have said this; otherwise hollow marks mean nothing."""
        return any(mark.mentioned for mark in self.marks)

    @property
    def some_region_unknown(self) -> bool:
        """Nationally: whether it holds contributions whose region is not known."""
        return bool(self.marks) and not all(item.region for item in self.contributions)

    @property
    def by_region(self) -> list[tuple[RegionMark, list[PageRegionalAction]]]:
        """Nationally: all regions in order, each with its actions behind this one."""
        return [
            (mark, [item for item in self.regional_actions if item.region == mark.region])
            for mark in self.marks
        ]

    @property
    def has_facts(self) -> bool:
        """Whether there is anything about how to do it."""
        return bool(self.details or self.deadline or self.support)


@dataclass(frozen=True)
class GoneAction:
    """An action of an earlier version that this one does not hold, with the key that it was merged into, if any."""

    key: str
    merged_into: str


@dataclass(frozen=True)
class Section:
    """The actions for one role, in order, may be empty; and those of earlier versions that are gone."""

    role: Role
    actions: tuple[PageAction, ...]
    gone: tuple[GoneAction, ...]


@dataclass(frozen=True)
class NotIncluded:
    """What one reason left out of the plan."""

    reason: str
    contributions: tuple[PageContribution, ...]
    regional_actions: tuple[PageRegionalAction, ...]


@dataclass(frozen=True)
class PlanPage:
    """A whole plan as it is read. What is not known of any contribution is shown once, not at each.

    `times_said` is how many contributions are behind its actions; one that is behind two of them counts once.
    """

    sections: tuple[Section, ...]
    not_included: tuple[NotIncluded, ...]
    times_said: int
    think_tanks: tuple[ThinkTank, ...]
    think_tank_at_each: bool
    speakers_known: bool
    some_speaker_hidden: bool
    regions_known: bool

    @property
    def actions(self) -> int:
        """How many actions it has."""
        return sum(len(section.actions) for section in self.sections)

    @property
    def left_out(self) -> int:
        """How many contributions and regional actions are not included."""
        return sum(
            len(group.contributions) + len(group.regional_actions) for group in self.not_included
        )
