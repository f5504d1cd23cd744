"""Nothing acknowledged is lost (T1 to T12)."""

import random
import time
from collections import Counter
from functools import partial

import pytest

from tests.support import evidence
from tests.support.boards.board_invariants import faults
from tests.support.boards.random_board import last_lines, run_clients
from tests.support.browsers.browser_users import Typists, prepare_facilitators, stored_contributions
from tests.support.processes import wait_until
from tests.support.servers.network import Outcome, Proxy, random_outcomes

pytestmark = [pytest.mark.server, pytest.mark.data]


def lost_and_doubled(installation, typists):
    """Return how many acknowledged entries are not stored, and how many are stored more than once.

    Asserts that the rest of the database is whole.
    """
    stored = installation.call(stored_contributions)
    times = Counter(stored["uuids"])
    assert (stored["integrity"], stored["differences"]) == ("ok", [])
    assert typists.unexpected == []
    assert stored["events"] == len(stored["uuids"])
    return (
        sum(times[answer.uuid] == 0 for answer in typists.acknowledged),
        sum(count > 1 for count in times.values()),
    )


def kill_and_start(server, typists):
    """Kill a server while people send to it, start it when one has missed it; return the seconds of the start."""
    server.kill()
    typists.send_last()
    wait_until(lambda: typists.unanswered, what="a request without an answer")
    began = time.monotonic()
    server.start()
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("entries", "times"), [(150, 1), pytest.param(500, 10, marks=pytest.mark.acceptance)]
)
def test_what_was_acknowledged_outlives_the_server(server, figure, entries, times):
    rng, seconds = random.Random(1), []
    think_tank, cookies = server.installation.call(prepare_facilitators, count=20)

    for number in range(times):
        count = rng.randint(entries // 10, entries // 2)
        with Typists(server.url, think_tank, cookies, entries, hold_last=True) as typists:
            wait_until(partial(typists.has_acknowledged, count), what=f"{count} acknowledgements")
            seconds.append(kill_and_start(server, typists))

        assert lost_and_doubled(server.installation, typists) == (0, 0)
        assert len(typists.acknowledged) == entries
        assert max(answer.tries for answer in typists.acknowledged) > 1
        stored = server.installation.call(stored_contributions)["uuids"]
        assert len(stored) == entries * (number + 1)
    if times > 1:  # seconds are promised for a machine that does nothing else
        assert max(seconds) <= 5
    figure(
        "T1",
        f"lost 0, doubled 0 in {times} of {times} runs of {entries}; up again within {max(seconds):.1f} s",
    )


@pytest.mark.parametrize("entries", [100, pytest.param(500, marks=pytest.mark.acceptance)])
def test_an_answer_that_got_lost_is_given_again(server, figure, entries):
    think_tank, cookies = server.installation.call(prepare_facilitators, count=10)
    losses = random_outcomes(2, lose_request=0.2, lose_answer=0.2)

    with (
        Proxy(server.port, decide=losses) as proxy,
        Typists(proxy.url, think_tank, cookies, entries) as typists,
    ):
        pass

    assert lost_and_doubled(server.installation, typists) == (0, 0)
    assert len(typists.acknowledged) == entries
    assert len(server.installation.call(stored_contributions)["uuids"]) == entries
    assert sorted(answer.seq for answer in typists.acknowledged) == list(range(2, entries + 2))
    lost = Counter(proxy.outcomes)
    assert min(lost[Outcome.LOSE_REQUEST], lost[Outcome.LOSE_ANSWER]) > entries / 10
    figure(
        "T2",
        f"{entries} exactly once; {lost[Outcome.LOSE_REQUEST]} requests and "
        f"{lost[Outcome.LOSE_ANSWER]} answers lost on the way; 0 refusals",
    )


@pytest.mark.parametrize(
    ("operations", "clients", "kills"),
    [(600, 4, 4), pytest.param(5000, 8, 24, marks=pytest.mark.acceptance)],
)
def test_a_board_stays_whole_whatever_people_do_and_whoever_is_cut_off(
    installation, figure, operations, clients, kills
):
    folder = str(installation.folder)

    broken = installation.call(
        run_clients,
        operations=operations,
        clients=clients,
        kills=kills,
        seed=12,
        folder=folder,
        seconds=900,
    )
    evidence.note("the last lines of each client", last_lines(folder))
    found = installation.call(faults, folder=folder)
    answers = found.pop("answers")

    assert broken == []
    assert {kind: rows for kind, rows in found.items() if rows} == {}
    done = sum(count for answer, count in answers.items() if answer.endswith(": done"))
    refused = sum(answers.values()) - done
    assert done >= operations / 2
    figure("T12", f"{done} done, {refused} refused, {kills} cut off; 0 differences")
