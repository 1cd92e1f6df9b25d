"""Decides how the XML of a sheet becomes rows of cells, one pass, holding nothing but the row at hand.

Rows are sparse: a far cell costs no more than a near one, and what a sheet claims about its size is not read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from planner.store.cells import CellValue, ErrorValue, NeverCalculated, Shown
from planner.store.formats import Format
from planner.store.texts import decoded
from planner.store.xml_pass import MAIN, Broken, chunks, guarded_parser

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""The size of an Excel sheet."""

EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
"""Day 0 of a workbook's dates: Windows, and old Macs."""

Row = tuple[int, dict[int, CellValue]]
"""The number of a row and its cells that are not blank, by column; both count from 1."""

_CELL, _VALUE, _FORMULA, _ROW = MAIN + "c", MAIN + "v", MAIN + "f", MAIN + "row"
_TEXT, _PHONETIC = MAIN + "t", MAIN + "rPh"
_COLUMN, _MERGED = MAIN + "col", MAIN + "mergeCell"
_HELD = (_VALUE, _TEXT)
_DIGITS = "0123456789"
_TRUE = ("1", "true")
_SURE_DIGITS = 15
_LEAP = 60  # Excel counts a 29 February 1900 that never was


@dataclass(slots=True)
class SheetPass:
    """One pass over a sheet.

    Attributes:
        strings: the workbook's shared strings.
        formats: by style number as it stands in the file, None where a number is just a number.
        epoch: the day 0 of the workbook's dates.
        hidden_rows: numbers of hidden rows with cells, known when the pass is over.
        hidden_columns: (first, last) of hidden columns, known before the first row.
        merged: (left, top, right, bottom) of merged ranges, known when the pass is over.
    """

    strings: Sequence[str]
    formats: Mapping[str, Format | None]
    epoch: datetime
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    _rows: list[Row] = field(default_factory=list)
    _cells: dict[int, CellValue] = field(default_factory=dict)
    _row: int = 0
    _row_text: str = ""
    _row_hidden: bool = False
    _attributes: dict[str, str] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _column: int = 0
    _columns: dict[str, int] = field(default_factory=dict)
    _reading: bool = False
    _phonetic: bool = False
    _formula: bool = False

    def rows(self, archive: zipfile.ZipFile, part: str) -> Iterator[Row]:
        """The rows that have cells, in order.

        Raises:
            Broken, and what zip and XML raise: the sheet cannot be read to its end.
        """
        parser = guarded_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        for _ in chunks(parser, archive, part):
            done, self._rows = self._rows, []
            yield from done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            self._attributes = attributes
            self._pieces = []
            self._formula = False
        elif name in _HELD:
            self._reading = not self._phonetic
        elif name == _ROW:
            self._start_row(attributes)
        elif name == _FORMULA:
            self._formula = True
        elif name == _PHONETIC:
            self._phonetic = True
        elif name == _COLUMN:
            if attributes.get("hidden") in _TRUE:
                self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == _MERGED and len(self.merged) < MOST_ROWS:
            first, _, last = attributes["ref"].partition(":")
            self.merged.append((*_corner(first), *_corner(last or first)))

    def _data(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        if name in _HELD:
            self._reading = False
        elif name == _CELL:
            self._end_cell()
        elif name == _ROW:
            if self._cells:
                self._rows.append((self._row, self._cells))
                if self._row_hidden:
                    self.hidden_rows.append(self._row)
        elif name == _PHONETIC:
            self._phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= MOST_ROWS:
            raise Broken(f"row {number} after row {self._row}")
        self._row, self._row_text = number, str(number)
        self._row_hidden = attributes.get("hidden") in _TRUE
        self._column = 0
        self._cells = {}

    def _end_cell(self) -> None:
        place = self._attributes.get("r")
        if place is None:
            column = self._column + 1
        else:
            letters = place.rstrip(_DIGITS)
            column = self._columns.get(letters) or self._new_column(letters)
            if place[len(letters) :] != self._row_text:
                raise Broken(f"cell {place} in row {self._row}")
        if column in self._cells or column > MOST_COLUMNS:
            raise Broken(f"cell {place} twice or too far")
        self._column = column
        value = self._value("".join(self._pieces))
        if value is not None:
            self._cells[column] = value

    def _new_column(self, letters: str) -> int:
        column = column_number(letters)
        self._columns[letters] = column
        return column

    def _value(self, text: str) -> CellValue:  # noqa: PLR0911 - one return for each type of cell
        kind = self._attributes.get("t", "n")
        if not text:
            return NeverCalculated() if self._formula and kind not in ("str", "inlineStr") else None
        match kind:
            case "n":
                return self._number(text)
            case "s":
                if text[0] == "-":
                    raise Broken(f"string {text}")
                return self.strings[int(text)]
            case "inlineStr" | "str":
                return decoded(text)
            case "b":
                return text in _TRUE
            case "e":
                return ErrorValue(text)
            case "d":
                return datetime.fromisoformat(text)
        raise Broken(f"cell of type {kind}")

    def _number(self, text: str) -> CellValue:
        if "_" in text:
            raise Broken(f"number {text}")
        number: int | float = int(text) if len(text) <= _SURE_DIGITS and text.isdigit() else float(text)
        shown = self.formats[self._attributes.get("s", "0")]
        if shown is None:
            return number
        if shown.dates:
            return _day(number, self.epoch, shown.durations)
        return Shown(number, shown.digits, shown.percent)


def _day(number: float, epoch: datetime, durations: bool) -> CellValue:
    """The day and time a number is shown as; the number itself where Excel shows #### instead."""
    try:
        if durations:
            return timedelta(days=number)
        if 0 <= number < 1:
            return (datetime.min + timedelta(days=number)).time()
        if number < 0 and epoch == EPOCH_1900:
            return number
        if number < _LEAP and epoch == EPOCH_1900:
            number += 1
        return epoch + timedelta(days=number)
    except (OverflowError, ValueError):
        return number


def column_number(letters: str) -> int:
    """1 for A to 16384 for XFD.

    Raises:
        Broken: no column of a sheet.
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise Broken(f"column {letters}")
        number = 26 * number + ord(letter) - 64
        if number > MOST_COLUMNS:
            raise Broken(f"column {letters}")
    if not number:
        raise Broken("a cell without a column")
    return number


def _corner(place: str) -> tuple[int, int]:
    letters = place.rstrip(_DIGITS)
    return column_number(letters), int(place[len(letters) :])


def column_letters(number: int) -> str:
    """A for 1 to XFD for 16384."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
