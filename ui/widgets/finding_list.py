"""Decides how findings are listed: grouped, each with its mark, its sentence and its place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from planner.tables.finding import Finding, Severity
from ui import icons
from ui.models.findings import FindingRole, FindingsModel
from ui.style import BODY, ROW_HEIGHT, Look, font

_MARK = 16


class FindingList(QTreeView):
    """Findings by severity and table; a double click or Enter goes to the place."""

    chosen = Signal(object)
    """The finding whose place is wanted."""
    looked_at = Signal(object)
    """The finding now current, or None."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = FindingsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_FindingDelegate(look, self))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setRootIsDecorated(True)
        self.setIndentation(16)
        self.setAccessibleName("Findings")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.header().setHidden(True)
        self.setColumnWidth(1, 240)
        self.activated.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._look_at)
        look.changed.connect(self.viewport().update)

    def findings_model(self) -> FindingsModel:
        return self._model

    def current(self) -> Finding | None:
        found = self.currentIndex().data(FindingRole.FINDING)
        return found if isinstance(found, Finding) else None

    def open_all(self) -> None:
        """Unfold every group and stand on the first finding."""
        self.expandAll()
        first = self._model.index(0, 0, self._model.index(0, 0))
        if first.isValid():
            self.setCurrentIndex(first)

    def _choose(self, index: QModelIndex) -> None:
        if isinstance(found := index.data(FindingRole.FINDING), Finding):
            self.chosen.emit(found)

    def _look_at(self) -> None:
        self.looked_at.emit(self.current())


class _FindingDelegate(QStyledItemDelegate):
    """A row: the mark of its severity, then words; a group's words are bold."""

    def __init__(self, look: Look, parent: QTreeView) -> None:
        super().__init__(parent)
        self._look = look
        self._plain, self._bold = font(BODY), font(BODY, bold=True)
        self._marks = {Severity.ERROR: icons.source("error"), Severity.WARNING: icons.source("warning")}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW_HEIGHT + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(rect, QColor(theme.accent_soft if selected else theme.hover if hovered else theme.surface))
        words = rect.adjusted(8, 0, -8, 0)
        severity = index.data(FindingRole.SEVERITY)
        if index.column() == 0:
            colour = QColor(theme.red if severity is Severity.ERROR else theme.amber)
            top = rect.top() + (rect.height() - _MARK) / 2
            icons.draw(painter, QRectF(rect.left() + 4, top, _MARK, _MARK), self._marks[severity], colour)
            words = rect.adjusted(_MARK + 12, 0, -8, 0)
        group = index.data(FindingRole.FINDING) is None
        painter.setFont(self._bold if group else self._plain)
        painter.setPen(QColor(theme.text if index.column() == 0 else theme.muted))
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
