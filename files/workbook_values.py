"""What a workbook holds, as plain values; workbook.py makes the file of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class OfRole(NamedTuple):
    """A role's name in the form the cell needs, with the letters that give its colour."""

    words: str
    short: str


Cell = str | int | datetime.date | datetime.datetime | OfRole | None


class Column(NamedTuple):
    """A column of a sheet; `quoted` where it holds people's or the plan's own words, `number` where it counts."""

    heading: str
    width: int
    quoted: bool = False
    number: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with its header in the first row. The first column names what a row is about.

    The last `unprinted` columns are for the screen only, so that the others stay readable on paper.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    unprinted: int = 0


@dataclass(frozen=True)
class Block:
    """A small table on the cover; `total` is the place of the row that adds up, if there is one."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int | None = None


@dataclass(frozen=True)
class Cover:
    """The first sheet: a title, what the file is, and its numbers."""

    name: str
    title: str
    facts: tuple[tuple[str, Cell], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Book:
    """A workbook; `is_long` where its rows should not all be held in memory."""

    cover: Cover
    sheets: tuple[Sheet, ...]
    language: str
    made_at: datetime.datetime
    is_long: bool = False
