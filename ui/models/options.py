"""Decides how many options are chosen from: a list with a check mark before each, those that fit a filter shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal

from planner.store.erp import Option
from ui.models.ordered import Index

OPTION_HEIGHT = 24


class OptionsModel(QAbstractListModel):
    """Options, each chosen or not. Rows are those that fit the filter."""

    chosen_changed = Signal()

    def __init__(self, options: Sequence[Option], chosen: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._chosen = set(chosen)
        self._shown = list(range(len(self._options)))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are chosen, in the order of the options."""
        return tuple(one.value for one in self._options if one.value in self._chosen)

    @property
    def count(self) -> int:
        """How many options there are, shown or not."""
        return len(self._options)

    def filter(self, text: str) -> None:
        """Show those whose words hold a text."""
        wanted = text.strip().casefold()
        self.beginResetModel()
        self._shown = [place for place, one in enumerate(self._options) if wanted in one.words.casefold()]
        self.endResetModel()

    def choose_shown(self, yes: bool) -> None:
        """Choose all that are shown, or none of them."""
        values = {self._options[place].value for place in self._shown}
        self._chosen = self._chosen | values if yes else self._chosen - values
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        self.chosen_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - immutable
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        option = self._options[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.words
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if option.value in self._chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(100, OPTION_HEIGHT)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{option.words}, {'chosen' if option.value in self._chosen else 'not chosen'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        option = self._options[self._shown[index.row()]]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._chosen.add(option.value)
        else:
            self._chosen.discard(option.value)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()
        return True
