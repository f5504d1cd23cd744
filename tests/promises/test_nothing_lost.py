"""Nothing acknowledged is lost (T1 to T12)."""

import random
import time
from collections import Counter
from functools import partial

import pytest

from tests.support import evidence
from tests.support.boards.board_invariants import faults
from tests.support.boards.random_board import last_lines, run_clients
from tests.support.browsers.browser_users import Typists, kept, seat
from tests.support.processes import wait_until
from tests.support.servers.network import Fate, Proxy, by_chance

pytestmark = [pytest.mark.server, pytest.mark.data]


def lost_and_doubled(installation, typists):
    """How many acknowledged entries are not there, or more than once; the rest of what is found must be well."""
    found = installation.call(kept)
    times = Counter(found["uuids"])
    assert (found["integrity"], found["differences"]) == ("ok", [])
    assert typists.unexpected == []
    assert found["events"] == len(found["uuids"])
    return (
        sum(times[told.uuid] == 0 for told in typists.told),
        sum(count > 1 for count in times.values()),
    )


@pytest.mark.parametrize(
    ("entries", "times"), [(150, 1), pytest.param(500, 10, marks=pytest.mark.acceptance)]
)
def test_what_was_acknowledged_outlives_the_server(server, figure, entries, times):
    chance, seconds = random.Random(1), []
    think_tank, cookies = server.installation.call(seat, count=20)

    for number in range(times):
        moment = chance.randint(entries // 10, entries // 2)
        with Typists(server.url, think_tank, cookies, entries) as typists:
            wait_until(partial(typists.have_been_told, moment), what=f"{moment} acknowledgements")
            server.kill()
            began = time.monotonic()
            server.start()
            seconds.append(time.monotonic() - began)

        assert len(typists.told) == entries
        assert max(told.tries for told in typists.told) > 1
        assert lost_and_doubled(server.installation, typists) == (0, 0)
        kept_in_all = len(server.installation.call(kept)["uuids"])
        assert kept_in_all == entries * (number + 1)
    assert times == 1 or max(seconds) <= 5
    figure(
        "T1",
        f"lost 0, doubled 0 in {times} of {times} runs of {entries}; up again within {max(seconds):.1f} s",
    )


@pytest.mark.parametrize("entries", [100, pytest.param(500, marks=pytest.mark.acceptance)])
def test_an_answer_that_got_lost_is_given_again(server, figure, entries):
    think_tank, cookies = server.installation.call(seat, count=10)
    fates = by_chance(2, lose_request=0.2, lose_answer=0.2)

    with (
        Proxy(server.port, decide=fates) as proxy,
        Typists(proxy.url, think_tank, cookies, entries) as typists,
    ):
        pass

    assert lost_and_doubled(server.installation, typists) == (0, 0)
    assert len(server.installation.call(kept)["uuids"]) == len(typists.told) == entries
    assert sorted(told.seq for told in typists.told) == list(range(2, entries + 2))
    lost = Counter(proxy.fates)
    assert min(lost[Fate.LOSE_REQUEST], lost[Fate.LOSE_ANSWER]) > entries / 10
    figure(
        "T2",
        f"{entries} exactly once; {lost[Fate.LOSE_REQUEST]} requests and "
        f"{lost[Fate.LOSE_ANSWER]} answers lost on the way; 0 refusals",
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
        seconds=1200,
    )
    evidence.note("the last lines of each client", last_lines(folder))
    found = installation.call(faults, folder=folder)
    answers = found.pop("answers")

    assert broken == []
    assert {kind: faults for kind, faults in found.items() if faults} == {}
    done = sum(count for answer, count in answers.items() if answer.endswith(": done"))
    refused = sum(answers.values()) - done
    assert done >= operations / 2
    figure("T12", f"{done} done, {refused} refused, {kills} cut off; 0 differences")
