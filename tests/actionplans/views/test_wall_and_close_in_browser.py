"""The wall in a browser: new words come by themselves, and wait while it is paused (static/js/wall.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_contribution, make_facilitator, make_think_tank
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

PASSWORD = "kalejas-darbnica-2026"


def prepare_room():
    think_tank = make_think_tank()
    make_contribution(think_tank, text="Pirmais")
    facilitator = make_facilitator(think_tank)
    facilitator.set_password(PASSWORD)
    facilitator.save()
    return {"pk": think_tank.pk, "email": facilitator.email}


def say(pk, text):
    think_tank = ThinkTank.objects.get(pk=pk)
    make_contribution(think_tank, text=text, by=think_tank.facilitators.get().user)


def test_wall_shows_new_words_by_itself_and_can_be_paused(server, chromium):
    room = server.installation.call(prepare_room)
    with chromium.window(server.url, width=1920, height=1080) as window:
        window.sign_in(room["email"], PASSWORD)
        window.page.clock.install()
        window.open(f"/en/desk/thinktanks/{room['pk']}/wall/")
        words = window.page.locator(".said-now")
        expect(words).to_have_text(["Pirmais"])

        server.installation.call(say, pk=room["pk"], text="Otrais")
        expect(words).to_have_text(["Otrais", "Pirmais"])

        window.page.keyboard.press("Space")
        expect(window.page.get_by_text("Paused. Press space to go on.")).to_be_visible()
        server.installation.call(say, pk=room["pk"], text="Trešais")
        window.page.clock.run_for(9_000)
        expect(words).to_have_text(["Otrais", "Pirmais"])

        window.page.get_by_role("button", name="Pause").press("Enter")
        expect(words).to_have_text(["Trešais", "Otrais", "Pirmais"])
        assert window.complaints == []
