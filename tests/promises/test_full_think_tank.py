"""A full think tank on a poor network: every contribution is kept once, and nobody waits (T4)."""

from collections import Counter

import pytest

from tests.support.browsers.browser_users import stored_contributions
from tests.support.full_think_tank import (
    POLL_P95,
    POST_P95,
    POST_P99,
    FullThinkTank,
    describe,
    percentiles,
    prepare_full_think_tank,
    times_of,
)
from tests.support.servers.network import Proxy, random_outcomes

pytestmark = [pytest.mark.server, pytest.mark.data]

WARM_UP = 10  # s, in which every process reads what it reads once
MAX_MEMORY_GROWTH = 50 * 1024 * 1024


def memory_of(server):
    """Return the bytes of memory that the workers of a server use."""
    return sum(worker.memory_info().rss for worker in server.worker_processes())


@pytest.mark.parametrize(
    ("people", "seconds", "delay"),
    [(16, 10, 0.0), pytest.param(64, 600, 0.3, marks=pytest.mark.acceptance)],
)
def test_a_full_think_tank_is_kept_once_and_nobody_waits(server, figure, people, seconds, delay):
    prepared = server.installation.call(prepare_full_think_tank, people=people)
    losses = random_outcomes(4, lose_request=0.01, lose_answer=0.01)

    with Proxy(server.port, decide=losses, delay=delay) as proxy:
        FullThinkTank(proxy.url, prepared, WARM_UP).run()
        before = memory_of(server)
        full = FullThinkTank(proxy.url, prepared, seconds)
        full.run()
        growth = memory_of(server) - before

    stored = server.installation.call(stored_contributions)
    assert full.unexpected == []
    assert set(full.acknowledged) <= set(stored["uuids"])
    assert max(Counter(stored["uuids"]).values()) == 1
    assert len(full.acknowledged) == full.entries == people * (seconds // 10)
    assert (stored["integrity"], stored["differences"]) == ("ok", [])
    assert [request for request in proxy.forwarded if request.status >= 500] == []
    assert "locked" not in server.logs
    posts = times_of(proxy, "POST")
    polls = times_of(proxy, "GET")
    figure(
        "T4",
        f"{people} people, {seconds} s: {full.entries} entries once, {full.lost} requests or answers lost; "
        f"{describe('entry', posts)}; {describe('poll', polls)}; memory {growth / 2**20:+.1f} MB",
    )
    if seconds == 600:  # milliseconds are promised for a machine that does nothing else
        assert percentiles(posts)[1:] <= (POST_P95, POST_P99)
        assert percentiles(polls)[1] <= POLL_P95
        assert growth <= MAX_MEMORY_GROWTH
