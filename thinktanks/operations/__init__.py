"""Named writes of the event, by subject."""

from thinktanks.operations.attendance import record_attendance, remove_attendee
from thinktanks.operations.events import (
    change_think_tank,
    close_think_tank,
    join_think_tank,
    open_think_tank,
    rotate_join_code,
    schedule_think_tank,
    seat_device,
    start_programme,
)
from thinktanks.operations.feedback import give_feedback, send_feedback, take_feedback_back

__all__ = [
    "change_think_tank",
    "close_think_tank",
    "give_feedback",
    "join_think_tank",
    "open_think_tank",
    "record_attendance",
    "remove_attendee",
    "rotate_join_code",
    "schedule_think_tank",
    "seat_device",
    "send_feedback",
    "start_programme",
    "take_feedback_back",
]
