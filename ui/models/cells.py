"""Decides what every grid of the program has in common: cells with columns, values, findings and words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from planner.tables.column import Column, RawRow, Value
from planner.tables.edits import Edit
from planner.tables.finding import Finding
from planner.tables.table import Table
from ui.models.change import WHOLE, RowsChange
from ui.models.display import Display
from ui.models.ordered import Index, OrderedModel
from ui.tips import tip

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


class CellsModel(OrderedModel):
    """A table of cells, what they say, and what an edit of them would be."""

    def __init__(
        self, table: Table[Any], display: Display, *, editable: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(table, display, editable=editable, parent=parent)
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
    def findings_of(self, record: int, section: int) -> Sequence[Finding]:
        """The findings of a cell."""

    @abstractmethod
    def heading(self, section: int) -> Heading:
        """What stands over a section."""

    @abstractmethod
    def edit_of(self, cells: Iterable[tuple[int, int, Value]]) -> Edit | None:
        """The edit that gives cells these values, each by (row, section, value); every row beyond the last record
        begins a new record. None where nothing would change."""

    @abstractmethod
    def take(self, rows: Sequence[RawRow], change: RowsChange = WHOLE) -> None:
        """Show these rows of the table, of which this has changed."""

    @abstractmethod
    def take_findings(self, by_row: Mapping[int, Sequence[Finding]]) -> None:
        """Mark these findings, by index of the table's row."""

    def blank_of(self, record: int, section: int) -> str:
        """What a blank cell means, or the value that is computed for it."""
        return self.display.blank(self.column_of(record, section), self.places_of(section))

    def places_of(self, section: int) -> int | None:
        """The decimals that the figures of a section have in common; None where each is shown for itself."""
        return None

    # What every grid asks.

    def column_at(self, index: Index) -> Column:
        return self.column_of(self.record(index.row()) or 0, index.column())

    def value_at(self, index: Index) -> Value:
        record = self.record(index.row())
        return None if record is None else self.value_of(record, index.column())

    def findings_at(self, index: Index) -> Sequence[Finding]:
        record = self.record(index.row())
        return () if record is None else self.findings_of(record, index.column())

    # What Qt asks.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        record = self.record(index.row())
        return self._data_of_empty(index.column(), role) if record is None else answer(record, index.column())

    def _words(self, record: int, section: int) -> str:
        column, value = self.column_of(record, section), self.value_of(record, section)
        if value is None:
            return self.blank_of(record, section)
        return self.display.cell(column, value, self.places_of(section) if column.numeric else None)

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
            mend = ["Alt+Enter mends it."] if self.editable and any(one.cure is not None for one in found) else []
            return tip("\n".join([*(one.message for one in found), *mend]))
        column, value = self.column_of(record, section), self.value_of(record, section)
        if value is None:
            blank, rule = self.blank_of(record, section), self.display.blank(column, self.places_of(section))
            computed = f", computed as {rule}" if rule and rule != blank else ""
            return tip(f"Blank means: {blank}{computed}") if blank else ""
        exact = self.display.exact(column, value)
        return tip(exact) if self.display.rounded or len(exact) > 16 else ""

    def _spoken(self, record: int, section: int) -> str:
        column, value = self.column_of(record, section), self.value_of(record, section)
        words = self.display.text(column, value) if value is not None else f"blank {self.blank_of(record, section)}"
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
            return tip(f"{heading.meaning}{needed}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        seen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return seen | Qt.ItemFlag.ItemIsEditable if self.editable else seen

    def _cell_findings_changed(self) -> None:
        if self._order:
            corner = self.index(len(self._order) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), corner, [Role.FINDING, Qt.ItemDataRole.ToolTipRole])
