"""Let two processes do something at once so that one must wait for the other: the same in every run."""

from functools import partial
from typing import NamedTuple

from django.db import connection, transaction

from tests.support.processes import wait_until
from tests.support.servers.child_process import FORK, PATIENCE, all_at_once, answer_of

IS_WAITED_FOR = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
    )
"""


class Meeting(NamedTuple):
    """What they wait for: the first has done all but commit; the second waits for it; the second has ended."""

    written: object
    arrived: object
    ended: object


def in_turn(function, pairs, *, before="COMMIT"):
    """Call a function with the two arguments of each pair in two processes, with the second before the first has committed.

    The first has done everything else by then, or everything `before` its first statement that begins like this; it goes
    on once the second waits for it or has ended. Return both answers of each pair, see `answer_of`.
    """
    meetings = [Meeting(*(FORK.Event() for _event in Meeting._fields)) for _pair in pairs]
    firsts, seconds = zip(*pairs, strict=True)
    connection.close()
    hold = _hold if before == "COMMIT" else partial(_hold_before, before)
    parts = [(hold, function, firsts, meetings), (_follow, function, seconds, meetings)]
    return list(zip(*all_at_once(_play, parts), strict=True))


def _play(part):
    step, function, arguments, meetings = part
    return [
        answer_of(partial(step, function, argument), meeting)
        for argument, meeting in zip(arguments, meetings, strict=True)
    ]


def _hold(function, argument, meeting):
    try:
        with transaction.atomic():
            try:
                answer = function(argument)
            finally:
                meeting.written.set()
            wait_until(lambda: _has_arrived(meeting), what="the second")
    finally:
        meeting.ended.wait(PATIENCE)
    return answer


def _hold_before(beginning, function, argument, meeting):
    try:
        with connection.execute_wrapper(partial(_let_the_second_in, beginning, meeting)):
            return function(argument)
    finally:
        meeting.written.set()
        meeting.ended.wait(PATIENCE)


def _let_the_second_in(beginning, meeting, execute, sql, *arguments):
    if sql.startswith(beginning) and not meeting.written.is_set():
        meeting.written.set()
        wait_until(lambda: _has_arrived(meeting), what="the second")
    return execute(sql, *arguments)


def _follow(function, argument, meeting):
    meeting.written.wait(PATIENCE)
    try:
        with connection.execute_wrapper(partial(_note_begin, meeting)):
            return function(argument)
    finally:
        meeting.ended.set()


def _has_arrived(meeting):
    return meeting.arrived.is_set() or meeting.ended.is_set() or _is_waited_for()


def _note_begin(meeting, execute, sql, *arguments):
    """SQLite shows nobody who waits: the statement that begins a transaction is the one that waits."""
    if sql.startswith("BEGIN"):
        meeting.arrived.set()
    return execute(sql, *arguments)


def _is_waited_for():
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(IS_WAITED_FOR)
        return cursor.fetchone()[0]
