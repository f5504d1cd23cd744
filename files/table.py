"""A table as texts, whatever kind of file it was in."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from files.gate import MAX_CELL, MAX_CHARACTERS, MAX_COLUMNS, MAX_LINES, FileRefusedError
from language.characters import normalize, without_invisible


@dataclass(frozen=True)
class Table:
    """A sheet with the rows that contain text, by their number in a spreadsheet; `name` is empty for a .csv.

    Each row has MAX_COLUMNS texts, each on one line. `is_cut` if there was text in further columns, `is_hidden` if a
    spreadsheet does not show the sheet.
    """

    name: str
    rows: dict[int, list[str]]
    is_cut: bool
    is_hidden: bool = False


@dataclass
class Rest:
    """How much text the tables of a file may still have."""

    rows: int = MAX_LINES
    characters: int = MAX_CHARACTERS

    def take_row(self, texts: list[tuple[int, str]]) -> None:
        """Count a row with text; `texts` are the cells that have any, with their columns."""
        self.rows -= 1
        self.characters -= sum(len(text) for _column, text in texts)
        if self.rows < 0:
            raise FileRefusedError("too_many_rows")
        self._refuse_too_long()

    def take_copy(self, text: str) -> None:
        """Count a text that is copied to another cell: as JSON each copy has its full length."""
        self.characters -= len(text)
        self._refuse_too_long()

    def _refuse_too_long(self) -> None:
        if self.characters < 0:
            raise FileRefusedError("too_large_unpacked")


def table_of(
    name: str, rows: Iterable[tuple[int, Iterable[tuple[int, object]]]], rest: Rest
) -> Table:
    """Return a table of the rows with text; each row comes with its number, each cell with that of its column.

    Raises FileRefusedError: too_many_rows, too_large_unpacked.
    """
    filled: dict[int, list[str]] = {}
    is_cut = False
    for number, cells in rows:
        texts = [(column, text) for column, value in cells if (text := _text_of(value))]
        if not texts:
            continue
        rest.take_row(texts)
        row = filled.setdefault(number, [""] * MAX_COLUMNS)
        for column, text in texts:
            if column <= MAX_COLUMNS:
                row[column - 1] = text
            else:
                is_cut = True
    return Table(name, filled, is_cut)


def column_letters(position: int) -> str:
    """Return the letters by which a spreadsheet names a column; the first has position 0."""
    return xl_col_to_name(position)


def _text_of(cell: object) -> str:
    """Return the cell as text in NFC, with single blanks and without what cannot be seen."""
    if cell is None:
        return ""
    return " ".join(normalize("NFC", without_invisible(str(cell)[:MAX_CELL])).split())
