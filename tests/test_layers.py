"""Templates link downward only, and the log's words are explained."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = ("stakeholders", "thinktanks", "actionplans", "portal")


def test_templates_include_and_extend_only_what_lies_below():
    upward = []
    for page in (ROOT / "templates").rglob("*.html"):
        app = page.relative_to(ROOT / "templates").parts[0]
        if app not in LAYERS:
            continue
        for target in re.findall(r'{% (?:include|extends) "([a-z]+)/', page.read_text()):
            if target in LAYERS and LAYERS.index(target) > LAYERS.index(app):
                upward.append((page.name, target))

    assert upward == []


def test_every_kind_of_event_is_explained():
    kinds = set()
    for source in (ROOT / "actionplans" / "operations").glob("*.py"):
        kinds |= set(
            re.findall(
                r'"((?:plan|contribution|item|actions?|regional_actions|version|text|batch)\.[a-z_]+)"',
                source.read_text(),
            )
        )

    words = (ROOT / "docs" / "domain.md").read_text()
    assert sorted(kind for kind in kinds if f"`{kind}`" not in words) == []
    assert "plan.published" in kinds


def test_no_inline_style_or_script_and_no_unescaped_text():
    found = [
        page.name
        for page in (ROOT / "templates").rglob("*.html")
        if re.search(
            r' style="|<style|<script>|\|safe\b|autoescape off|on(click|change|submit)=',
            page.read_text(),
        )
    ]

    assert found == []
