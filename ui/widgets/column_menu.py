"""Decides what can be done with a column: sort it, filter it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget, QWidgetAction

from ui.models.cells import CellsModel
from ui.models.filters import HINT
from ui.style import NOTE, SPACE
from ui.widgets.words import Words


class ColumnMenu(QMenu):
    """Opens at a column's head; the filter line applies with Enter."""

    sort_wanted = Signal(object)
    """(section, order), or None for the table's own order."""
    filter_wanted = Signal(int, str)

    def __init__(self, model: CellsModel, section: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._section = section
        title = model.heading(section).title
        for words, order in (
            ("Sort rising", (section, Qt.SortOrder.AscendingOrder)),
            ("Sort falling", (section, Qt.SortOrder.DescendingOrder)),
            ("As in the table", None),
        ):
            self.addAction(words).triggered.connect(lambda _=False, wanted=order: self.sort_wanted.emit(wanted))
        self.addSeparator()
        self._line = QLineEdit(model.filters.get(section, ""), self)
        self._line.setPlaceholderText(f"Show only {title.lower()} with …")
        self._line.setAccessibleName(f"Filter of {title}")
        self._line.setClearButtonEnabled(True)
        self._line.returnPressed.connect(self._filter)
        self.addAction(self._filter_part())
        self.addSeparator()
        self.addAction("Show all").triggered.connect(lambda: self.filter_wanted.emit(section, ""))
        self._line.setFocus()

    def _filter_part(self) -> QWidgetAction:
        part = QWidget(self)
        box = QVBoxLayout(part)
        box.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        hint = Words(HINT, part, size=NOTE, tone="muted", wrap=True)
        box.addWidget(self._line)
        box.addWidget(hint)
        part.setFixedWidth(280)
        action = QWidgetAction(self)
        action.setDefaultWidget(part)
        return action

    def _filter(self) -> None:
        self.filter_wanted.emit(self._section, self._line.text())
        self.close()
