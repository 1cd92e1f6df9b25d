"""Decides what an export of another system is before anything is made of it: rows of cells with addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from planner.store.cells import CellValue, ErrorValue, NeverCalculated, Shown
from planner.store.erp.fold import folded
from planner.store.sheet_xml import Row, column_letters


@dataclass(frozen=True, slots=True)
class Guess:
    """What an export may be.

    Attributes:
        layout: id of the layout.
        header: place of its header row among the source's rows.
        confidence: from 0, not at all, to 1, every column is known.
    """

    layout: str
    header: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Source:
    """An export as it was found.

    Attributes:
        name: name of the file.
        sheet: title of the sheet; of a text file its name.
        sheets: the sheets of a workbook that have cells; none for a text file.
        encoding: of a text file, empty for a workbook.
        separator: between the cells of a text file, empty for a workbook.
        rows: the number of each row that has cells, and its cells by column, both counted from 1 as Excel does.
            Cells of a text file are texts; those of a workbook are what they are.
        guesses: what it may be, the likeliest first; none where no layout fits.
        doubts: other encodings in which a text file could be read, for the user to try.
    """

    name: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    separator: str
    rows: tuple[Row, ...]
    guesses: tuple[Guess, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def layout(self) -> str:
        """Id of the likeliest layout; empty where none fits."""
        return self.guesses[0].layout if self.guesses else ""

    @property
    def confidence(self) -> float:
        return self.guesses[0].confidence if self.guesses else 0.0

    @property
    def header(self) -> int | None:
        """Place of the likeliest header row among the rows."""
        return self.guesses[0].header if self.guesses else None

    def headings(self, header: int) -> Mapping[int, str]:
        """The headers that are not blank, by column."""
        if not 0 <= header < len(self.rows):
            return {}
        shown = {column: text_of(value).strip() for column, value in self.rows[header][1].items()}
        return {column: text for column, text in sorted(shown.items()) if text}

    def signature(self, header: int) -> str:
        """What tells an export that looks the same next month: a hash of its headers and the columns they stand in."""
        told = "\n".join(f"{column} {folded(text)}" for column, text in self.headings(header).items())
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()

    def text(self, place: int, column: int) -> str:
        """A cell as the preview shows it; ``place`` counts the rows that have cells, from 0."""
        return text_of(self.rows[place][1].get(column))


def text_of(value: CellValue) -> str:
    """A cell as people read it, numbers with a decimal point, dates as ISO."""
    match value:
        case None | NeverCalculated():
            shown = ""
        case str():
            shown = value
        case ErrorValue():
            shown = value.code
        case Shown():
            shown = f"{100 * value.number:.10g} %" if value.percent else _number(value.number, value.digits)
        case datetime():
            shown = value.date().isoformat()
        case date():
            shown = value.isoformat()
        case int() | float():
            shown = _number(value)
        case _:
            shown = str(value)
    return shown


def address(number: int, column: int) -> str:
    """``B17`` for column 2 of row 17."""
    return f"{column_letters(column)}{number}"


def _number(value: float, digits: int = 1) -> str:
    whole = not isinstance(value, bool) and abs(value) < 1e15 and value == int(value)
    return f"{int(value):0{digits}d}" if whole else str(value)
