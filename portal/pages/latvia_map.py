"""The map of the five planning regions, drawn on the server from the outlines in map.json."""

import json
from pathlib import Path

_MAP = json.loads((Path(__file__).parent / "map.json").read_text(encoding="utf-8"))
VIEW_BOX = _MAP["viewBox"]
LINE_HEIGHT = 26  # units of the drawing, from a region's name to the line below it


def map_regions(regions, states):
    """Return each region with its outline, its label and the state of its plan (None without a programme).

    Rīgas reģions is last, so that its long name is drawn over the border.
    """
    state_of = {state.plan.region_id: state for state in states}
    in_order = sorted(regions, key=lambda region: region.code == "riga")
    return [
        {"region": region, "state": state_of.get(region.pk), **_shape(region.code)}
        for region in in_order
    ]


def _shape(code):
    shape = _MAP["regions"][code]
    x, y = shape["label"]
    return {
        "area": shape["area"],
        "inner": shape["inner"],
        "x": x,
        "y": y,
        "y_below": y + LINE_HEIGHT,
    }
