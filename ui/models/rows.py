"""Decides how a declared table shows as a grid: one row per row, one section per column."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject

from planner.tables.column import Column, RawRow, Value
from planner.tables.edits import Edit, InsertRows, SetCells, Several
from planner.tables.finding import Finding
from planner.tables.table import Table
from ui.models.cells import CellsModel, Heading
from ui.models.change import WHOLE, RowsChange
from ui.models.display import Display
from ui.models.ordered import Index

_LOOKED_AT = 500
"""Rows whose figures say how many decimals a column has."""
_MANY = 16
"""Rows changed, inserted or deleted at once above which a fresh start is faster than following each."""


class RowsModel(CellsModel):
    """Any declared table, of a case or of a plan."""

    def __init__(
        self, table: Table[Any], display: Display, *, editable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(table, display, editable=editable, parent=parent)
        self._rows: Sequence[RawRow] = ()
        self._places: dict[int, int | None] = {}
        self._findings: Mapping[int, Sequence[Finding]] = {}
        self._computes = hasattr(table.row, "__post_init__")
        self.frozen = len(tuple(itertools.takewhile(lambda one: one.key, table.columns)))

    def records(self) -> int:
        return len(self._rows)

    def column_of(self, record: int, section: int) -> Column:
        return self.table.columns[section]

    def value_of(self, record: int, section: int) -> Value:
        return self._rows[record][section]

    def findings_of(self, record: int, section: int) -> Sequence[Finding]:
        found = self._findings.get(record)
        if not found:
            return ()
        column_id = self.table.columns[section].id
        return tuple(one for one in found if one.field == column_id or (one.field is None and section == 0))

    def heading(self, section: int) -> Heading:
        column = self.table.columns[section]
        return Heading(column.title, self.display.unit(column), column.meaning, column.required and self.editable)

    def blank_of(self, record: int, section: int) -> str:
        column = self.table.columns[section]
        if self._computes and not column.required:
            made: Value = getattr(self.table.typed(self._rows[record]), column.id)
            if made is not None and made != column.default:
                return self.display.cell(column, made, self.places_of(section))
        return super().blank_of(record, section)

    def places_of(self, section: int) -> int | None:
        if section not in self._places:
            figures = (row[section] for row in self._rows[:_LOOKED_AT])
            self._places[section] = self.display.places_among(self.table.columns[section], figures)
        return self._places[section]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is immutable
        return 0 if parent.isValid() else len(self.table.columns)

    def row_at(self, record: int) -> RawRow:
        """A row as it is."""
        return self._rows[record]

    def new_row(self) -> RawRow:
        """A row that holds nothing yet."""
        return self.table.raw()

    def edit_of(self, cells: Iterable[tuple[int, int, Value]]) -> Edit | None:
        columns = self.table.columns
        changed: list[tuple[int, str, Value]] = []
        begun: dict[int, dict[str, Value]] = {}
        for row, section, value in cells:
            record = self.record(row)
            if record is None:
                begun.setdefault(row, {})[columns[section].id] = value
            elif self._rows[record][section] != value:
                changed.append((record, columns[section].id, value))
        edits: list[Edit] = [SetCells(self.table.id, tuple(changed))] if changed else []
        new = [self.table.raw(**begun[row]) for row in sorted(begun) if any(v is not None for v in begun[row].values())]
        if new:
            edits.append(InsertRows(self.table.id, tuple(enumerate(new, start=len(self._rows)))))
        return None if not edits else edits[0] if len(edits) == 1 else Several(tuple(edits))

    def take(self, rows: Sequence[RawRow], change: RowsChange = WHOLE) -> None:
        before, self._places = self._places, {}
        self._follow(rows, change)
        if self._order and any(self.places_of(section) != places for section, places in before.items()):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, self.columnCount() - 1))

    def _follow(self, rows: Sequence[RawRow], change: RowsChange) -> None:
        if change.whole or len(change.inserted) > _MANY or len(change.deleted) > _MANY:
            self._rows = rows
            self._reset()
            return
        if change.deleted:
            self._without(rows, change.deleted)
        elif change.inserted:
            self._with(rows, change.inserted)
        else:
            self._rows = rows
        if len(change.changed) > _MANY and self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, self.columnCount() - 1))
            return
        for record in change.changed:
            if (row := self.row_of(record)) is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def take_findings(self, by_row: Mapping[int, Sequence[Finding]]) -> None:
        self._findings = by_row
        self._cell_findings_changed()

    def _with(self, rows: Sequence[RawRow], inserted: tuple[int, ...]) -> None:
        """Follow an insertion, a row at a time, so that every number has its row in between: a new row stands behind
        the one it was put behind, whatever the order and filters."""
        self._findings = {}
        for record in inserted:
            behind = self.row_of(record - 1)
            at = len(self._order) if behind is None and record else 0 if behind is None else behind + 1
            begun = self.grows and at == len(self._order)  # the empty row has become this one; another follows it
            self.beginInsertRows(QModelIndex(), at + begun, at + begun)
            self._rows = rows if record == inserted[-1] else [*self._rows[:record], rows[record], *self._rows[record:]]
            self._order = [one + (one >= record) for one in self._order]
            self._order.insert(at, record)
            self.endInsertRows()
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def _without(self, rows: Sequence[RawRow], deleted: tuple[int, ...]) -> None:
        """Follow a deletion, a row at a time from the last."""
        self._findings = {}
        for record in reversed(deleted):
            at = self.row_of(record)
            if at is not None:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._order[at]
            self._rows = rows if record == deleted[0] else [*self._rows[:record], *self._rows[record + 1 :]]
            self._order = [one - (one > record) for one in self._order]
            if at is not None:
                self.endRemoveRows()
