"""The map of the five planning regions: outlines from map.json, drawn on the server without JavaScript."""

import json
from pathlib import Path

_MAP = json.loads((Path(__file__).parent / "map.json").read_text(encoding="utf-8"))
VIEW_BOX = _MAP["viewBox"]
LINE = 26  # units of the drawing between the name of a region and the line under it


def drawn(regions, states):
    """Each region with its outline, its label and, where there is a programme, the state of its plan.

    Rīgas reģions comes last: its long name reaches over the border and must lie on top.
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
        "y_below": y + LINE,
    }
