"""The attendance list in a browser: a file, a correction, a removal and its undo."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.browser]

ROWS = (
    "Dalībnieku saraksts",
    "Vārds*;E-pasts*;Ko pārstāv;Piezīmes",
    "Anna Bērza;anna@example.org;pašvaldība;x",
    "Jānis Kalns;;sociālais uzņēmējs;",
)


def add_the_list(page):
    data = "\r\n".join(ROWS).encode("cp1257")
    page.set_input_files("#id_file", {"name": "a.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Add the list").click()


def test_attendance_is_read_corrected_and_restored(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        page = window.page
        window.open(f"/en/desk/thinktanks/{live_think_tank.pk}/attendance/")
        rows = page.locator(".table-box tbody tr")
        add_the_list(page)
        expect(page.locator("#status")).to_contain_text("Added to the list: 2")
        expect(page.locator("#alert")).to_contain_text("Columns that were not read: Piezīmes")
        expect(rows.first).to_contain_text("municipalities")

        with page.expect_navigation():  # the list has a field of this name too
            page.get_by_role("link", name="Correct Anna Bērza").click()
        page.fill("#id_name", "Anna Bērziņa")
        page.get_by_role("button", name="Save").click()
        expect(rows.first).to_contain_text("Anna Bērziņa")

        page.get_by_role("button", name="Remove Anna Bērziņa").click()
        expect(rows).to_have_count(1)
        page.locator("#status").get_by_role("button", name="Undo").click()
        expect(rows).to_have_count(2)
        expect(rows.first).to_contain_text("anna@example.org")
        assert window.complaints == []


def test_attendance_fits_a_phone_with_a_heading_above_each_cell(
    chromium, shared_server, live_think_tank
):
    with chromium.window(shared_server.url, width=320) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        page = window.page
        window.open(f"/en/desk/thinktanks/{live_think_tank.pk}/attendance/")
        add_the_list(page)
        anna = page.locator(".table-box tbody tr").first
        expect(anna).to_contain_text("anna@example.org")

        hidden = page.locator(".table-box").evaluate("box => box.scrollWidth - box.clientWidth")
        headings = anna.locator("td[data-label]").evaluate_all(
            "cells => cells.filter((cell) => cell.checkVisibility())"
            ".map((cell) => getComputedStyle(cell, '::before').content)"
        )

        assert hidden == 0
        assert headings == ['"Registered, came"', '"E-mail address"', '"Role"']
        assert window.complaints == []


def test_attendance_prints_as_a_list_to_sign_without_addresses(
    chromium, shared_server, live_think_tank
):
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        page = window.page
        window.open(f"/en/desk/thinktanks/{live_think_tank.pk}/attendance/")
        add_the_list(page)
        page.emulate_media(media="print")

        headings = page.locator(".table-box th[scope=col]:visible")
        expect(headings).to_have_text(["Name", "Role", "Organisation", "Municipality", "Signature"])
        expect(
            page.locator("main form:visible, main .counts:visible, main .facts:visible")
        ).to_have_count(0)
        expect(page.get_by_text("anna@example.org")).to_be_hidden()
