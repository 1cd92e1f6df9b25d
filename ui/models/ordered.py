"""Decides in which order records are shown, and which of them: an index vector for sorting and filtering."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.tables.column import Column, Value
from planner.tables.table import Table
from ui.models.display import Display
from ui.models.filters import Filter, predicate, sorted_places

Index = QModelIndex | QPersistentModelIndex


class OrderedModel(QAbstractTableModel):
    """Rows in an order of their own: sorting and filtering change an index vector, never the data.

    *Rows* are as shown; *records* are what the subclass numbers from 0: rows of the table, products of a pivot. A
    model that ``grows`` shows one empty row more, in which a new record can be begun.

    Attributes:
        frozen: how many sections at the left stay in sight.
        fills: whether the last section takes the room that is left.
    """

    frozen = 0
    fills = False

    def __init__(
        self, table: Table[Any], display: Display, *, editable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.display = display
        self.editable = editable
        self.grows = editable
        self._order: list[int] = []
        self._filters: dict[int, Filter] = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @abstractmethod
    def records(self) -> int:
        """How many records there are."""

    @abstractmethod
    def column_of(self, record: int, section: int) -> Column:
        """The declared column of a cell."""

    @abstractmethod
    def value_of(self, record: int, section: int) -> Value:
        """The value of a cell."""

    def record(self, row: int) -> int | None:
        """The record shown in a row; None in the empty row at the end."""
        return self._order[row] if row < len(self._order) else None

    def row_of(self, record: int) -> int | None:
        """The row that shows a record; None when a filter hides it."""
        if 0 <= record < len(self._order) and self._order[record] == record:
            return record
        return self._order.index(record) if record in self._order else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a section; section -1 is the order of the table."""
        self._sorted_by = (column, order) if column >= 0 else None
        self._resort()

    @property
    def filters(self) -> Mapping[int, Filter]:
        """The filters in force, by section."""
        return self._filters

    def set_filters(self, filters: Mapping[int, Filter]) -> None:
        """Show only rows whose sections pass; see ``filters.predicate`` for what a filter may say."""
        self._filters = {
            section: wanted for section, wanted in filters.items() if not isinstance(wanted, str) or wanted.strip()
        }
        self._reset()

    def values_in(self, section: int) -> list[Value]:
        """The values of a section, each once, in order; of the rows the filters of other sections let through."""
        kept = self._passing({other: wanted for other, wanted in self._filters.items() if other != section})
        values = list(dict.fromkeys(self.value_of(record, section) for record in kept))
        return [values[place] for place in sorted_places(values, range(len(values)), falling=False)]

    def _resort(self) -> None:
        """The same rows in another order; who points at a cell points at it afterwards."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        records = [self.record(index.row()) for index in old]
        self._order = self._arranged()
        places = {record: row for row, record in enumerate(self._order)} if old else {}
        new = [
            index if record is None else self.index(places[record], index.column())
            for index, record in zip(old, records, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _arranged(self) -> list[int]:
        kept = self._passing(self._filters)
        if self._sorted_by is not None and kept:
            section, order = self._sorted_by
            values = [self.value_of(record, section) for record in range(self.records())]
            kept = sorted_places(values, kept, falling=order is Qt.SortOrder.DescendingOrder)
        return kept

    def _passing(self, filters: Mapping[int, Filter]) -> list[int]:
        kept = list(range(self.records()))
        for section, wanted in filters.items():
            if not kept or section >= self.columnCount():  # a month that is no longer planned
                continue
            passes = predicate(self.column_of(0, section), wanted, self.display)
            kept = [record for record in kept if passes(self.value_of(record, section))]
        return kept

    def _reset(self) -> None:
        """Show everything anew, in the order and with the filters in force."""
        self.beginResetModel()
        self._order = self._arranged()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is immutable
        return 0 if parent.isValid() else len(self._order) + self.grows
