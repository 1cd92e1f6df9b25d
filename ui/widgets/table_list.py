"""Decides how the tables of a case are listed: in groups, each with how many rows it has and a mark for findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.models.findings import counted
from ui.style import BODY, NOTE, Look, font

_ROW, _HEADING = 25, 25
_ID, _STATE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class TableState:
    """What the list shows of a table; ``rows`` None where a count says nothing."""

    rows: int | None
    errors: int
    warnings: int


class TableList(QListWidget):
    """The tables, under headings that cannot be chosen."""

    chosen = Signal(str)
    """Id of the table."""

    def __init__(self, look: Look, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], parent: QWidget) -> None:
        """``groups`` are a heading each and tables by id and title."""
        super().__init__(parent)
        self.setAccessibleName("Tables")
        self.setItemDelegate(_TableDelegate(look, self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[str, QListWidgetItem] = {}
        for heading, tables in groups:
            item = QListWidgetItem(heading, self)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            for table_id, title in tables:
                item = QListWidgetItem(title, self)
                item.setData(_ID, table_id)
                self._items[table_id] = item
        self.currentItemChanged.connect(self._tell)
        look.changed.connect(self.viewport().update)

    def show_table(self, table_id: str) -> None:
        """Mark a table as the one shown."""
        self.setCurrentItem(self._items[table_id])

    def set_states(self, states: Mapping[str, TableState]) -> None:
        for table_id, state in states.items():
            item = self._items[table_id]
            item.setData(_STATE, state)
            words = [item.text()]
            words += [] if state.rows is None else [counted(state.rows, "row")]
            words += [counted(state.errors, "error")] if state.errors else []
            words += [counted(state.warnings, "warning")] if state.warnings else []
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
            item.setToolTip(", ".join(words[1:]))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID):
            self.chosen.emit(item.data(_ID))


class _TableDelegate(QStyledItemDelegate):
    """A heading in small letters, or a table with its mark and count at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._error, self._warning = icons.source("error"), icons.source("warning")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _ROW if index.data(_ID) else _HEADING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        middle = Qt.AlignmentFlag.AlignVCenter
        if not index.data(_ID):
            painter.setFont(font(NOTE, bold=True))
            painter.setPen(QColor(theme.muted))
            painter.drawText(rect.adjusted(12, 5, -8, 0), middle, index.data())
            return
        selected, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        if selected or hovered:
            painter.fillRect(rect, QColor(theme.accent_soft if selected else theme.hover))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        known: TableState | None = index.data(_STATE)
        painter.setFont(font(BODY, bold=bool(selected)))
        painter.setPen(QColor(theme.text))
        painter.drawText(rect.adjusted(12, 0, -64, 0), middle, index.data())
        if known is None:
            return
        if known.rows is not None:
            painter.setFont(font(NOTE))
            painter.setPen(QColor(theme.muted))
            painter.drawText(rect.adjusted(0, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, f"{known.rows:,}")
        if known.errors or known.warnings:
            svg, colour = (self._error, theme.red) if known.errors else (self._warning, theme.amber)
            width = painter.fontMetrics().horizontalAdvance(f"{known.rows or 0:,}") if known.rows is not None else 0
            place = QRectF(rect.right() - 10 - width - 22, rect.top() + (rect.height() - 15) / 2, 15, 15)
            icons.draw(painter, place, svg, QColor(colour))
