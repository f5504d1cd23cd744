"""The event: programmes, think tanks, the people who take part, and their feedback."""

from thinktanks.models.answer import Answer, AnswerGroup
from thinktanks.models.event import ProgrammeEvent
from thinktanks.models.people import Attendee, Device
from thinktanks.models.programme import Programme, Question
from thinktanks.models.think_tank import Facilitator, Table, ThinkTank

__all__ = [
    "Answer",
    "AnswerGroup",
    "Attendee",
    "Device",
    "Facilitator",
    "Programme",
    "ProgrammeEvent",
    "Question",
    "Table",
    "ThinkTank",
]
