"""The content of a workbook as plain values, from which workbook.py makes the file."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class RoleName(NamedTuple):
    """A role's name in the form that the cell needs, with the letters that give its colour."""

    text: str
    short: str


Cell = str | int | datetime.date | datetime.datetime | RoleName | None


class Column(NamedTuple):
    """A column of a sheet; `quoted` if it holds what was said or planned, `number` if it holds numbers."""

    heading: str
    width: int
    quoted: bool = False
    number: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with its header in the first row. The first column identifies the row.

    The last `unprinted` columns are for the screen only, so that the others stay readable on paper.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    unprinted: int = 0


@dataclass(frozen=True)
class Block:
    """A small table on the cover; `total` is the index of the row of totals, if there is one."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int | None = None


@dataclass(frozen=True)
class Cover:
    """The first sheet: a title, facts about the file, and small tables."""

    name: str
    title: str
    facts: tuple[tuple[str, Cell], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Book:
    """A workbook; `is_long` if its rows should not all be held in memory."""

    cover: Cover
    sheets: tuple[Sheet, ...]
    language: str
    made_at: datetime.datetime
    is_long: bool = False
