"""Several people at one board at once, each in a client process; some clients are killed by SIGKILL.

A client logs what it is about to send and what was acknowledged. The client that replaces a killed one first sends
again what had no answer.
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
from tests.support.boards.random_contributions import send
from tests.support.boards.random_operations import choose_operation
from tests.support.boards.random_person import NothingToDo, Person
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
    """Make a think tank whose plan was published once, so that the national board has items.

    Return the pks of the think tank and of an account.
    """
    think_tank = make_think_tank()
    user = make_user()
    for role in Role.objects.all():
        for _time in range(3):
            make_action(make_contribution(think_tank, addressed_role=role, by=user), by=user)
    publish_plan(make_plan(think_tank), note="Pirmā versija", by=user)
    return think_tank.pk, user.pk


def run_clients(operations, clients, kills, seed, folder):
    """Run clients until `operations` were answered, and kill `kills` of them; return the exit codes of failed ones.

    The logs of the clients are written to `folder`.
    """
    run = Run(operations, clients, kills, seed, folder)
    for _client in range(clients):
        run.start_client()
    for moment in run.moments_of_kills:
        wait_until(partial(run.has_answered, moment), seconds=600, what="the operations")
        run.replace_a_client()
    for _number, process in run.running:
        process.join()
    return [process.exitcode for _number, process in run.running if process.exitcode]


class Run:
    """The clients that run, and how many operations were answered to each."""

    def __init__(self, operations, clients, kills, seed, folder):
        self.think_tank, self.user = prepare()
        connection.close()
        self.operations, self.seed, self.folder = operations, seed, folder
        self.answered = FORK.RawArray("i", clients + kills)
        self.rng = random.Random(seed)
        self.moments_of_kills = sorted(self.rng.sample(range(operations // 10, operations), kills))
        self.running, self.started = [], 0

    def start_client(self, replaces=None):
        """Start a client; `replaces` is the number of a killed one."""
        number, self.started = self.started, self.started + 1
        ClientLog.path(self.folder, number).touch()  # a client may be killed before it begins
        process = FORK.Process(target=self._work, args=(number, replaces))
        self.running.append((number, process))
        process.start()

    def replace_a_client(self):
        """Kill a client chosen at random, and start another instead."""
        number, process = self.running.pop(self.rng.randrange(len(self.running)))
        process.kill()
        process.join()
        self.start_client(replaces=number)

    def has_answered(self, count):
        """Whether `count` operations were answered, or no client is left to do them."""
        return sum(self.answered) >= count or not any(
            process.is_alive() for _number, process in self.running
        )

    def _work(self, number, replaces):
        """Be a client: call operations until enough were answered to all clients together."""
        log, rng = ClientLog(self.folder, number), random.Random(f"{self.seed}/{number}")
        think_tank = ThinkTank.objects.get(pk=self.think_tank)
        user = User.objects.get(pk=self.user)
        plans = sorted(Plan.objects.all(), key=lambda plan: plan.is_national)
        people = [Person(rng, plan, think_tank, user, log.write) for plan in plans]
        if replaces is not None:
            send_again(people[0], ClientLog.unanswered(self.folder, replaces))
        while sum(self.answered) < self.operations:
            person = rng.choices(people, (4, 1))[0]
            operation = choose_operation(rng)
            with contextlib.suppress(NothingToDo):
                log.write(operation=operation.__name__, **_outcome(operation, person))
                self.answered[number] += 1
            person.plan.refresh_from_db(fields=["last_seq"])
            log.write(plan=person.plan.pk, seq=person.plan.last_seq)


def send_again(person, unanswered):
    """Send contributions from the log of a killed client."""
    for fields in unanswered:
        person.log(sending=fields)
        send(person, _with_roles(fields))
        person.log(operation="capture", done={"contribution": fields["uuid"]})


def _outcome(operation, person):
    try:
        return {"done": operation(person)}
    except ValidationError as refused:
        return {"refused": refused.code}


def _with_roles(fields):
    roles = Role.objects.in_bulk()
    return fields | {name: roles.get(fields[name]) for name in ("addressed_role", "author_role")}


def last_lines(folder, count=20):
    """Return the last lines of every log as text; the whole logs stay in the folder of a failed test."""
    texts = []
    for path in sorted(Path(folder).glob("client-*.jsonl")):
        texts += [str(path), *path.read_text().splitlines()[-count:]]
    return "\n".join(texts)


class ClientLog:
    """The log of one client; a line is written to the file before anything else happens."""

    def __init__(self, folder, number):
        self.file = os.open(self.path(folder, number), os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    @staticmethod
    def path(folder, number):
        return Path(folder) / f"client-{number}.jsonl"

    def write(self, **line):
        os.write(self.file, json.dumps(line).encode() + b"\n")

    @classmethod
    def read(cls, folder, number):
        """Return the lines of a client as dictionaries."""
        return [json.loads(line) for line in cls.path(folder, number).read_text().splitlines()]

    @classmethod
    def read_all(cls, folder):
        """Return the lines of every client."""
        return [
            cls.read(folder, number) for number in range(len(list(Path(folder).glob("client-*"))))
        ]

    @classmethod
    def unanswered(cls, folder, number):
        """Return what a client was sending when it was killed: the fields of contributions."""
        lines = cls.read(folder, number)
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
