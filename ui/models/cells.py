"""Decides what every grid of the program has in common: cells with columns, findings and an order of their own."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.tables.column import Column, RawRow, Value
from planner.tables.edits import Edit
from planner.tables.finding import Finding
from planner.tables.table import Table
from ui.models.change import WHOLE, RowsChange
from ui.models.display import Display
from ui.models.filters import predicate, sorted_places

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int]
"""Row and section as shown."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Role(IntEnum):
    """What a cell tells beside Qt's own roles."""

    FINDING = Qt.ItemDataRole.UserRole + 1
    MUTED = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a section: title, unit beneath it, what it means, and whether a blank is a finding."""

    title: str
    unit: str
    meaning: str
    required: bool = False


class CellsModel(QAbstractTableModel):
    """A table of cells in an order of its own: sorting and filtering change an index vector, never the data.

    *Rows* are as shown; *records* are what the subclass numbers from 0: rows of the table, products of a pivot. A
    model that ``grows`` shows one empty row more, in which a new record can be begun.

    Attributes:
        frozen: how many sections at the left stay in sight.
    """

    frozen = 0

    def __init__(
        self, table: Table[Any], display: Display, *, editable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.display = display
        self.editable = editable
        self.grows = editable
        self._order: list[int] = []
        self._filters: dict[int, str] = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._answers: dict[int, Callable[[int, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.EditRole: self._typed,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Role.MUTED: self._muted,
            Role.FINDING: self._worst,
        }

    # What a subclass says.

    @abstractmethod
    def records(self) -> int:
        """How many records there are."""

    @abstractmethod
    def column_of(self, record: int, section: int) -> Column:
        """The declared column of a cell."""

    @abstractmethod
    def value_of(self, record: int, section: int) -> Value:
        """The value of a cell."""

    @abstractmethod
    def findings_of(self, record: int, section: int) -> Sequence[Finding]:
        """The findings of a cell."""

    @abstractmethod
    def heading(self, section: int) -> Heading:
        """What stands over a section."""

    @abstractmethod
    def edit_of(self, cells: Sequence[tuple[int, int, Value]]) -> Edit | None:
        """The edit that gives cells these values, each by (row, section, value); every row beyond the last record
        begins a new record. None where nothing would change."""

    @abstractmethod
    def take(self, rows: Sequence[RawRow], change: RowsChange = WHOLE) -> None:
        """Show these rows of the table, of which this has changed."""

    @abstractmethod
    def take_findings(self, by_row: Mapping[int, Sequence[Finding]]) -> None:
        """Mark these findings, by index of the table's row."""

    # What every grid asks.

    def column_at(self, index: Index) -> Column:
        return self.column_of(self.record(index.row()) or 0, index.column())

    def value_at(self, index: Index) -> Value:
        record = self.record(index.row())
        return None if record is None else self.value_of(record, index.column())

    def findings_at(self, index: Index) -> Sequence[Finding]:
        record = self.record(index.row())
        return () if record is None else self.findings_of(record, index.column())

    def record(self, row: int) -> int | None:
        """The record shown in a row; None in the empty row at the end."""
        return self._order[row] if row < len(self._order) else None

    def row_of(self, record: int) -> int | None:
        """The row that shows a record; None when a filter hides it."""
        if record < len(self._order) and self._order[record] == record:
            return record
        return self._order.index(record) if record in self._order else None

    # Order.

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a section; section -1 is the order of the table."""
        self._sorted_by = (column, order) if column >= 0 else None
        self._reorder()

    @property
    def filters(self) -> Mapping[int, str]:
        """The filters in force, by section."""
        return self._filters

    def set_filters(self, filters: Mapping[int, str]) -> None:
        """Show only rows whose sections pass; see ``filters.predicate`` for what a filter may say."""
        self._filters = {section: text for section, text in filters.items() if text.strip()}
        self._reorder()

    def _reorder(self) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        records = [self.record(index.row()) for index in old]
        self._order = self._arranged()
        places = {record: row for row, record in enumerate(self._order)} if old else {}
        new = [
            QModelIndex() if record is None or record not in places else self.index(places[record], index.column())
            for index, record in zip(old, records, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _arranged(self) -> list[int]:
        kept = list(range(self.records()))
        for section, text in self._filters.items():
            passes = predicate(self.column_of(0, section), text, self.display)
            kept = [record for record in kept if passes(self.value_of(record, section))]
        if self._sorted_by is not None and kept:
            section, order = self._sorted_by
            values = [self.value_of(record, section) for record in range(self.records())]
            kept = sorted_places(values, kept, falling=order is Qt.SortOrder.DescendingOrder)
        return kept

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is immutable
        return 0 if parent.isValid() else len(self._order) + self.grows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        record = self.record(index.row())
        return self._data_of_empty(index.column(), role) if record is None else answer(record, index.column())

    def _words(self, record: int, section: int) -> str:
        column, value = self.column_of(record, section), self.value_of(record, section)
        return self.display.blank(column) if value is None else self.display.text(column, value)

    def _typed(self, record: int, section: int) -> str:
        return self.display.text(self.column_of(record, section), self.value_of(record, section))

    def _alignment(self, record: int, section: int) -> Qt.AlignmentFlag:
        return _RIGHT if self.column_of(record, section).numeric else _LEFT

    def _muted(self, record: int, section: int) -> bool:
        return self.value_of(record, section) is None

    def _worst(self, record: int, section: int) -> str | None:
        found = self.findings_of(record, section)
        return None if not found else "error" if any(one.is_error for one in found) else "warning"

    def _data_of_empty(self, section: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return "Type here to add a row" if section == 0 else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        if role == Role.MUTED:
            return True
        return "" if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def _tip(self, record: int, section: int) -> str:
        found = self.findings_of(record, section)
        if found:
            return "\n".join(one.message for one in found)
        column, value = self.column_of(record, section), self.value_of(record, section)
        if value is None:
            blank = self.display.blank(column)
            return f"Blank means: {blank}" if blank else ""
        exact = self.display.exact(column, value)
        return exact if self.display.rounded or len(exact) > 16 else ""

    def _spoken(self, record: int, section: int) -> str:
        column, value = self.column_of(record, section), self.value_of(record, section)
        words = self.display.text(column, value) if value is not None else f"blank {self.display.blank(column)}"
        return ". ".join(
            (f"{self.heading(section).title}: {words}", *(f.message for f in self.findings_of(record, section)))
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                record = self.record(section)
                return "+" if record is None else str(record + 1)
            return None
        if not 0 <= section < self.columnCount():
            return None
        heading = self.heading(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.title
        if role == Qt.ItemDataRole.ToolTipRole:
            needed = "\nRequired." if heading.required else ""
            return f"{heading.meaning}{needed}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        seen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return seen | Qt.ItemFlag.ItemIsEditable if self.editable else seen

    def _reset(self) -> None:
        """Show everything anew, in the order and with the filters in force."""
        self.beginResetModel()
        self._order = self._arranged()
        self.endResetModel()

    def _cell_findings_changed(self) -> None:
        if self._order:
            corner = self.index(len(self._order) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), corner, [Role.FINDING, Qt.ItemDataRole.ToolTipRole])
