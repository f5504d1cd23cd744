"""A plan as it is read: the plain values that templates/actionplans/_plan_body.html and its fragments show.

They are made by `reading.py`, from a published version and from a draft alike. None of them holds a person's name.
"""

import datetime
from dataclasses import dataclass

from stakeholders.models import Region, Role
from thinktanks.models import ThinkTank


@dataclass(frozen=True)
class Said:
    """One contribution in the words that are shown; `original` only where they were corrected.

    `speaker` is None where nobody knows it; `speaker_shown` is False where the role would point to a person. `words` is
    empty where they hold personal data.
    """

    words: str
    original: str
    speaker: Role | None
    speaker_shown: bool
    addressed: Role | None
    region: Region | None
    think_tank: ThinkTank | None
    reason: str = ""
    reason_note: str = ""

    @property
    def css_class(self) -> str:
        """The line of the role that said it, where that may be told."""
        return self.speaker.css_class if self.speaker and self.speaker_shown else "role-none"


@dataclass(frozen=True)
class RegionalLine:
    """A published regional action behind a national one."""

    key: str
    region: Region
    wording: str
    times_said: int
    roles_said: int
    addressed: Role | None
    reason: str = ""
    reason_note: str = ""


@dataclass(frozen=True)
class LinkedLine:
    """An action of the same plan that asks the same of another role."""

    key: str
    role: Role
    wording: str


@dataclass(frozen=True)
class RegionMark:
    """Whether a region said what a national action says, and whether it has a plan at all."""

    region: Region
    mentioned: bool
    has_plan: bool


@dataclass(frozen=True)
class ShownAction:
    """One action of a plan with everything that stands behind it. A draft may lack key and wording.

    `details` are labels and texts of all details but the condition, which is shown with the wording.
    """

    key: str
    role: Role
    wording: str
    condition: str
    details: tuple[tuple[str, str], ...]
    deadline: datetime.date | None
    support: tuple[Role, ...]
    linked: tuple[LinkedLine, ...]
    times_said: int
    roles_said: int
    said: tuple[Said, ...]
    regional: tuple[RegionalLine, ...]
    marks: tuple[RegionMark, ...]

    @property
    def speakers_known(self) -> bool:
        """Whether the speaker's role is known for any of its contributions."""
        return any(one.speaker for one in self.said)

    @property
    def regions_known(self) -> bool:
        """Nationally: whether it is known of any region that it said this; hollow marks mean nothing otherwise."""
        return any(mark.mentioned for mark in self.marks)

    @property
    def some_region_unknown(self) -> bool:
        """Nationally: whether contributions stand behind it whose region nobody knows."""
        return bool(self.marks) and any(one.region is None for one in self.said)

    @property
    def has_facts(self) -> bool:
        """Whether anything is said about how to do it."""
        return bool(self.details or self.deadline or self.support)


@dataclass(frozen=True)
class Section:
    """The actions for one role, in order; may be empty."""

    role: Role
    actions: tuple[ShownAction, ...]


@dataclass(frozen=True)
class NotIncluded:
    """What one reason left out of the plan."""

    reason: str
    said: tuple[Said, ...]
    regional: tuple[RegionalLine, ...]


@dataclass(frozen=True)
class ShownPlan:
    """A whole plan as it is read. What is unknown of every contribution is told once, not at each.

    `times_said` is how many contributions stand behind its actions; one that stands behind two counts once.
    """

    sections: tuple[Section, ...]
    not_included: tuple[NotIncluded, ...]
    times_said: int
    think_tanks: tuple[ThinkTank, ...]
    think_tank_at_each: bool
    speakers_known: bool
    regions_known: bool

    @property
    def actions(self) -> int:
        """How many actions it has."""
        return sum(len(section.actions) for section in self.sections)

    @property
    def left_out(self) -> int:
        """How many contributions and regional actions are not included."""
        return sum(len(group.said) + len(group.regional) for group in self.not_included)
