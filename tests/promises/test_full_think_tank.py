"""A full think tank on a poor network: every contribution is kept once, and nobody waits (T4)."""

import statistics
from collections import Counter

import psutil
import pytest

from tests.support.browsers.browser_users import kept
from tests.support.full_think_tank import FullThinkTank, prepare_full_think_tank
from tests.support.servers.network import Proxy, by_chance

pytestmark = [pytest.mark.server, pytest.mark.data]

WARM_UP = 10  # s; what every process reads once is read then
MOST_MEMORY_MORE = 50 * 1024 * 1024
POST_P95, POST_P99, POLL_P95 = 0.5, 2, 0.15  # s


def memory_of(server):
    return sum(psutil.Process(one.pid).memory_info().rss for one in server.worker_processes())


def percentiles(seconds):
    """The 50th, 95th and 99th."""
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49], cuts[94], cuts[98]


def words(name, seconds):
    p50, p95, p99 = (round(cut * 1000) for cut in percentiles(seconds))
    return f"{name} p50 {p50}, p95 {p95}, p99 {p99} ms"


@pytest.mark.parametrize(
    ("people", "seconds", "delay"),
    [(16, 10, 0.0), pytest.param(64, 600, 0.3, marks=pytest.mark.acceptance)],
)
def test_a_full_think_tank_is_kept_once_and_nobody_waits(server, figure, people, seconds, delay):
    prepared = server.installation.call(prepare_full_think_tank, people=people)
    losses = by_chance(4, lose_request=0.01, lose_answer=0.01)

    with Proxy(server.port, decide=losses, delay=delay) as proxy:
        FullThinkTank(proxy.url, prepared, WARM_UP).run()
        before = memory_of(server)
        full = FullThinkTank(proxy.url, prepared, seconds)
        full.run()
        more = memory_of(server) - before

    found = server.installation.call(kept)
    assert full.unexpected == []
    assert set(full.told) <= set(found["uuids"])
    assert max(Counter(found["uuids"]).values()) == 1
    assert (len(full.told), full.entries) == (full.entries, people * (seconds // 10))
    assert (found["integrity"], found["differences"]) == ("ok", [])
    assert [one for one in proxy.asked if one.status >= 500] == []
    assert "locked" not in server.logs
    posts = [one.seconds for one in proxy.asked if one.line.startswith("POST")]
    polls = [one.seconds for one in proxy.asked if one.line.startswith("GET")]
    figure(
        "T4",
        f"{people} people, {seconds} s: {full.entries} entries once, {full.lost} requests or answers lost; "
        f"{words('entry', posts)}; {words('poll', polls)}; memory {more / 2**20:+.1f} MB",
    )
    if seconds == 600:  # milliseconds are promised for a machine that does nothing else
        assert percentiles(posts)[1:] <= (POST_P95, POST_P99)
        assert percentiles(polls)[1] <= POLL_P95
        assert more <= MOST_MEMORY_MORE
