"""The map of the five planning regions, drawn on the server from the outlines in map.json."""

import json
import textwrap
from pathlib import Path

_MAP = json.loads((Path(__file__).parent / "map.json").read_text(encoding="utf-8"))
VIEW_BOX = _MAP["viewBox"]
LINE_HEIGHT = 26  # units of the drawing, from a region's name to the line below it
NAME_LINE_HEIGHT = 20  # and from there to each line of a programme's name
NAME_WIDTH = 22  # characters of a programme's name that a region has room for


def map_regions(regions, states_of):
    """Return each region with its outline, its label and the state of its newest plan (None without a programme).

    `states_of` are the states of each region's plans by its id, the newest first. If regional plans of several
    programmes are published, the label names the one that the plan is of. Rīgas reģions is last, so that its long name
    is drawn over the border.
    """
    states = [state for of_region in states_of.values() for state in of_region if state.version]
    several = len({state.plan.programme_id for state in states}) > 1
    in_order = sorted(regions, key=lambda region: region.code == "riga")
    return [
        _drawn(region, next(iter(states_of.get(region.pk, ())), None), several)
        for region in in_order
    ]


def _drawn(region, state, several):
    shape = _MAP["regions"][region.code]
    x, y = shape["label"]
    named = several and state and state.version
    return {
        "region": region,
        "state": state,
        "programme": state.plan.programme.name if named else "",
        "area": shape["area"],
        "inner": shape["inner"],
        "x": x,
        "y": y,
        "y_below": y + LINE_HEIGHT,
        "programme_lines": _lines(state.plan.programme.name, y + LINE_HEIGHT) if named else (),
    }


def _lines(name, y):
    """Return at most three lines of a name, each with its height in the drawing; the title of the shape has all of it."""
    lines = textwrap.wrap(name, NAME_WIDTH, max_lines=3, placeholder=" …")
    return [(y + NAME_LINE_HEIGHT * number, line) for number, line in enumerate(lines, start=1)]
