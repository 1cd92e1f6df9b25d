"""Decides how the changes an import makes are listed: what happens to which row, in words, and from which cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from planner.store.erp import Change, Kind
from planner.tables.inputs import table
from ui.models.ordered import Index
from ui.tips import tip

WORDS = {Kind.ADDED: "Added", Kind.CHANGED: "Changed", Kind.REMOVED: "Removed"}
_TITLES = ("What", "Table", "Row", "From cell")


class ChangesModel(QAbstractTableModel):
    """One row for each change that fits the filters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[Change, ...] = ()
        self._shown: Sequence[int] = ()

    def show(self, changes: Sequence[Change], kind: Kind | None = None, text: str = "") -> None:
        """Show those of a kind, or of all, whose words hold a text."""
        wanted = text.strip().casefold()
        self.beginResetModel()
        self._changes = tuple(changes)
        shown: Sequence[int] = range(len(self._changes))
        if kind is not None:
            shown = [place for place in shown if self._changes[place].kind is kind]
        self._shown = [place for place in shown if self._says(place, wanted)] if wanted else shown
        self.endResetModel()

    def _says(self, place: int, wanted: str) -> bool:
        one = self._changes[place]
        return wanted in f"{table(one.table).title} {one.words}".casefold()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - immutable
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - immutable
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._changes[self._shown[index.row()]]
        texts = (WORDS[one.kind], table(one.table).title, one.words, one.origin)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(one.words)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
