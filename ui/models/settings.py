"""Decides how the settings of a case show as a grid: one row per setting, with its value and its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from planner.tables import column as declare
from planner.tables.column import Column, RawRow, Value
from planner.tables.edits import Edit, SetCells
from planner.tables.finding import Finding
from planner.tables.table import Table
from ui.models.cells import CellsModel, Heading
from ui.models.change import WHOLE, RowsChange
from ui.models.display import Display
from ui.models.ordered import Index

SETTING, VALUE, UNIT, MEANING = range(4)

_HEADINGS = (
    Heading("Setting", "", "What is set."),
    Heading("Value", "", "What it is set to."),
    Heading("Unit", "", "What the value is counted in."),
    Heading("Meaning", "", "What the setting does."),
)
_WORDS: Column = declare.text("Setting", "A setting in words.").metadata["column"]
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SettingsModel(CellsModel):
    """The one row of a settings table, stood upright."""

    fills = True

    def __init__(
        self, table: Table[Any], display: Display, *, editable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(table, display, editable=editable, parent=parent)
        self.grows = False
        self.frozen = 1
        self._row: RawRow = table.raw()
        self._findings: Mapping[int, Sequence[Finding]] = {}
        self._reset()

    def records(self) -> int:
        return len(self.table.columns)

    def column_of(self, record: int, section: int) -> Column:
        return self.table.columns[record] if section == VALUE else _WORDS

    def value_of(self, record: int, section: int) -> Value:
        column = self.table.columns[record]
        return (column.title, self._row[record], self.display.unit(column) or None, column.meaning)[section]

    def findings_of(self, record: int, section: int) -> Sequence[Finding]:
        if section != VALUE:
            return ()
        column_id = self.table.columns[record].id
        return tuple(one for one in self._findings.get(0, ()) if one.field == column_id)

    def _alignment(self, record: int, section: int) -> Qt.AlignmentFlag:
        return _LEFT

    def _muted(self, record: int, section: int) -> bool:
        return section > VALUE or super()._muted(record, section)

    def heading(self, section: int) -> Heading:
        return _HEADINGS[section]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is immutable
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if index.column() == VALUE else flags & ~Qt.ItemFlag.ItemIsEditable

    def edit_of(self, cells: Iterable[tuple[int, int, Value]]) -> Edit | None:
        changed = tuple(
            (0, self.table.columns[record].id, value)
            for row, section, value in cells
            if section == VALUE and (record := self.record(row)) is not None and self._row[record] != value
        )
        return SetCells(self.table.id, changed) if changed else None

    def take(self, rows: Sequence[RawRow], change: RowsChange = WHOLE) -> None:
        self._row = rows[0]
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, MEANING))

    def take_findings(self, by_row: Mapping[int, Sequence[Finding]]) -> None:
        self._findings = by_row
        self._cell_findings_changed()
