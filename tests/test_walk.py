"""From contributions to the published plan, as people work in Chromium, with JavaScript and without."""

import io
import json

import openpyxl
import pytest

from stakeholders.models import Role
from tests.support.browsers.browser import NO_WORKER
from tests.support.browsers.live_think_tanks import paste
from tests.support.factories import make_facilitator, make_think_tank

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

PASSWORD = "kalejas-darbnica-2026"
CONTRIBUTIONS = {
    "municipalities": [f"Pašvaldībai jādod telpas, {number}. reize" for number in range(1, 11)],
    "policy_makers": [f"Mazāk pārskatu ministrijai, {number}. reize" for number in range(1, 11)],
}
WORDINGS = {"municipalities": "Dot telpas bez maksas", "policy_makers": "Prasīt mazāk pārskatu"}


def prepare():
    """Make an open think tank with a facilitator; return the addresses and values that the browser needs."""
    think_tank = make_think_tank()
    facilitator = make_facilitator(think_tank)
    facilitator.set_password(PASSWORD)
    facilitator.save()
    return {
        "email": facilitator.email,
        "capture": f"/desk/thinktanks/{think_tank.pk}/",
        "plan": f"/plans/{think_tank.programme.code}/kurzeme/",
        "speaker": Role.objects.get(code="social_enterprises").code,
    }


def paste_lines(window, prepared, addressed, *, javascript):
    """Choose speaker and addressee, paste ten lines, and save all rows that the preview has selected."""
    page = window.page
    window.open(prepared["capture"])
    page.check(f"input[name=pair][value*='{prepared['speaker']}'][value$='{addressed}']")
    text = "\n".join(f"• {line}" for line in CONTRIBUTIONS[addressed])
    if javascript:
        paste(page, text)
    else:
        page.fill("#words", text)
        page.click("#capture .btn-primary")
    page.wait_for_selector("#pasted")
    page.wait_for_load_state()  # all its rows
    assert page.locator("#pasted input[name=add]:checked").count() == 10
    page.click("#pasted .btn-primary")
    page.wait_for_selector("#words")


def group(window, board, addressed):
    """Make one action of all contributions to a role, with its wording."""
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
    """Publish the plan of a board, and wait for the page that follows."""
    page = window.page
    window.open(board.replace("/board/", "/publish/"))
    page.fill("[name=note]", note)
    with page.expect_navigation():
        page.click("form[action$='/publish/'] button[type=submit]")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_contributions_become_a_published_plan(server, installation, chromium, figure, javascript):
    prepared = installation.call(prepare)
    with chromium.window(server.url, javascript=javascript, **NO_WORKER) as work:
        work.sign_in(prepared["email"], PASSWORD)
        for addressed in CONTRIBUTIONS:
            paste_lines(work, prepared, addressed, javascript=javascript)
        board = work.page.locator("a[href$='/board/']").first.get_attribute("href")
        for addressed in CONTRIBUTIONS:
            group(work, board, addressed)
        publish(work, board, "Pirmais plāns")

        read_plan(chromium, server, prepared, javascript=javascript)
        first = server.fetch(f"{prepared['plan']}v1.json").body

        work.open(f"{board}?role=municipalities")
        reword(work, "Dot tukšās telpas bez maksas")
        publish(work, board, "Labots formulējums")
        assert work.complaints == []

    assert server.fetch(f"{prepared['plan']}v1.json").body == first
    newest = json.loads(server.fetch(f"{prepared['plan'].rstrip('/')}.json").body)
    assert [action["wording"] for action in newest["actions"]] == [
        "Prasīt mazāk pārskatu",
        "Dot tukšās telpas bez maksas",
    ]
    assert installation.manage("verify_plans").strip().endswith("agree")
    figure("walk", f"20 lines, 2 actions, 2 versions, javascript={javascript}")


def reword(work, wording):
    """Change the wording of the first action on the board that is open."""
    page = work.page
    page.locator("summary[id^=summary-]").first.click()
    page.locator("a[href*='/reword/']").first.click()
    page.wait_for_selector("textarea[name=wording]")
    page.fill("textarea[name=wording]", wording)
    page.click("form[action*='/reword/'] button[type=submit]")
    page.wait_for_selector(f"#board :text('{wording}')")


def read_plan(chromium, server, prepared, *, javascript):
    """Assert that anybody can read the plan, its first version, the contributions of an action, and the workbook."""
    with chromium.window(server.url, javascript=javascript, width=320) as reader:
        page = reader.page
        for path in (prepared["plan"], f"{prepared['plan']}v1/"):
            assert reader.open(path).status == 200
            text = page.inner_text("main")
            assert [wording in text for wording in WORDINGS.values()] == [True, True]
        page.locator("a[href*='/actions/KUR-PAS-01/']").first.click()
        page.wait_for_selector("h1:text('Dot telpas bez maksas')")
        page.wait_for_load_state()
        origin = page.inner_text("main")
        assert [line in origin for line in CONTRIBUTIONS["municipalities"]] == [True] * 10
        assert reader.complaints == []
    workbook = server.fetch(f"{prepared['plan'].rstrip('/')}.xlsx")
    cells = {
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(workbook.body))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    assert set(WORDINGS.values()) | set(CONTRIBUTIONS["policy_makers"]) <= cells
