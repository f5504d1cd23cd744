"""What the style sheets and templates promise: contrast, icons that exist, nothing inline."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PORTAL_CSS = (ROOT / "static/portal.css").read_text()
SHEETS = {name: (ROOT / "static" / name).read_text() for name in ("portal.css", "work.css")}
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text()
    for path in (ROOT / "templates").rglob("*.html")
}
SPRITE = set(re.findall(r'<symbol id="i-([\w-]+)"', TEMPLATES["_icons.html"]))

GROUNDS = ["paper", "paper-2", "paper-3"]
TEXTS = ["ink", "ink-2", "ink-3", "accent", "stop"]
ROLES = ["role-pol", "role-pas", "role-atb", "role-soc"]
TEXT_PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]
TEXT_PAIRS += [(role, ground) for role in ROLES for ground in (*GROUNDS, f"{role}-tint")]
TEXT_PAIRS += [
    ("on-accent", "accent"),
    ("on-same", "same"),
    ("ink", "ins"),
    ("ink", "del"),
    ("ink", "stop-tint"),
]
TEXT_PAIRS += [("ink", "accent-tint"), ("stop", "stop-tint"), ("paper", "ink")]
PART_PAIRS = [(part, ground) for part in ("edge", "focus") for ground in GROUNDS]


def tokens(selector):
    """Colours of the first block that begins with this selector."""
    block = PORTAL_CSS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))


LIGHT = tokens("\n:root")
DARK = LIGHT | tokens(':root[data-bs-theme="dark"]')


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_in_wcag():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_contrast_enough(mode):
    weak = [pair for pair in TEXT_PAIRS if contrast(mode[pair[0]], mode[pair[1]]) < 4.5]

    assert len(mode) > 25
    assert weak == []


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
def test_parts_of_the_interface_have_contrast_enough(mode):
    weak = [pair for pair in PART_PAIRS if contrast(mode[pair[0]], mode[pair[1]]) < 3]

    assert weak == []


def test_dark_by_the_system_and_dark_by_choice_are_the_same():
    by_system = tokens(':root:not([data-bs-theme="light"])')

    assert by_system
    assert by_system == tokens(':root[data-bs-theme="dark"]')


@pytest.mark.parametrize("name", SHEETS)
def test_style_sheet_uses_only_tokens_that_exist(name):
    defined = set(re.findall(r"(--[\w-]+)\s*:", PORTAL_CSS + SHEETS[name]))

    used = set(re.findall(r"var\((--[\w-]+)", SHEETS[name]))

    assert used
    assert used - defined == set()


@pytest.mark.parametrize("name", SHEETS)
def test_style_sheet_loads_nothing_from_elsewhere(name):
    addresses = re.findall(r'url\("?([^")]+)', SHEETS[name])

    foreign = [a for a in addresses if not a.startswith(("fonts/", "data:image/svg+xml", "#"))]

    assert foreign == []
    assert "@import" not in SHEETS[name]


def test_every_icon_in_a_template_is_in_the_sprite():
    used = {
        icon
        for text in TEMPLATES.values()
        for icon in re.findall(r"""{% icon ["']([\w-]+)["']""", text)
    }
    used |= {
        icon for text in TEMPLATES.values() for icon in re.findall(r'href="#i-([\w-]+)"', text)
    }

    assert used
    assert used - SPRITE == set()


def test_every_icon_of_the_sprite_is_on_the_page_of_components():
    shown = set(re.findall(r'{% (?:icon|state_mark) "([\w-]+)"', TEMPLATES["design.html"]))
    shown = {name.replace("_", "-") for name in shown} | {"pol", "pas", "atb", "soc", "non"}

    assert SPRITE - shown == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_no_inline_style_or_script(name):
    text = TEMPLATES[name]

    found = re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:", text)

    assert found == []
