"""Decides how two cases differ: cell by cell, row by row, each row found again by what names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from planner.months import Month
from planner.tables.case import Case
from planner.tables.column import Column, Kind, RawRow, Value
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout, Table, folded

_NAMED_BY = {
    "stock": ("item", "origin", "feed_origin", "location"),
    "open_orders": ("order_number", "supplier", "item"),
    "events": ("scenario", "effect", "supplier", "country", "item", "element", "end_use", "product", "from_month"),
    "limits": ("limit", "supplier", "country", "item", "product", "from_month", "to_month"),
    "offers": ("offer", "supplier", "item"),
}
"""What names a row of a table without a key of its own; rows named alike are paired in their order."""


class How(Enum):
    """How a row differs."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class InputChange:
    """A figure that differs, or a row that only one case has.

    Attributes:
        table, table_title: id and title of the table.
        row: the row in words, by what names it; empty for the settings.
        kind: whether it is changed, added or removed.
        column, column_title: of the figure, the title with its unit; empty for a row that is added or removed.
        old, new: the values, defaults filled in; None where a value is blank or the row is not there.
    """

    table: str
    table_title: str
    row: str
    kind: How
    column: str
    column_title: str
    old: Value
    new: Value


def compare_inputs(old: Case, new: Case) -> tuple[InputChange, ...]:
    """What differs between two cases, in the order of the tables and of the old case's rows, then of the new one's.

    A blank cell and one that holds the default are the same; so are names that differ in upper and lower case, and
    rows in another order.
    """
    found: list[InputChange] = []
    for table in INPUTS:
        found += _Tables(table, old.rows(table.id), new.rows(table.id)).changes()
    return tuple(found)


class _Tables:
    """The rows of one table in both cases."""

    def __init__(self, table: Table[Any], old: Sequence[RawRow], new: Sequence[RawRow]) -> None:
        self.table = table
        named = _NAMED_BY.get(table.id) or tuple(one.id for one in table.keys)
        self.named = [table.position(column) for column in named]
        self.old = self._by_name(old)
        self.new = self._by_name(new)

    def changes(self) -> Iterator[InputChange]:
        for key, row in self.old.items():
            other = self.new.get(key)
            if other is None:
                yield self._row(How.REMOVED, row)
            else:
                yield from self._cells(row, other)
        for key, row in self.new.items():
            if key not in self.old:
                yield self._row(How.ADDED, row)

    def _by_name(self, rows: Sequence[RawRow]) -> dict[tuple[Value, ...], RawRow]:
        """Rows by what names them, and by how many of that name came before."""
        seen: dict[tuple[Value, ...], int] = defaultdict(int)
        found: dict[tuple[Value, ...], RawRow] = {}
        for row in rows:
            key = tuple(_compared(self.table.columns[at], row[at]) for at in self.named)
            found[*key, seen[key]] = row
            seen[key] += 1
        return found

    def _cells(self, row: RawRow, other: RawRow) -> Iterator[InputChange]:
        for column, before, after in zip(self.table.columns, row, other, strict=True):
            if _compared(column, before) != _compared(column, after):
                yield InputChange(
                    self.table.id,
                    self.table.title,
                    self._words(row),
                    How.CHANGED,
                    column.id,
                    column.title if column.unit.value == column.title.lower() else column.header,
                    _filled(column, before),
                    _filled(column, after),
                )

    def _row(self, kind: How, row: RawRow) -> InputChange:
        return InputChange(self.table.id, self.table.title, self._words(row), kind, "", "", None, None)

    def _words(self, row: RawRow) -> str:
        if self.table.layout is Layout.SETTINGS:
            return ""
        return ", ".join(said for at in self.named if (said := _said(row[at])))


def _filled(column: Column, value: Value) -> Value:
    return column.default if value is None else value


def _compared(column: Column, value: Value) -> Value:
    filled = _filled(column, value)
    if column.kind in (Kind.NAME, Kind.CHOICE):
        return folded(filled)
    if isinstance(filled, tuple):
        return tuple(sorted(str(folded(each)) for each in filled))
    return filled


def _said(value: Value) -> str:
    if isinstance(value, Month):
        return value.words()
    if isinstance(value, tuple):
        return " or ".join(value)
    return "" if value is None else str(value)
