"""The slide and the table sheets on the screen and on paper: nothing runs over the edge, nothing is cut."""

import re

import pytest

from tests.support.browsers.browser_users import session_cookie
from tests.support.factories import make_facilitator, make_programme, make_think_tank, role
from thinktanks.models import Programme, ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

WIDEST_CODE = "WMWMWMWMWM"
LONGEST_NAME = ("Reģionālās sociālās uzņēmējdarbības domnīcas " * 3)[:120]
LONGEST_TOWN = ("Pelči pie Kuldīgas " * 5)[:80]
NOTE = "Domnīcas notiek aktivitāšu cikla „Attīstām kopā!” ietvaros, ko finansē Eiropas Sociālais fonds. "
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")
# What of the slide is over its edge, or over what is below it.
MISPLACED = """
() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const slide = box(".slide"), foot = box(".slide-foot");
  const parts = [".slide-words", ".slide .qr", ".slide-code text", ".slide-foot .note"];
  const isOver = { left: (part) => box(part).left < 0, right: (part) => box(part).right > innerWidth + 1 };
  const sides = Object.keys(isOver).flatMap((side) => parts.filter(isOver[side]).map((part) => `${part} ${side}`));
  const pairs = [[".slide-words", ".slide-code"], [".slide .qr", ".slide-code"], [".slide-code", ".slide-foot"]];
  const overlaps = pairs.filter(([above, below]) => box(above).bottom > box(below).top + 1);
  const isCut = box(".slide-foot .note").bottom > Math.min(slide.bottom, foot.bottom) + 1;
  return [...sides, ...overlaps.map(String), ...(isCut ? ["note is cut"] : [])];
}
"""
FITS_THE_SCREEN = "document.documentElement.scrollHeight <= innerHeight"


def make_widest():
    """Make a think tank with the longest names and the widest code; return its id and the cookie of a facilitator."""
    names = {"name_lv": LONGEST_NAME, "name_en": LONGEST_NAME}
    programme = make_programme(**names, cofunding_mark="eu")
    think_tank = make_think_tank(
        programme=programme, town=LONGEST_TOWN, tables=[None, role(), role()]
    )
    ThinkTank.objects.filter(pk=think_tank.pk).update(join_code=WIDEST_CODE)
    return [think_tank.pk, session_cookie(make_facilitator(think_tank))]


def set_note(pk, length):
    """Give the programme of a think tank a note of the funder."""
    note = (NOTE * 30)[:length]
    Programme.objects.filter(think_tanks=pk).update(funder_lv=note, funder_en=note)


def pages_of(pdf):
    return len(PAGE_OF_PDF.findall(pdf))


@pytest.fixture(scope="module")
def widest(shared_server):
    return shared_server.installation.call(make_widest)


@pytest.fixture
def open_page(chromium, shared_server, widest):
    """Opens the slide or the sheets with a note of this many characters, and returns the page."""
    pk, cookie = widest
    with chromium.window(shared_server.url) as window:
        window.use_cookie(cookie)

        def open_page(name, length, width=1280, height=720):
            shared_server.installation.call(set_note, pk=pk, length=length)
            window.page.set_viewport_size({"width": width, "height": height})
            window.open(f"/desk/thinktanks/{pk}/{name}/")
            return window.page

        yield open_page


@pytest.mark.parametrize("length", [526, 2000])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1280, 800), (1920, 1080), (1024, 768)])
def test_slide_fits_the_screen_with_the_widest_code(open_page, width, height, length):
    page = open_page("slide", length, width, height)

    assert page.evaluate(MISPLACED) == []
    assert page.evaluate(FITS_THE_SCREEN)


def test_slide_fits_the_width_of_a_phone(open_page):
    page = open_page("slide", 2000, 320, 640)

    assert page.evaluate(MISPLACED) == []


@pytest.mark.parametrize("length", [526, 2000])
def test_slide_is_printed_on_one_page(open_page, length):
    page = open_page("slide", length)

    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("length", [0, 2000])
def test_each_table_sheet_is_printed_on_one_page(open_page, length):
    page = open_page("sheets", length)

    sheets = page.locator(".table-sheet").count()
    assert (sheets, pages_of(page.pdf(prefer_css_page_size=True))) == (3, 3)
