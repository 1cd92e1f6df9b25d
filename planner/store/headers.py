"""Decides which column of a sheet is which field: headers in either wording, units in brackets, titles above them."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planner.months import Month
from planner.store.cells import CellValue, ErrorValue, NeverCalculated
from planner.store.imported import Gathering
from planner.store.sheet_xml import Row, column_letters
from planner.store.texts import shortened
from planner.tables.column import Column
from planner.tables.table import Layout, Table

_LOOK = 50  # rows with cells among which the header is looked for
_A_WORD = 4  # letters from which on a part of a known word suggests it: Mass for Magnet mass
_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*$")
_IGNORED = re.compile(r"[\s_*]+")
_WORD = re.compile(r"[^\W\d_]+|[%°]")
_MEASURES = {"%", "percent", "fraction", "g", "gram", "kg", "mg", "t", "ton", "tonne"} | {
    "hour", "day", "week", "month", "quarter", "year", "thousand"
}  # fmt: skip


@dataclass(slots=True)
class Heading:
    """The header row of a sheet.

    Attributes:
        row: its number.
        columns: the field of a column, by column number.
        months: the month a column is for, by column number; in the table of months only.
        strangers: columns that have a header which is no field.
    """

    row: int
    columns: dict[int, Column] = field(default_factory=dict)
    months: dict[int, Month] = field(default_factory=dict)
    strangers: set[int] = field(default_factory=set)

    def letters(self) -> dict[str, str]:
        """The letters of the column by field."""
        return {one.id: column_letters(number) for number, one in self.columns.items()}


def folded_header(text: str) -> str:
    """A header, setting or sheet title as it is compared: without case, spaces, underscores and a unit in brackets."""
    bare = _BRACKETS.sub("", text)
    return _IGNORED.sub("", bare or text).casefold()


def close_to(text: str, known: Iterable[str]) -> str:
    """``Did you mean 'Price'?``, if a known word is close, or it alone holds the text; else empty."""
    by_folded = {folded_header(one): one for one in known}
    asked = folded_header(shortened(text))
    close = difflib.get_close_matches(asked, list(by_folded), 1, 0.75)
    holding = [one for one in by_folded if asked in one] if len(asked) >= _A_WORD else []
    if not close and len(holding) == 1:
        close = holding
    return f" Did you mean '{by_folded[close[0]]}'?" if close else ""


def find_heading(table: Table[Any], rows: Iterator[Row]) -> tuple[Row | None, Iterator[Row]]:
    """The header row of a table's sheet, and the rows below it.

    It is the row, among the first 50 that are not blank, in which most cells name a field (or a month, where the
    table has a column for each); rows above it are titles.

    Returns:
        The row, None when no cell names a field, in which case all rows follow; and the rows after it.
    """
    first = list(itertools.islice(rows, _LOOK))
    known = _known(table)
    score = [sum(_names_field(value, known, table) for value in cells.values()) for _, cells in first]
    best = max(score, default=0)
    if not best:
        return None, itertools.chain(first, rows)
    place = score.index(best)
    return first[place], itertools.chain(first[place + 1 :], rows)


def read_heading(table: Table[Any], row: Row, sheet: str, gathering: Gathering) -> Heading:
    """Say which column is which field; repeated and unknown headers, and units that differ, become findings."""
    number, cells = row
    known = _known(table)
    heading = Heading(number)
    seen: dict[object, int] = {}
    for column_number, value in sorted(cells.items()):
        if isinstance(value, str) and not value.strip():
            continue
        place = {"table": table.id, "sheet": sheet, "cell": f"{column_letters(column_number)}{number}"}
        column = known.get(folded_header(value)) if isinstance(value, str) else None
        month = _month(value) if table.layout is Layout.MONTHS and column is None else None
        meant = column.id if column else month
        if meant is None:
            heading.strangers.add(column_number)
            _note_stranger(table, value, place, gathering)
        elif meant in seen:
            heading.strangers.add(column_number)
            first = f"{column_letters(seen[meant])}{number}"
            message = f"The header '{_words(value)}' stands in {first} already. Take one of the two columns out."
            gathering.error("repeated_header", message, **place)
        else:
            seen[meant] = column_number
            if column:
                heading.columns[column_number] = column
                _note_unit(column, str(value), place, gathering)
            elif month:
                heading.months[column_number] = month
    return heading


def _known(table: Table[Any]) -> dict[str, Column]:
    return {folded_header(text): one for one in table.columns for text in (one.title, one.id)}


def _names_field(value: CellValue, known: dict[str, Column], table: Table[Any]) -> bool:
    if isinstance(value, str) and folded_header(value) in known:
        return True
    return table.layout is Layout.MONTHS and _month(value) is not None


def _month(value: CellValue) -> Month | None:
    if isinstance(value, date):
        return Month.containing(value)
    if isinstance(value, str):
        try:
            return Month.parse(_BRACKETS.sub("", value))
        except ValueError:
            return None
    return None


def _words(value: CellValue) -> str:
    month = _month(value)
    return str(month) if month else shortened(str(value))


def _note_stranger(table: Table[Any], value: CellValue, place: dict[str, str], gathering: Gathering) -> None:
    if isinstance(value, ErrorValue):
        message = f"The header is the error {value.code}. Enter the name of the column."
        gathering.error("error_value", message, **place)
    elif isinstance(value, NeverCalculated):
        message = (
            "The header is a formula that was never calculated. Open the workbook in Excel, save it, import again."
        )
        gathering.error("formula_without_value", message, **place)
    else:
        message = f"The column '{_words(value)}' is not known in {table.title} and was left alone."
        if table.layout is Layout.MONTHS:
            message += " Months are written as dates or as text such as 2027-01."
        message += close_to(_words(value), [one.title for one in table.columns])
        gathering.warning("unknown_column", message, **place)


def _note_unit(column: Column, header: str, place: dict[str, str], gathering: Gathering) -> None:
    """Warn of a unit that is another measure than ours: weeks where months are meant."""
    found = _BRACKETS.search(header)
    if not found or not column.unit.value:
        return
    strange = (_measures(found[1]) & _MEASURES) - _measures(column.unit.value)
    if strange:
        message = f"The header says '{shortened(found[1])}'; {column.title} is read in {column.unit.value}."
        if "%" in strange or "percent" in strange:
            message += " A cell formatted as percent is read right; 25 for 25 % is not: write 0.25."
        else:
            message += " Check the figures."
        gathering.warning("other_unit", message, field=column.id, **place)


def _measures(unit: str) -> set[str]:
    return {word.casefold().removesuffix("s") for word in _WORD.findall(unit)}
