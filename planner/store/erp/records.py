"""Decides how the rows of an export are read under a mapping: one value for each role, or a finding with its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.store.cells import CellValue, Problem, Shown, converter
from planner.store.erp.draft import Making
from planner.store.erp.fold import folded
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.mapping import Use
from planner.store.erp.months import Order, day_of
from planner.store.erp.numerals import Mark, is_percent, number_of
from planner.store.erp.source import Source, text_of
from planner.store.texts import shortened
from planner.tables.column import Column, Kind, Value
from planner.tables.inputs import table
from planner.units import Unit

Read = Value | date
"""What a cell of an export is read as; a day where a date stands."""

Reader = Callable[[CellValue], Read | Problem]

_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_STARTS = ("*", "Σ")
_STARS = re.compile(r"[*Σ]+")
_TOTAL = re.compile(
    r"(?:(?:grand|sub)?[ -]?total|summe|gesamt(?:summe|ergebnis)?|zwischensumme|ergebnis|result)(?![^\W\d_])"
    r"|合计|合計|小计|小計",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """A row of an export.

    Attributes:
        number: of the row in the file.
        values: what it says, by role; roles it is blank in are missing.
        raw: the cells as they stand, by role.
        is_total: whether it looks like a sum of others.
    """

    number: int
    values: Mapping[str, Read]
    raw: Mapping[str, CellValue]
    is_total: bool

    def name(self, role: str) -> str:
        """The name or text in a role; empty where there is none."""
        value = self.values.get(role)
        return value if isinstance(value, str) else ""

    def amount(self, role: str) -> float | None:
        """The number in a role."""
        value = self.values.get(role)
        return float(value) if isinstance(value, int | float) else None

    def day(self, role: str) -> date | None:
        """The day in a role."""
        value = self.values.get(role)
        return value if isinstance(value, date) else None

    def is_marked(self, role: str) -> bool:
        """Whether a flag is set: any mark but a no."""
        return folded(text_of(self.raw.get(role))) not in ("", "0", "no", "n", "nein", "false", "falsch", "none")


def records_of(
    source: Source, mapping: Mapped, making: Making | None, mark: Mark | None, orders: Mapping[int, Order]
) -> list[Record]:
    """The rows below the header; lines drawn and headers repeated are left out.

    Args:
        source: the export.
        mapping: what its columns are.
        making: takes findings of cells that cannot be read; None keeps quiet about them.
        mark: the decimal mark; None refuses numbers that could be two.
        orders: the order of dates by column; missing refuses dates that could be two.
    """
    uses = [one for one in mapping.uses if one.role]
    readers = [(one, reader(_declared(one, mapping), mark, orders.get(one.column))) for one in uses]
    header = {one.column: one.header for one in mapping.uses}
    level = mapping.column("level")
    made = []
    for number, cells in source.rows[mapping.header + 1 :]:
        if _is_header(cells, header):
            continue
        values: dict[str, Read] = {}
        for use, read in readers:
            value = read(cells.get(use.column))
            if isinstance(value, Problem):
                if making is not None:
                    target = use.targets[0].split(".") if use.targets else ("", None)
                    place = {"table": target[0], "field": target[1], "number": number, "column": use.column}
                    making.error(value.rule, value.message, **place)
            elif value is not None:
                values[use.role] = value
        raw = {one.role: cells[one.column] for one in uses if one.column in cells}
        made.append(Record(number, values, raw, _is_total(cells, level)))
    return made


def reader(column: Column, mark: Mark | None, order: Order | None) -> Reader:
    """The function that reads the cells of a column."""
    if column.numeric:
        return _number(column, mark)
    if column.kind is Kind.MONTH:
        return _day(column, order)
    return _name(column) if column.kind is Kind.NAME else converter(column)


def _declared(use: Use, mapping: Mapped) -> Column:
    """The column a use reads: one of a table of a case, or one by the kind of its role."""
    if mapping.layout.table:
        return table(mapping.layout.table).field(use.role)
    role = next(one for one in mapping.layout.roles() if one.id == use.role)
    return Column(role.id, use.header, role.kind, role.words)


def _number(column: Column, mark: Mark | None) -> Reader:
    plain = converter(column)

    def read(value: CellValue) -> Read | Problem:
        if not isinstance(value, str):
            return plain(value)
        text = value.strip()
        if not text:
            return None
        number = number_of(text, mark)
        if number is None:
            why = f"{column.title} is '{shortened(text)}', which is no number here."
            return Problem("not_a_number", f"{why} Correct it in the export, or choose another decimal mark.")
        return plain(Shown(number, percent=True) if is_percent(text) and column.unit is Unit.PERCENT else number)

    return read


def _day(column: Column, order: Order | None) -> Reader:
    def read(value: CellValue) -> Read | Problem:
        if isinstance(value, date) or value is None:
            return value
        text = text_of(value).strip()
        if not text:
            return None
        day = day_of(text, order)
        if day is None:
            why = f"{column.title} is '{shortened(text)}', which is no date here."
            return Problem("not_a_date", f"{why} Correct it in the export, or choose another order of day and month.")
        return day

    return read


def _name(column: Column) -> Reader:
    plain = converter(column)

    def read(value: CellValue) -> Read | Problem:
        if isinstance(value, str) and _EXPONENT.fullmatch(value.strip()):
            why = f"{column.title} is '{value.strip()}': Excel has shortened a number and lost its last digits."
            return Problem("not_a_name", f"{why} Export it again and do not save it with Excel before.")
        return plain(value)

    return read


def _is_header(cells: Mapping[int, CellValue], header: Mapping[int, str]) -> bool:
    """Whether a row repeats the headers, as lists with pages do."""
    same = 0
    for column, value in cells.items():
        if value.__class__ is str and value.strip() == header.get(column):
            same += 1
    return same >= 2 and 2 * same >= len(header)


def _is_total(cells: Mapping[int, CellValue], level: int | None) -> bool:
    """Whether a row begins as sums in lists do, or is marked with a star; levels may be written in stars too."""
    texts = [text_of(cells[column]).strip() for column in sorted(cells)[:3] if column != level][:2]
    if any(text[:1] in _STARTS and _STARS.fullmatch(text) for text in texts):
        return True
    first = texts[0].strip("*Σ: ") if texts else ""
    return bool(_TOTAL.match(first)) and len(first.split()) <= 3
