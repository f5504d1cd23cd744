"""The event: programmes, think tanks, the people who take part, and their feedback."""

from thinktanks.models.answer import Answer
from thinktanks.models.people import Attendee, Device
from thinktanks.models.programme import Programme, Question
from thinktanks.models.think_tank import Facilitator, Table, ThinkTank

__all__ = [
    "Answer",
    "Attendee",
    "Device",
    "Facilitator",
    "Programme",
    "Question",
    "Table",
    "ThinkTank",
]
