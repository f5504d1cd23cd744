"""The rows that the views of the desk work on; what an account may not see or do does not exist for it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from stakeholders.models import User
from stakeholders.permissions import require
from thinktanks.models import Attendee, ThinkTank
from thinktanks.permissions import can_see_attendance
from thinktanks.queries.attendance import attendees_visible_to
from thinktanks.queries.think_tanks import think_tanks_visible_to


def think_tank_or_404(
    request: HttpRequest, pk: int, may: Callable[[User, ThinkTank], bool]
) -> ThinkTank:
    """Return a think tank with which an account `may` do what the page is for."""
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(may(request.user, think_tank))
    return think_tank


def attendee_or_404(request: HttpRequest, pk: int) -> Attendee:
    """Return a person on an attendance list that an account sees."""
    attendee = get_object_or_404(attendees_visible_to(request.user), pk=pk)
    require(can_see_attendance(request.user, attendee.think_tank))
    return attendee
