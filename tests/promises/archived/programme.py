"""A programme that was archived in the middle of its day, for tests of what it refuses and of what stays readable."""

import datetime
import uuid

from tests.support.factories import (
    make_action,
    make_administrator,
    make_answers,
    make_attendee,
    make_contribution,
    make_device,
    make_think_tank,
    make_version,
    region,
    seen,
)
from thinktanks.models import ThinkTank
from thinktanks.operations.answer_groups import form_group
from thinktanks.operations.answers import hide_answers
from thinktanks.operations.programmes import archive_programme


class Archived:
    """A programme that was archived in the middle of its day, with something of every kind."""

    def __init__(self):
        self.by = make_administrator()
        self.think_tank = make_think_tank()
        self.planned = make_think_tank(
            programme=self.think_tank.programme, region=region("riga"), is_open=False
        )
        self.device, _token = make_device(self.think_tank)
        self.attendee = make_attendee(self.think_tank, name="Anna Parauga")
        self.group = form_group(make_answers(self.think_tank, 2), by=self.by)
        hide_answers(make_answers(self.think_tank, 1, "Slepens"), by=self.by)
        self.action = make_action(make_contribution(self.think_tank))
        self.version = make_version(self.action.plan)
        self.other = make_action(make_contribution(self.think_tank))
        self.own = make_contribution(self.think_tank, by=self.device)
        [self.undecided] = seen(make_contribution(self.think_tank))
        [self.placed] = seen(self.action.placements.get().contribution)
        self.action.refresh_from_db()
        self.other.refresh_from_db()
        self.plan = self.action.plan
        self.programme = archive_programme(self.think_tank.programme, by=self.by)
        self.think_tank = ThinkTank.objects.get(pk=self.think_tank.pk)
        self.device.refresh_from_db()

    @property
    def day(self) -> dict:
        """What is planned of a think tank."""
        return {
            "held_on": datetime.date(2026, 12, 1),
            "town": "Talsi",
            "tables": [],
            "facilitators": [],
        }

    @property
    def answer(self) -> dict:
        question = self.programme.questions.first()
        return {"question": question, "text": "Ļoti", "quotable": True, "uuid": uuid.uuid4()}
