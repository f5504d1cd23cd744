"""Several people at one board at once, each in a process of its own, some of whom are cut off by SIGKILL.

Each keeps a protocol: what it is about to send, and what was acknowledged. Whoever takes a place of one that was cut
off first sends again what had no answer.
"""

import contextlib
import json
import os
import random
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection

from actionplans.models import Plan
from actionplans.operations.publication import publish_plan
from stakeholders.models import Role, User
from tests.support.boards.random_operations import WISHES, NothingToDo, Person, send
from tests.support.factories import (
    make_action,
    make_contribution,
    make_plan,
    make_think_tank,
    make_user,
)
from tests.support.processes import wait_until
from tests.support.servers.child_process import FORK
from thinktanks.models import ThinkTank


def prepare():
    """A think tank whose plan was published once, so that the national board has something to do."""
    think_tank = make_think_tank()
    user = make_user()
    for role in Role.objects.all():
        for _time in range(3):
            make_action(make_contribution(think_tank, addressed_role=role, by=user), by=user)
    publish_plan(make_plan(think_tank), note="Pirmā versija", by=user)
    return think_tank.pk, user.pk


def play(operations, clients, kills, seed, folder):
    """Play until so many operations were answered; returns how often each was done or refused, and by what."""
    think_tank, user = prepare()
    connection.close()
    chance = random.Random(seed)
    answered = FORK.RawArray("i", clients + kills)
    cut_off_at = sorted(chance.sample(range(operations // 10, operations), kills))
    playing = []

    def seat(number, takes_over=None):
        arguments = (number, takes_over, seed, folder, answered, operations, think_tank, user)
        playing.append((number, FORK.Process(target=_play_one, args=arguments)))
        playing[-1][1].start()

    for number in range(clients):
        seat(number)
    for number, moment in enumerate(cut_off_at, start=clients):
        wait_until(partial(_is_over, moment, answered, playing), seconds=600, what="the play")
        taken, process = playing.pop(chance.randrange(len(playing)))
        process.kill()
        process.join()
        seat(number, takes_over=taken)
    for _number, process in playing:
        process.join()
    return [process.exitcode for _number, process in playing if process.exitcode]


def _is_over(moment, answered, playing):
    return sum(answered) >= moment or not any(process.is_alive() for _number, process in playing)


def _play_one(number, takes_over, seed, folder, answered, operations, think_tank, user):
    protocol = Protocol(folder, number)
    chance = random.Random(f"{seed}/{number}")
    think_tank, user = ThinkTank.objects.get(pk=think_tank), User.objects.get(pk=user)
    plans = sorted(Plan.objects.all(), key=lambda plan: plan.is_national)

    def person(plan):
        return Person(chance, plan, think_tank, user, protocol.write)

    if takes_over is not None:
        for wish in Protocol.unanswered(folder, takes_over):
            protocol.write(sending=wish)
            send(person(plans[0]), _with_roles(wish))
            protocol.write(wish="capture", done={"contribution": wish["uuid"]})
    while sum(answered) < operations:
        plan = chance.choices(plans, (4, 1))[0]
        wish = chance.choices(tuple(WISHES), tuple(WISHES.values()))[0]
        with contextlib.suppress(NothingToDo):
            protocol.write(wish=wish.__name__, **_outcome(wish, person(plan)))
            answered[number] += 1
        plan.refresh_from_db(fields=["last_seq"])
        protocol.write(plan=plan.pk, seq=plan.last_seq)


def _outcome(wish, person):
    try:
        return {"done": wish(person)}
    except ValidationError as refused:
        return {"refused": refused.code}


def _with_roles(wish):
    roles = Role.objects.in_bulk()
    return wish | {name: roles.get(wish[name]) for name in ("addressed_role", "author_role")}


def last_lines(folder, count=20):
    """The last steps of each person as text; the whole protocols stay in the folder of a failed test."""
    texts = []
    for path in sorted(Path(folder).glob("client-*.jsonl")):
        texts += [str(path), *path.read_text().splitlines()[-count:]]
    return "\n".join(texts)


class Protocol:
    """Lines of one person, each written before anything else happens."""

    def __init__(self, folder, number):
        self.file = os.open(self.path(folder, number), os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    @staticmethod
    def path(folder, number):
        return Path(folder) / f"client-{number}.jsonl"

    def write(self, **line):
        os.write(self.file, json.dumps(line).encode() + b"\n")

    @classmethod
    def read(cls, folder, number=None):
        paths = (
            [cls.path(folder, number)]
            if number is not None
            else sorted(Path(folder).glob("client-*"))
        )
        return [[json.loads(line) for line in path.read_text().splitlines()] for path in paths]

    @classmethod
    def unanswered(cls, folder, number):
        """What was sent and never acknowledged."""
        (lines,) = cls.read(folder, number)
        done = {
            line["done"]["contribution"]
            for line in lines
            if "contribution" in (line.get("done") or {})
        }
        return [
            line["sending"]
            for line in lines
            if "sending" in line and line["sending"]["uuid"] not in done
        ]
