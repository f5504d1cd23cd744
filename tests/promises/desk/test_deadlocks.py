"""Nobody at a think tank fails or waits for ever because its organisers change something at the same moment (T13)."""

import itertools
import uuid

import pytest

from actionplans.operations.capture import capture_contribution
from actionplans.operations.programmes import fill_programme
from stakeholders.models import User
from tests.support.factories import (
    make_administrator,
    make_answers,
    make_contribution,
    make_device,
    make_think_tank,
    role,
)
from tests.support.servers.in_turn import in_turn
from thinktanks.models import ThinkTank
from thinktanks.operations.answers import hide_answers
from thinktanks.operations.devices import join_think_tank
from thinktanks.operations.feedback import send_feedback
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.questions import add_question
from thinktanks.operations.registration import register_attendee
from thinktanks.operations.tables import add_table
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = [pytest.mark.server, pytest.mark.data]


def send(think_tank, by):
    question = think_tank.programme.questions.first()
    answer = {"question": question, "text": "Kontaktus", "quotable": True, "uuid": uuid.uuid4()}
    send_feedback(think_tank, answers=[answer], by=think_tank.devices.first())


def join(think_tank, by):
    sent = {"code": think_tank.join_code, "sent_uuid": uuid.uuid4()}
    join_think_tank(think_tank, table=think_tank.tables.first(), role=role(), **sent)


def contribute(think_tank, by):
    device = think_tank.devices.first()
    sent = {"author_role": role(), "addressed_role": role(), "uuid": uuid.uuid4()}
    capture_contribution(think_tank, text="Satikties", table=device.table, by=device, **sent)


def register(think_tank, by):
    person = {"name": "Anna Parauga", "organisation_name": "", "email": "", "may_be_named": True}
    register_attendee(think_tank, role=role(), **person)


def change(think_tank, by):
    texts = {"introduction": f"Ievads {uuid.uuid4()}"}
    programme = fill_programme(think_tank.programme, texts=texts, by=by)
    add_question(programme, text_lv="Kas vēl?", text_en="What else?", by=by)


PARTICIPANTS = {
    "feedback": send,
    "joining": join,
    "contributing": contribute,
    "registering": register,
}
ORGANISERS = {
    "adding a table": lambda think_tank, by: add_table(think_tank, role=None, by=by),
    "hiding answers": lambda think_tank, by: hide_answers(think_tank.answers.all(), by=by),
    "changing the programme": change,
    "closing": lambda think_tank, by: close_think_tank(think_tank, by=by),
    "archiving": lambda think_tank, by: archive_programme(think_tank.programme, by=by),
}
# What was refused, because the other was first; the rest was done.
REFUSED = {
    ("archiving", "feedback"): ["done", ["ValidationError", "archived"]],
    ("closing", "registering"): ["done", ["ValidationError", "closed"]],
}
ENDS = {"closing", "archiving"}


def act(request):
    name, think_tank, by = request
    operation = (PARTICIPANTS | ORGANISERS)[name]
    think_tank = ThinkTank.objects.select_related("programme", "region").get(pk=think_tank)
    operation(think_tank, User.objects.get(pk=by))
    return "done"


def meet():
    """Let each participant meet each organiser, in both orders; return who was first and second, and their answers."""
    by, shared = make_administrator(), make_open_one()
    names, pairs = [], []
    for meeting in itertools.product(PARTICIPANTS, ORGANISERS):
        for pair in itertools.permutations(meeting):
            think_tank = make_open_one() if ENDS & {*pair} else shared
            names.append(pair)
            pairs.append([[name, think_tank.pk, by.pk] for name in pair])
    return list(zip(names, in_turn(act, pairs), strict=True))


def make_open_one():
    """Return a think tank with a device, a contribution and answers that are not hidden."""
    think_tank = make_think_tank()
    make_device(think_tank)
    make_contribution(think_tank)
    make_answers(think_tank, 2)
    return think_tank


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_participants_and_organisers_at_once_are_done_or_refused(installation, figure):
    found = {tuple(names): answers for names, answers in installation.call(meet)}

    assert len(found) == 2 * len(PARTICIPANTS) * len(ORGANISERS)
    assert {names: answers for names, answers in found.items() if answers != ["done", "done"]} == (
        REFUSED
    )
    figure("T13", f"{len(found)} meetings of a participant with an organiser: 0 deadlocks")
