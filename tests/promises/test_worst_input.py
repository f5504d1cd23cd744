"""The longest list and the largest files that the portal accepts do not hold a worker (T52).

The worst text for every form is sent by test_every_input.py, a change of 2,000 items of a board by test_many_at_once.py.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

from files.gate import MAX_ROWS
from stakeholders.models import MapEntry, Organisation, OrganisationKind, Role
from tests.support.browsers.browser_users import TOKEN, session_cookie
from tests.support.factories import make_administrator, make_plan, make_think_tank
from tests.support.full_think_tank import (
    POLL_P95,
    POST_P95,
    FullThinkTank,
    describe,
    percentiles,
    prepare_full_think_tank,
    times_of,
)
from tests.support.inputs.costs import assert_within_limits, cost_of_work, costliest, peak_memory
from tests.support.inputs.worst_values import WORST_LISTS, WORST_PLANS, WORST_TEXTS
from tests.support.pages.admin_pages import confirm, upload
from tests.support.pages.capture_pages import SOC_PAS
from tests.support.pages.page_forms import forms_on
from tests.support.pages.requests import address, signed_in
from tests.support.servers.network import Proxy
from thinktanks.models import ThinkTank

MOST_MEMORY = 300 * 1024  # kB of a worker
BOUNDARY = "worst"


@pytest.fixture
def client():
    return signed_in(make_administrator())


@pytest.mark.promise
@pytest.mark.django_db
def test_list_of_2000_lines(client, figure, times_may_fail):
    think_tank = make_think_tank()
    costs, path = {}, address("contribution-import", think_tank.pk)
    text = WORST_TEXTS["2,000 lines"]
    with cost_of_work() as costs["preview"]:
        page = client.post(path, {"text": text, "pair": SOC_PAS, "table": ""})
    form = next(form for form in forms_on(page) if "batch" in form.fields)
    with cost_of_work() as costs["save"]:
        answer = client.post(path, {name: field.values for name, field in form.fields.items()})

    assert (answer.status_code, think_tank.contributions.count()) == (302, 2000)
    assert_within_limits(costs, times_may_fail)
    figure("T52", f"a list of 2,000 lines: {costliest(costs)}")


@pytest.mark.promise
@pytest.mark.django_db
def test_tables_of_2000_rows(client, figure, times_may_fail):
    """Of organisations and of the mapping, new and changed."""
    kind, addressed = OrganisationKind.objects.first().code, Role.objects.first().code
    tables = {
        "organisation": ["name;kind;role;regions", f"Fonds {{n}};{kind};{addressed};kurzeme"],
        "mapentry": ["organisation;region;offers;seen", "Fonds {n};kurzeme;Telpas;2024"],
        "mapentry, changed": ["organisation;region;offers;seen", "Fonds {n};kurzeme;;2025"],
    }
    costs = {}
    for title, (headings, row) in tables.items():
        page = ("stakeholders", title.partition(",")[0])
        text = "\n".join([headings, *(row.format(n=n) for n in range(MAX_ROWS))])
        with cost_of_work() as costs[f"{title}, preview"]:
            preview = upload(client, page, text)
        with cost_of_work() as costs[f"{title}, import"]:
            confirm(client, page, preview)

    assert Organisation.objects.count() == MapEntry.objects.filter(seen="2025").count() == MAX_ROWS
    assert_within_limits(costs, times_may_fail)
    figure("T52", f"tables of 2,000 rows: {costliest(costs)}")


def costs_of_files(client, path, files):
    """Return the cost of sending each of the files to an address, by their titles."""
    costs = {}
    for title, content in files.items():
        file = SimpleUploadedFile(title, content())
        with cost_of_work() as costs[title]:
            answer = client.post(path, {"file": file, "list": "1"})
        assert answer.status_code in (200, 302, 422), title
    return costs


@pytest.mark.promise
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "files"), [("think-tank-attendance", WORST_LISTS), ("plan-import", WORST_PLANS)]
)
def test_largest_files(client, figure, times_may_fail, name, files):
    think_tank = make_think_tank()
    pk = think_tank.pk if name == "think-tank-attendance" else make_plan(think_tank).pk

    costs = costs_of_files(client, address(name, pk), files)

    assert_within_limits(costs, times_may_fail)
    figure("T52", f"{name}, {len(files)} files: {costliest(costs)}")


def prepare_worst_files(people):
    """Make a full think tank; return it with the pk of its plan and the cookie of an administrator."""
    prepared = prepare_full_think_tank(people)
    plan = make_plan(ThinkTank.objects.get(pk=prepared["think_tank"]))
    return prepared | {"plan": plan.pk, "administrator": session_cookie(make_administrator())}


def send_files(server, prepared, ended):
    """Send every one of the worst files, one after another, until `ended` is set; return their statuses."""
    addresses = {
        f"/desk/thinktanks/{prepared['think_tank']}/attendance/": WORST_LISTS,
        f"/desk/plans/{prepared['plan']}/import/": WORST_PLANS,
    }
    bodies = [
        (path, encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("a", content())}))
        for path, files in addresses.items()
        for content in files.values()
    ]
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Cookie": f"{prepared['administrator']}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    statuses = []
    for path, body in cycle(bodies):
        if ended.is_set():
            break
        answer = server.fetch(path, method="POST", data=body, headers=headers)
        statuses.append(answer.status)
    return statuses


def times_of_full_think_tank(server, prepared):
    """Return the seconds of each entry and of each poll of a minute at a full think tank."""
    with Proxy(server.port) as proxy:
        full = FullThinkTank(proxy.url, prepared, 60)
        full.run()
    assert full.unexpected == []
    return times_of(proxy, "POST"), times_of(proxy, "GET")


@pytest.mark.server
@pytest.mark.data
@pytest.mark.acceptance
def test_nobody_waits_while_the_worst_files_are_read(server, figure):
    """The percentiles that a full think tank is promised (T4) hold while somebody sends one such file after another."""
    prepared = server.installation.call(prepare_worst_files, people=16)
    FullThinkTank(server.url, prepared, 10).run()
    times, ended = {}, threading.Event()
    with ThreadPoolExecutor(1) as sender:
        times["without files"] = times_of_full_think_tank(server, prepared)
        sent = sender.submit(send_files, server, prepared, ended)
        try:
            times["with files"] = times_of_full_think_tank(server, prepared)
        finally:
            ended.set()
        statuses = sent.result()

    memory = max(peak_memory(worker.pid) for worker in server.worker_processes())
    described = "; ".join(
        f"{during}: {describe('entry', posts)}, {describe('poll', polls)}"
        for during, (posts, polls) in times.items()
    )
    figure("T52", f"{described}; {len(statuses)} files; a worker at most {memory // 1024} MB")
    assert set(statuses) == {200, 422}
    assert memory <= MOST_MEMORY
    posts, polls = times["with files"]
    assert percentiles(posts)[1] <= POST_P95
    assert percentiles(polls)[1] <= POLL_P95
