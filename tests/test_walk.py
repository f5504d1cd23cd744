"""One day from what was said to the published plan, as people do it in Chromium, with JavaScript and without."""

import io
import json

import openpyxl
import pytest

from stakeholders.models import Role
from tests.support.factories import make_facilitator, make_think_tank

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

PASSWORD = "kalejas-darbnica-2026"
SAID = {
    "municipalities": [f"Pašvaldībai jādod telpas, {number}. reize" for number in range(1, 11)],
    "policy_makers": [f"Mazāk pārskatu ministrijai, {number}. reize" for number in range(1, 11)],
}
WORDINGS = {"municipalities": "Dot telpas bez maksas", "policy_makers": "Prasīt mazāk pārskatu"}
PASTE = """([selector, text]) => {
  const pasted = new DataTransfer();
  pasted.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
}"""


def prepare_room():
    """An open think tank in Kuldīga with one facilitator; returns what the browser needs to know."""
    think_tank = make_think_tank()
    facilitator = make_facilitator(think_tank)
    facilitator.set_password(PASSWORD)
    facilitator.save()
    return {
        "email": facilitator.email,
        "room": f"/desk/thinktanks/{think_tank.pk}/",
        "plan": f"/plans/{think_tank.programme.code}/kurzeme/",
        "speaker": Role.objects.get(code="social_enterprises").code,
    }


def paste_lines(window, room, addressed, *, javascript):
    """Choose who suggests to whom, put ten lines into the field, keep all that the preview ticks."""
    page = window.page
    window.open(room["room"])
    page.check(f"input[name=pair][value*='{room['speaker']}'][value$='{addressed}']")
    text = "\n".join(f"• {line}" for line in SAID[addressed])
    if javascript:
        page.evaluate(PASTE, ["#words", text])
    else:
        page.fill("#words", text)
        page.click("#capture .btn-primary")
    page.wait_for_selector("#pasted")
    assert page.locator("#pasted input[name=add]:checked").count() == 10
    page.click("#pasted .btn-primary")
    page.wait_for_selector("#words")


def group(window, board, addressed):
    """Tick all that is said to one role, make one action of it, give it its wording."""
    page = window.page
    window.open(f"{board}?role={addressed}")
    boxes = page.locator("#decide input[name=items]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    page.click("#form-action")
    page.wait_for_selector("textarea[name=wording]")
    page.fill("textarea[name=wording]", WORDINGS[addressed])
    page.click("form[action*='/reword/'] button[type=submit]")
    page.wait_for_selector(f"#board :text('{WORDINGS[addressed]}')")


def publish(window, board, note):
    page = window.page
    window.open(board.replace("/board/", "/publish/"))
    page.fill("[name=note]", note)
    page.click("form[action$='/publish/'] button[type=submit]")
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_day_from_what_was_said_to_the_published_plan(
    server, installation, chromium, figure, javascript
):
    room = installation.call(prepare_room)
    with chromium.window(server.url, javascript=javascript) as work:
        work.sign_in(room["email"], PASSWORD)
        for addressed in SAID:
            paste_lines(work, room, addressed, javascript=javascript)
        board = work.page.locator("a[href$='/board/']").first.get_attribute("href")
        for addressed in SAID:
            group(work, board, addressed)
        publish(work, board, "Pirmais plāns")

        read_the_plan(chromium, server, room, javascript=javascript)
        first = server.fetch(f"{room['plan']}v1.json").body

        work.open(f"{board}?role=municipalities")
        reword_again(work, "Dot tukšās telpas bez maksas")
        publish(work, board, "Labots formulējums")
        assert work.complaints == []

    assert server.fetch(f"{room['plan']}v1.json").body == first
    newest = json.loads(server.fetch(f"{room['plan'].rstrip('/')}.json").body)
    assert [one["wording"] for one in newest["actions"]] == [
        "Prasīt mazāk pārskatu",
        "Dot tukšās telpas bez maksas",
    ]
    assert installation.manage("verify_plans").strip().endswith("agree")
    figure("walk", f"20 lines, 2 actions, 2 versions, javascript={javascript}")


def reword_again(work, wording):
    page = work.page
    page.locator("summary[id^=summary-]").first.click()
    page.locator("a[href*='/reword/']").first.click()
    page.wait_for_selector("textarea[name=wording]")
    page.fill("textarea[name=wording]", wording)
    page.click("form[action*='/reword/'] button[type=submit]")
    page.wait_for_selector(f"#board :text('{wording}')")


def read_the_plan(chromium, server, room, *, javascript):
    """Without an account: the plan, its first version, where an action came from, the workbook."""
    with chromium.window(server.url, javascript=javascript, width=320) as reader:
        page = reader.page
        for path in (room["plan"], f"{room['plan']}v1/"):
            assert reader.open(path).status == 200
            text = page.inner_text("main")
            assert [wording in text for wording in WORDINGS.values()] == [True, True]
        page.locator("a[href*='/actions/KUR-PAS-01/']").first.click()
        page.wait_for_selector("h1:text('Dot telpas bez maksas')")
        origin = page.inner_text("main")
        assert [line in origin for line in SAID["municipalities"]] == [True] * 10
        assert reader.complaints == []
    workbook = server.fetch(f"{room['plan'].rstrip('/')}.xlsx")
    cells = {
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(workbook.body))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    assert set(WORDINGS.values()) | set(SAID["policy_makers"]) <= cells
