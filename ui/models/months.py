"""Decides how a table with a row per month shows as a grid: one row per product, one section per month."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject

from planner.months import Month
from planner.tables.column import Column, RawRow, Value
from planner.tables.edits import DeleteRows, Edit, InsertRows, SetCells, Several
from planner.tables.finding import Finding
from planner.tables.table import Table, folded
from ui.models.cells import CellsModel, Heading
from ui.models.change import WHOLE, RowsChange
from ui.models.display import Display
from ui.models.ordered import Index

PRODUCT, MONTH, QUANTITY = range(3)


class MonthsModel(CellsModel):
    """The long form (product, month, quantity) turned on its side; its months are the horizon's and any others named.

    A blank month has no row of its own. Where a product names a month twice, the first row is shown; the second is a
    finding.
    """

    def __init__(
        self, table: Table[Any], display: Display, *, editable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(table, display, editable=editable, parent=parent)
        self.frozen = 1
        self._rows: Sequence[RawRow] = ()
        self._horizon: tuple[Month, ...] = ()
        self._months: tuple[Month, ...] = ()
        self._names: list[Value] = []
        self._cells: list[dict[Month | None, int]] = []
        self._findings: Mapping[int, Sequence[Finding]] = {}

    def set_horizon(self, months: Sequence[Month]) -> None:
        """Always show these months, with or without rows."""
        if tuple(months) != self._horizon:
            self._horizon = tuple(months)
            self._rebuild()

    def records(self) -> int:
        return len(self._names)

    def column_of(self, record: int, section: int) -> Column:
        return self.table.columns[PRODUCT if section == 0 else QUANTITY]

    def value_of(self, record: int, section: int) -> Value:
        if section == 0:
            return self._names[record]
        row = self._cells[record].get(self._months[section - 1])
        return None if row is None else self._rows[row][QUANTITY]

    def findings_of(self, record: int, section: int) -> Sequence[Finding]:
        if not self._findings:
            return ()
        if section:
            row = self._cells[record].get(self._months[section - 1])
            return self._findings.get(-1 if row is None else row, ())
        named = (self.table.columns[PRODUCT].id, None)
        rows = self._cells[record].values()
        return [one for row in rows for one in self._findings.get(row, ()) if one.field in named][:1]

    def heading(self, section: int) -> Heading:
        if section == 0:
            column = self.table.columns[PRODUCT]
            return Heading(column.title, "", column.meaning, column.required)
        month, column = self._months[section - 1], self.table.columns[QUANTITY]
        if self._horizon and month not in self._horizon:
            return Heading(
                month.words(), "not planned", f"{month.words()} lies outside the months of the plan: ignored."
            )
        return Heading(month.words(), self.display.unit(column), column.meaning, column.required)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is immutable
        return 0 if parent.isValid() else 1 + len(self._months)

    def place_of(self, row: int) -> tuple[int, int] | None:
        """The record and section that show a row of the table; None for a row hidden behind another."""
        if not 0 <= row < len(self._rows):
            return None
        name, month = self._rows[row][PRODUCT], self._rows[row][MONTH]
        for record, cells in enumerate(self._cells):
            if folded(self._names[record]) == folded(name):
                for one, place in cells.items():
                    if one == month:
                        shown = one in self._months and place == row
                        return record, self._months.index(one) + 1 if shown and isinstance(one, Month) else 0
        return None

    def edit_of(self, cells: Iterable[tuple[int, int, Value]]) -> Edit | None:
        changed: list[tuple[int, str, Value]] = []
        gone: list[int] = []
        new: list[RawRow] = []
        name_id, _, quantity_id = (one.id for one in self.table.columns)
        begun: dict[int, dict[int, Value]] = {}
        for row, section, value in cells:
            record = self.record(row)
            if record is None:
                begun.setdefault(row, {})[section] = value
            elif section == 0:
                changed += [(at, name_id, value) for at in self._rows_of(record) if self._rows[at][PRODUCT] != value]
            elif (at_row := self._cells[record].get(self._months[section - 1])) is None:
                new += [] if value is None else [(self._names[record], self._months[section - 1], value)]
            elif value is None:
                gone.append(at_row)
            elif self._rows[at_row][QUANTITY] != value:
                changed.append((at_row, quantity_id, value))
        for values in begun.values():
            new += self._new_rows(values)
        first = len(self._rows) - len(gone)
        edits: list[Edit] = [SetCells(self.table.id, tuple(changed))] if changed else []
        edits += [DeleteRows(self.table.id, tuple(gone))] if gone else []
        edits += [InsertRows(self.table.id, tuple(enumerate(new, start=first)))] if new else []
        return None if not edits else edits[0] if len(edits) == 1 else Several(tuple(edits))

    def rows_of(self, records: Sequence[int]) -> list[int]:
        """The rows of the table that make up these records, rising."""
        return sorted(row for record in records for row in self._rows_of(record))

    def copies_of(self, records: Sequence[int]) -> list[tuple[int, RawRow]]:
        """Rows for a copy of each of these records under a name not yet used, each with its index at the end."""
        taken = {folded(name) for name in self._names}
        copies: list[RawRow] = []
        for record in records:
            names = (f"{self._names[record]} (copy{f' {number}' if number else ''})" for number in itertools.count())
            name = next(one for one in names if folded(one) not in taken)
            taken.add(folded(name))
            copies += [(name, *self._rows[row][MONTH:]) for row in self._rows_of(record)]
        return list(enumerate(copies, start=len(self._rows)))

    def take(self, rows: Sequence[RawRow], change: RowsChange = WHOLE) -> None:
        before, self._rows = self._rows, rows
        same = len(before) == len(rows) and not (change.whole or change.inserted or change.deleted)
        if not same or any(before[row][:QUANTITY] != rows[row][:QUANTITY] for row in change.changed):
            self._rebuild()
            return
        self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(self._order) - 1), self.columnCount() - 1))

    def take_findings(self, by_row: Mapping[int, Sequence[Finding]]) -> None:
        self._findings = by_row
        self._cell_findings_changed()

    def _rows_of(self, record: int) -> list[int]:
        name = folded(self._names[record])
        return [at for at, row in enumerate(self._rows) if folded(row[PRODUCT]) == name]

    def _new_rows(self, values: Mapping[int, Value]) -> list[RawRow]:
        name = values.get(0)
        quantities = [
            (self._months[section - 1], value) for section, value in values.items() if section and value is not None
        ]
        if not quantities and name is not None and self._months:
            return [(name, self._months[0], None)]  # the product is named, its months are still to come
        return [(name, month, value) for month, value in quantities]

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._findings = {}
        self._names, self._cells = [], []
        places: dict[Value, int] = {}
        named: set[Month] = set()
        for at, (name, month, _) in enumerate(self._rows):
            key = folded(name)
            if (record := places.get(key)) is None:
                record = places[key] = len(self._names)
                self._names.append(name)
                self._cells.append({})
            when = month if isinstance(month, Month) else None
            self._cells[record].setdefault(when, at)
            if when is not None:
                named.add(when)
        self._months = tuple(sorted(named | set(self._horizon)))
        self._order = self._arranged()
        self.endResetModel()
