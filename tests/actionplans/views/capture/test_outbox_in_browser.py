"""The outbox on a page without a server: what it does with each answer (static/js/capture/outbox.js)."""

import pytest

from tests.support.browsers.script_page import StubPortal, items, script_page, store

pytestmark = [pytest.mark.browser, pytest.mark.data]

OPEN = """
async () => {
  const { Outbox } = await import("/static/js/capture/outbox.js");
  const { OutboxStore } = await import("/static/js/capture/outbox_store.js");
  const addresses = { session: "/api/session/", capture: "/api/capture/" };
  window.newOutbox = async () => new Outbox(await OutboxStore.open(), { owner: "user-1", ...addresses });
  window.outbox = await newOutbox();
  // Every call of `send`, also by a timer, counts until all that it began is done; none does anything while adding.
  const send = outbox.send.bind(outbox);
  let running = Promise.resolve(), isAdding = false;
  outbox.send = () => { if (!isAdding) running = Promise.all([running, send()]); };
  window.sendAll = async () => { outbox.send(); await running; };
  window.addAll = async (texts) => {
    isAdding = true;
    for (const text of texts)
      await outbox.add({ uuid: `uuid of ${text}`, think_tank: 1, owner: "user-1", text }, "draft");
    isAdding = false;
  };
  window.texts = async (kind) => (await outbox.entries())[kind].map(({ text }) => text);
}
"""
FALSE_ANSWERS = {
    "a captive portal's page": {"content_type": "text/html", "body": "<p>Pieslēdzieties</p>"},
    "a redirect to the sign-in page": {"status": 302, "headers": {"Location": "/accounts/login/"}},
    "JSON of another server": {"json": {"ok": True}},
    "another UUID": {"json": {"items": [{"uuid": "another", "http": 201, "seq": 1}]}},
    "no sequence number": lambda entries: items(entries, http=201),
    "a broken proxy": {"status": 502, "body": "Bad gateway"},
}
TWENTY = [f"Teksts {number}" for number in range(20)]


@pytest.fixture
def stub_portal():
    return StubPortal()


@pytest.fixture
def page(chromium, stub_portal):
    with script_page(chromium, stub_portal) as page:
        page.evaluate(OPEN)
        yield page


def add(page, *texts):
    page.evaluate("addAll", texts)


def stop_clock(page):
    """From here on the outbox does not send again by itself."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def send(page):
    page.evaluate("sendAll()")


def texts(page, kind):
    return page.evaluate("texts", kind)


def texts_sent(stub_portal):
    return [[entry["text"] for entry in entries] for entries in stub_portal.posts]


def state(page):
    return page.evaluate("outbox.state")


def test_send_divides_more_than_twenty_and_keeps_their_order(stub_portal, page):
    add(page, *TWENTY, "Pēdējais")

    send(page)

    assert texts_sent(stub_portal) == [TWENTY, ["Pēdējais"]]
    assert texts(page, "all") == []


@pytest.mark.promise
@pytest.mark.parametrize("answer", FALSE_ANSWERS)
def test_only_the_portals_own_answer_counts_as_sent(stub_portal, page, figure, answer):
    stop_clock(page)
    stub_portal.answers = [FALSE_ANSWERS[answer]]
    add(page, "Pirmais", "Otrais")

    send(page)
    assert texts(page, "waiting") == ["Pirmais", "Otrais"]
    send(page)

    assert texts(page, "all") == []
    assert texts_sent(stub_portal) == [["Pirmais", "Otrais"]] * 2
    figure("T41", f"{answer}: not taken for sent; then 2 of 2 once")


def test_send_refuses_the_entry_that_the_portal_refuses_and_sends_the_others(stub_portal, page):
    def refuse_one(entries):
        answer = store(entries)
        refused = {"http": 422, "error": "too_long", "message": "Teksts ir par garu."}
        answer["json"]["items"][1] = {"uuid": entries[1]["uuid"]} | refused
        return answer

    stub_portal.answers = [refuse_one]
    add(page, "Pirmais", "Otrais", "Trešais")

    send(page)

    assert texts(page, "waiting") == []
    assert page.evaluate(
        "outbox.entries().then(({ refused }) => refused.map((e) => [e.text, e.error]))"
    ) == [["Otrais", "Teksts ir par garu."]]


def test_send_keeps_what_came_too_fast(stub_portal, page):
    stop_clock(page)
    stub_portal.answers = [lambda entries: items(entries, http=429, error="too_fast")]
    add(page, "Pirmais")

    send(page)
    assert (texts(page, "waiting"), texts(page, "refused"), state(page)) == (
        ["Pirmais"],
        [],
        "later",
    )
    send(page)

    assert texts(page, "all") == []


@pytest.mark.parametrize(
    "too_fast",
    [
        lambda entries: (
            items(entries, http=429, error="too_fast") | {"headers": {"Retry-After": "60"}}
        ),
        {"status": 429, "headers": {"Retry-After": "60"}},
        {"status": 503, "headers": {"Retry-After": "60"}},
        {"status": 503, "headers": {"Retry-After": "60"}, "json": {"error": "busy"}},
    ],
    ids=["an entry", "all of them", "maintenance", "a busy database"],
)
def test_send_waits_as_long_as_the_portal_asks(stub_portal, page, too_fast):
    stop_clock(page)
    stub_portal.answers = [too_fast]
    add(page, "Pirmais")
    send(page)

    page.clock.run_for(59_000)
    page.evaluate("outbox.sendNow()")
    send(page)
    assert len(stub_portal.posts) == 1
    assert (texts(page, "waiting"), state(page)) == (["Pirmais"], "later")

    page.clock.run_for(2_000)
    send(page)
    assert texts(page, "all") == []


SET_CLOCK_BACK = """
() => {
  const now = Date.now;
  Date.now = () => now() - 60 * 60 * 1000;
}
"""


def test_a_clock_that_is_set_back_holds_nothing_up(stub_portal, page):
    stop_clock(page)
    stub_portal.answers = [{"status": 503, "headers": {"Retry-After": "60"}}]
    add(page, "Pirmais")
    send(page)

    page.evaluate(SET_CLOCK_BACK)
    page.clock.run_for(61_000)
    send(page)

    assert texts(page, "all") == []


def test_refused_batch_is_divided_until_the_wrong_entry_is_found(stub_portal, page):
    def refuse_a_batch_with_the_wrong_one(entries):
        if any(entry["text"] == TWENTY[2] for entry in entries):
            return {"status": 400, "json": {"error": "not_json", "message": "To nevar izlasīt."}}
        return store(entries)

    stub_portal.answers = [refuse_a_batch_with_the_wrong_one] * 20
    add(page, *TWENTY)

    send(page)

    assert texts(page, "refused") == [TWENTY[2]]
    assert texts(page, "all") == [TWENTY[2]]


def test_forbidden_twice_ends_in_sign_in(stub_portal, page):
    stub_portal.answers = [{"status": 403, "json": {"error": "csrf"}}] * 3
    add(page, "Pirmais")

    send(page)

    assert stub_portal.tokens == ["token-1", "token-2"]  # once more with a new token
    assert (state(page), texts(page, "waiting")) == ("signed-out", ["Pirmais"])


def test_other_tabs_see_what_is_added_and_taken_out(page):
    page.evaluate(
        """async () => {
        window.seen = [];
        const other = await newOutbox();
        other.addEventListener("change", ({ detail }) => seen.push(detail.all.map(({ text }) => text).join()));
        other.addEventListener("taken", ({ detail }) => seen.push(detail.uuid));
        await new Promise((resolve) => other.addEventListener("change", resolve, { once: true }) || addAll(["Pirmais"]));
        await outbox.takeOut("uuid of Pirmais");
        }"""
    )

    page.wait_for_function("() => seen.at(-1) === ''")
    assert page.evaluate("seen") == ["Pirmais", "uuid of Pirmais", ""]
