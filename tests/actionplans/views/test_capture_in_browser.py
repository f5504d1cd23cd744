"""Capture as it is typed in a noisy room: by keyboard alone, on a bad network (static/js/capture)."""

import pytest
from playwright.sync_api import expect

from tests.support.capture_pages import SOC_PAS
from tests.support.factories import make_facilitator, make_think_tank
from tests.support.network import Proxy
from tests.support.server import Server
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

PASSWORD = "kalejas-darbnica-2026"
ROOMS = 18  # more than there are tests here
# Faster than a device keeps: the words have hardly come back into the field when they are added again.
TAKE_BACK_AND_ADD = """
async () => {
  const field = document.getElementById("words");
  const press = (key, more) =>
    field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  press("z", { ctrlKey: true });
  for (let tries = 0; field.value === "" && tries < 5000; tries += 1) await new Promise((soon) => setTimeout(soon));
  press("Enter");
}
"""


def prepare_rooms(count):
    """Open think tanks, each with a facilitator of its own."""
    return [_prepare_room() for _room in range(count)]


def _prepare_room():
    think_tank = make_think_tank()
    facilitator = make_facilitator(think_tank)
    facilitator.set_password(PASSWORD)
    facilitator.save()
    return {"pk": think_tank.pk, "email": facilitator.email}


def kept(pk):
    """What the server keeps of a think tank: words, speaker and addressee, table."""
    think_tank = ThinkTank.objects.get(pk=pk)
    rows = think_tank.contributions.exclude(state="withdrawn").order_by("pk")
    return [
        [
            one.words,
            getattr(one.author_role, "code", None),
            getattr(one.addressed_role, "code", None),
            one.table and one.table.number,
        ]
        for one in rows
    ]


@pytest.fixture(scope="module")
def portal(installations, tmp_path_factory):
    installation = installations.make("sqlite", tmp_path_factory.mktemp("capture"))
    installations.collect_static()
    server = Server(installation).start()
    yield server
    server.stop()
    installations.remove(installation)


@pytest.fixture(scope="module")
def rooms(portal):
    return iter(portal.installation.call(prepare_rooms, count=ROOMS))


@pytest.fixture
def room(rooms):
    return next(rooms)


@pytest.fixture
def window(chromium, portal, room):
    with chromium.window(portal.url) as window:
        window.sign_in(room["email"], PASSWORD)
        open_capture(window, room)
        yield window


def open_capture(window, room):
    window.open(f"/en/desk/thinktanks/{room['pk']}/?pair={SOC_PAS}&table=2")
    window.page.wait_for_selector("body[data-ready]", state="attached")


def add(window, text):
    window.page.keyboard.type(text)
    window.page.keyboard.press("Enter")


def all_sent(window, count):
    expect(window.page.locator("#said > li[data-uuid]")).to_have_count(count)
    expect(window.page.locator("#said > li.waits")).to_have_count(0)


def listed(window, texts):
    """The server's own lines, the newest first."""
    expect(window.page.locator("#said > li[data-version] .txt")).to_have_text(texts)
    expect(window.page.locator("#said > li:not([data-version])")).to_have_count(0)


def words_of(portal, room):
    return [row[0] for row in portal.installation.call(kept, pk=room["pk"])]


def test_twenty_are_typed_without_touching_the_mouse(portal, room, window):
    window.page.evaluate(
        "window.touched = 0; document.addEventListener('pointerdown', () => window.touched++, true)"
    )
    typed = [f"Ieteikums {number}; ar semikolu" for number in range(20)]

    for text in typed:
        add(window, text)
    all_sent(window, 20)

    assert portal.installation.call(kept, pk=room["pk"]) == [
        [text, "social_enterprises", "municipalities", 2] for text in typed
    ]
    assert window.page.evaluate("window.touched") == 0
    assert window.page.evaluate("document.activeElement.id") == "words"
    assert window.page.inner_text("#total") == "20"
    assert window.page.inner_text("td:has(input:checked) .count") == "20"
    assert window.complaints == []


def test_shift_and_enter_makes_a_line_of_the_same_contribution(portal, room, window):
    window.page.keyboard.type("Vajag telpas")
    window.page.keyboard.press("Shift+Enter")
    add(window, "kas ir siltas")
    all_sent(window, 1)

    assert words_of(portal, room) == ["Vajag telpas\nkas ir siltas"]


def test_the_last_one_is_taken_back_and_its_words_are_not_lost(portal, room, window):
    add(window, "pirmais")
    add(window, "otrais")
    all_sent(window, 2)

    window.page.keyboard.press("Control+z")
    expect(window.page.locator("#words")).to_have_value("otrais")
    add(window, "otrais, labots")
    listed(window, ["otrais, labots", "pirmais"])

    assert words_of(portal, room) == ["pirmais", "otrais, labots"]
    assert window.page.inner_text("#total") == "2"
    assert window.complaints == []


def test_on_a_slow_network_what_is_typed_meanwhile_is_left_alone(chromium, portal, room):
    with Proxy(portal.port) as proxy, chromium.window(proxy.url) as window:
        window.sign_in(room["email"], PASSWORD)
        open_capture(window, room)
        add(window, "pirmais")
        add(window, "otrais")
        all_sent(window, 2)
        proxy.delay = 2  # seconds, for each question

        window.page.keyboard.press("Control+z")
        expect(window.page.locator("#words")).to_have_value("otrais")
        add(window, "otrais, labots")
        window.page.keyboard.type("trešais vēl top")
        listed(window, ["otrais, labots", "pirmais"])

        assert window.page.input_value("#words") == "trešais vēl top"
        assert words_of(portal, room) == ["pirmais", "otrais, labots"]


def test_what_cannot_be_taken_back_stays_and_the_field_is_free_again(portal, room, window):
    add(window, "pirmais")
    all_sent(window, 1)
    window.context.set_offline(True)

    window.page.keyboard.press("Control+z")

    expect(window.page.locator("#capture-problem")).to_have_text(
        "There is no connection, so nothing was taken back."
    )
    expect(window.page.locator("#words")).to_have_value("")
    assert words_of(portal, room) == ["pirmais"]


def test_a_key_that_is_held_down_adds_once(portal, room, window):
    window.page.keyboard.type("pirmais")
    for _repeat in range(5):
        window.page.keyboard.down("Enter")
        window.page.keyboard.type("x")  # words that come meanwhile are not added by the same key
    window.page.keyboard.up("Enter")
    all_sent(window, 1)

    assert window.page.input_value("#words") == "xxxxx"
    assert words_of(portal, room) == ["pirmais"]


def test_who_is_at_work_in_a_line_is_not_disturbed_by_what_is_sent(room, window):
    add(window, "pirmais")
    all_sent(window, 1)
    window.page.click("#said details summary")
    link = window.page.locator("#said details a").first
    link.focus()

    window.page.evaluate(
        """(text) => {
        const field = document.getElementById("words");
        field.value = text;
        field.form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
        document.querySelector("#said details a").focus();
        }""",
        "otrais",
    )
    listed(window, ["otrais", "pirmais"])

    expect(link.locator("xpath=ancestor::li")).to_have_count(1)
    assert (
        window.page.evaluate("document.activeElement.closest('li').innerText").find("pirmais") > 0
    )
    assert window.page.evaluate("document.activeElement.closest('details').open") is True


def test_similar_ones_stand_under_the_field_while_typing(room, window):
    for text in ("Mazināt birokrātiju", "Atdodiet skolas virtuvi"):
        add(window, text)
    all_sent(window, 2)
    similar = window.page.locator("#similar li")

    window.page.keyboard.type("Pašvaldībām jāmazina birokrātija")
    expect(similar).to_have_text(["„Mazināt birokrātiju” For municipalities"])
    assert similar.locator("mark").all_inner_texts() == ["Mazināt", "birokrātiju"]
    window.page.keyboard.press("Enter")
    expect(similar).to_have_count(0)
    listed(
        window,
        ["Pašvaldībām jāmazina birokrātija", "Atdodiet skolas virtuvi", "Mazināt birokrātiju"],
    )

    assert window.page.evaluate("document.activeElement.id") == "words"
    assert window.complaints == []


def test_similar_ones_are_silent_without_a_connection(window):
    window.context.set_offline(True)

    with window.page.expect_event("requestfailed", lambda one: "/similar/" in one.url):
        window.page.keyboard.type("Pašvaldībām jāmazina birokrātija")

    expect(window.page.locator("#similar")).to_be_empty()
    expect(window.page.locator("#capture-problem")).to_be_empty()
    expect(window.page.locator("#status")).to_be_empty()
    assert window.page.input_value("#words") == "Pašvaldībām jāmazina birokrātija"


def test_keys_belong_to_the_words_while_there_are_any(portal, room, window):
    chosen = window.page.locator(".ask-grid input:checked")
    window.page.keyboard.press("Control+ArrowRight")
    moved = chosen.get_attribute("value")

    add(window, "pirmais")
    all_sent(window, 1)
    window.page.keyboard.type("otrais")
    for key in ("Control+ArrowLeft", "Control+ArrowUp", "Control+z"):
        window.page.keyboard.press(key)

    assert moved == "social_enterprises.support_organisations"
    assert chosen.get_attribute("value") == moved
    assert words_of(portal, room) == ["pirmais"]


def test_a_tap_sets_both_roles_and_gives_the_focus_back(window):
    window.page.click("td:has(input[value='unknown.policy_makers'])")

    expect(window.page.locator("#words")).to_be_focused()
    assert window.page.inner_text(".choice").split("\n") == [
        "People not known",
        "suggest:",
        "For policy makers",
    ]


def test_without_network_nothing_is_lost_and_nothing_comes_twice(portal, room, window):
    typed = [f"bez tīkla {number}" for number in range(5)]
    window.context.set_offline(True)

    for text in typed:
        add(window, text)
    expect(window.page.locator("#said > li.waits")).to_have_count(5)
    expect(window.page.locator("#outbox .count")).to_have_text("5")
    window.context.set_offline(False)
    all_sent(window, 5)

    assert words_of(portal, room) == typed
    expect(window.page.locator("#outbox > *")).to_have_count(0)


def test_what_waits_is_not_lost_when_it_is_taken_back_and_added_again_at_once(portal, room, window):
    window.context.set_offline(True)
    add(window, "nedrīkst pazust")
    expect(window.page.locator("#said > li.waits")).to_have_count(1)

    for _time in range(5):
        window.page.evaluate(TAKE_BACK_AND_ADD)
    expect(window.page.locator("#said > li.waits")).to_have_count(1)
    window.context.set_offline(False)
    all_sent(window, 1)

    assert words_of(portal, room) == ["nedrīkst pazust"]


def test_what_is_refused_stands_in_the_field_again(portal, room, window):
    window.page.locator("#words").evaluate("(field) => { field.value = 'a'.repeat(2001); }")
    window.page.keyboard.press("Enter")

    expect(window.page.locator("#capture-problem")).to_have_text(
        "The text is too long: 2001 of 2000 characters."
    )
    assert len(window.page.input_value("#words")) == 2001
    expect(window.page.locator("#said > li")).to_have_count(0)
    assert words_of(portal, room) == []


def test_after_the_session_ended_it_waits_until_the_same_person_is_back(portal, room, window):
    window.context.clear_cookies()
    add(window, "bez sesijas")
    expect(window.page.locator("#outbox a")).to_be_visible()
    assert words_of(portal, room) == []

    tab = window.context.new_page()
    tab.goto("/accounts/login/")
    tab.fill("input[name=login]", room["email"])
    tab.fill("input[name=password]", PASSWORD)
    tab.click("main form [type=submit]")
    tab.wait_for_url("**/desk/")
    window.page.click("#outbox .send")
    all_sent(window, 1)

    assert words_of(portal, room) == ["bez sesijas"]
