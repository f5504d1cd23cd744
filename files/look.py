"""How cells of a workbook look: colours, fonts, and how high a row must be."""

import math

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from language.latvian import is_latvian

INK, QUIET, PAPER, LINE, ACCENT = "#1A2321", "#434F4B", "#E3E9E3", "#D0D8D2", "#0B5468"
# Colour and tint of each role, as in static/css/tokens.css.
ROLE_COLOURS = {
    "POL": ("#343B8A", "#E9EAF5"),
    "PAS": ("#1A725D", "#E1F0EA"),
    "ATB": ("#7A5800", "#F5EBD3"),
    "SOC": ("#661B3C", "#F4E5EB"),
}
# Fonts that every office has: one for what the portal itself writes, one for what was said or planned.
PORTAL_FONT = {"font_name": "Calibri", "font_size": 11, "font_color": INK}
SPOKEN_FONT = {"font_name": "Georgia", "font_size": 10.5, "font_color": INK}
BODY = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": LINE}
WIDE = {"valign": "top", "text_wrap": True, "align": "left"}
RIGHT = {"align": "right", "indent": 1}
HEAD = {"bold": True, "bg_color": PAPER, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
TOTAL = BODY | {"bold": True}
TITLE, SUBTITLE = SPOKEN_FONT | {"font_size": 20}, {"bold": True, "font_size": 13}

LINE_HEIGHT, LINE_PER_SIZE, HIGHEST, SPARE_WIDTH = 18, 1.36, 409, 2
# A text shorter than this part of its column's width fits on one line in every font.
ALWAYS_FITS = 0.7
DATE_LV, DATE_EN = "dd.mm.yyyy\\.", "d mmmm yyyy"


class CellFormats:
    """The formats of a column: for texts, dangerous texts, numbers, dates and roles."""

    def __init__(self, target: Workbook, properties: dict):
        self._target, self._properties = target, properties
        self._roles: dict[str, CellFormats] = {}
        self.text = self._format()
        self.formula = self._format(quote_prefix=True)
        self.number = self._format(**RIGHT)
        self.date = self._format(num_format=DATE_LV if is_latvian() else DATE_EN, align="left")
        self._size = (PORTAL_FONT | properties)["font_size"]
        serif = properties.get("font_name") == SPOKEN_FONT["font_name"]
        self._characters_per_width = (1 if serif else 1.1) * PORTAL_FONT["font_size"] / self._size

    def _format(self, **more) -> Format:
        return self._target.add_format(PORTAL_FONT | self._properties | more)

    def height(self, text: str, width: int) -> float:
        """Return how high a cell of this width must be for this text, with a little to spare."""
        per_line = width * self._characters_per_width - SPARE_WIDTH
        if len(text) <= per_line and "\n" not in text:
            lines = 1
        else:
            lines = sum(math.ceil((len(part) or 1) / per_line) for part in text.split("\n"))
        return lines * self._size * LINE_PER_SIZE + 2

    def of_role(self, short: str) -> "CellFormats":
        """Return the same formats in the colours of a role."""
        if short not in self._roles:
            colour, tint = ROLE_COLOURS[short]
            properties = self._properties | {"font_color": colour, "bg_color": tint}
            self._roles[short] = CellFormats(self._target, properties)
        return self._roles[short]
