"""Decides how the rows of a table that belong to one name show as a grid of their own: a supplier's offers, say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from planner.tables.column import RawRow, Value
from planner.tables.edits import Edit
from planner.tables.table import Table, folded
from ui.models.change import WHOLE, RowsChange
from ui.models.display import Display
from ui.models.filters import Filter
from ui.models.rows import RowsModel


class PartModel(RowsModel):
    """The rows whose column holds a name; a row begun here belongs to it too.

    Args:
        table: the table.
        column: id of the column that holds the name.
        display: how values read.
        parent: owns the model.
    """

    def __init__(self, table: Table[Any], column: str, display: Display, parent: QObject | None = None) -> None:
        super().__init__(table, display, editable=True, parent=parent)
        self.section = table.position(column)
        self.name = ""
        self.frozen = 0

    def show_name(self, name: str) -> None:
        """Show the rows of another name."""
        if name != self.name:
            self.name = name
            self._reset()

    def take(self, rows: Sequence[RawRow], change: RowsChange = WHOLE) -> None:
        """Follow what belongs to the name, so that an open editor stays; where rows change hands, begin anew."""
        ours = [self._is_ours(rows[one]) for one in change.inserted]
        if change.inserted and not any(ours):  # the rows shown are the same, with other numbers in the table
            self._rows, self._findings = rows, {}
            self._order = self._arranged()
        elif change.whole or change.deleted or all(ours):
            super().take(rows, change)
        else:
            super().take(rows, WHOLE)
        if change.changed and self._order != self._arranged():
            self._reset()

    def new_row(self) -> RawRow:
        row = list(super().new_row())
        row[self.section] = self.name
        return tuple(row)

    def edit_of(self, cells: Iterable[tuple[int, int, Value]]) -> Edit | None:
        named = list(cells)
        begun = dict.fromkeys(row for row, _, value in named if self.record(row) is None and value is not None)
        return super().edit_of([*((row, self.section, self.name) for row in begun), *named])

    def _passing(self, filters: Mapping[int, Filter]) -> list[int]:
        return [one for one in super()._passing(filters) if self._is_ours(self._rows[one])]

    def _is_ours(self, row: RawRow) -> bool:
        return bool(self.name) and folded(row[self.section]) == folded(self.name)
