"""Style sheets and templates: contrast, icons that exist, nothing inline."""

import re
from pathlib import Path

import pytest

from files.look import ROLE_COLOURS

ROOT = Path(__file__).parent.parent
SHEETS = {path.name: path.read_text() for path in (ROOT / "static/css").glob("*.css")}
TOKENS = SHEETS["tokens.css"]
LAYERS = SHEETS["layers.css"]
OWN_PAGES = set(SHEETS) - {"admin.css", "layers.css"}
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text()
    for path in (ROOT / "templates").rglob("*.html")
}
SPRITE = set(re.findall(r'<symbol id="i-([\w-]+)"', TEMPLATES["_icons.html"]))

GROUNDS = ["paper", "paper-2", "paper-3"]
TEXTS = ["ink", "ink-2", "ink-3", "accent", "stop"]
ROLES = ["pol", "pas", "atb", "soc"]
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

COLOUR = r"#[0-9A-F]{6}"
BOTH = rf"var\(--light, ({COLOUR})\) var\(--dark, ({COLOUR})\)"


def colours(mode):
    """Return the colours of the light (0) or the dark (1) mode by token; those of a role by its short name."""
    found = {name: both[mode] for name, *both in re.findall(rf"--([\w-]+): {BOTH};", TOKENS)}
    found |= dict(re.findall(rf"--([\w-]+): ({COLOUR});", TOKENS))
    for role, *both in re.findall(rf"\.role-(\w+) {{ --r: {BOTH}; --rt: {BOTH};", TOKENS):
        found |= {role: both[mode], f"{role}-tint": both[2 + mode]}
    return found


LIGHT, DARK = colours(0), colours(1)


def luminance(colour):
    """Return the relative luminance of a colour, as in WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour, other):
    """Return the contrast ratio of two colours, as in WCAG 2.2."""
    low, high = sorted((luminance(colour), luminance(other)))
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
    toggles = re.findall(r"\{ (--light: ; --dark: initial; color-scheme: dark;) \}", TOKENS)

    assert len(toggles) == 2
    assert TOKENS.count("--dark: initial") == 2


def test_a_workbook_has_the_colours_of_the_roles():
    assert {role.lower(): look for role, look in ROLE_COLOURS.items()} == {
        role: (LIGHT[role], LIGHT[f"{role}-tint"]) for role in ROLES
    }


@pytest.mark.parametrize("name", sorted(OWN_PAGES))
def test_style_sheet_uses_only_tokens_that_exist(name):
    defined = set(re.findall(r"(--[\w-]+)\s*:", TOKENS + SHEETS[name]))

    used = set(re.findall(r"var\((--[\w-]+)\)", SHEETS[name]))

    assert used
    assert used - defined == set()


@pytest.mark.parametrize("name", sorted(OWN_PAGES))
def test_style_sheet_has_a_layer_in_the_order_of_layers(name):
    order = re.search(r"^@layer ([\w, ]+);$", LAYERS, re.MULTILINE)[1].split(", ")
    layer = name.removesuffix(".css")

    assert layer in order
    assert re.findall(r"^@layer (\w+) {$", SHEETS[name], re.MULTILINE) == [layer]


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_style_sheet_loads_nothing_from_elsewhere(name):
    addresses = re.findall(r'url\("?([^")]+)', SHEETS[name])

    foreign = [
        address
        for address in addresses
        if not address.startswith(("../fonts/", "../vendor/", "data:image/svg+xml", "#"))
    ]

    assert foreign == []
    assert SHEETS[name].count("@import") == (name == "layers.css")


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
    shown = {name.replace("_", "-") for name in shown} | {"pol", "pas", "atb", "soc", "none"}

    assert SPRITE - shown == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_no_inline_style_or_script(name):
    text = TEMPLATES[name]

    found = re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:", text)

    assert found == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_no_line_over_160_characters(name):
    assert [line for line in TEMPLATES[name].splitlines() if len(line) > 160] == []
