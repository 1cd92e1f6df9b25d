"""Decides how findings are listed: grouped, each with its mark, its sentence and its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from planner.tables.finding import Finding, Severity
from ui import icons
from ui.models.findings import FindingRole, FindingsModel
from ui.style import BODY, ROW_HEIGHT, Look, font

_MARK = 16
_WHERE = 240
_MEASURED = 500  # findings whose places are measured


class FindingList(QTreeView):
    """Findings by severity and table; a double click or Enter goes to the place."""

    chosen = Signal(object)
    """The finding whose place is wanted."""
    looked_at = Signal(object)
    """The finding now current, or None."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._open_mark, self._closed_mark = icons.source("down"), icons.source("right")
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
        self.header().setAccessibleName("Finding and where it is")
        self.activated.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._look_at)
        self._model.modelReset.connect(self._fit)
        look.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The places take what they need, within reason, and the sentences all the rest."""
        metrics = QFontMetrics(font(BODY))
        places = (str(one.siblingAtColumn(1).data() or "") for one in islice(self._places(), _MEASURED))
        needed = 24 + max((metrics.horizontalAdvance(one) for one in places), default=0)
        self.setColumnWidth(1, min(needed, _WHERE, self.width() // 3))

    def findings_model(self) -> FindingsModel:
        return self._model

    def current(self) -> Finding | None:
        found = self.currentIndex().data(FindingRole.FINDING)
        return found if isinstance(found, Finding) else None

    def open_all(self, keep: Finding | None = None) -> None:
        """Unfold every group and stand on the finding to keep, else on the first."""
        self.expandAll()
        places = list(self._places())
        kept = next((place for place in places if keep is not None and _same(place, keep)), None)
        if kept is not None or places:
            self.setCurrentIndex(kept or places[0])

    def step(self) -> Finding | None:
        """Stand on the next finding, round the end."""
        places = list(self._places())
        if not places:
            return None
        current = self.currentIndex()
        here = next((at for at, place in enumerate(places) if place == current), -1)
        self.setCurrentIndex(places[(here + 1) % len(places)])
        return self.current()

    def _places(self) -> Iterator[QModelIndex]:
        for group in range(self._model.rowCount()):
            above = self._model.index(group, 0)
            for row in range(self._model.rowCount(above)):
                yield self._model.index(row, 0, above)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """The ground of the row goes on under the fold mark of a group."""
        theme = self._look.theme
        chosen = self.selectionModel().isSelected(index)
        painter.fillRect(rect, QColor(theme.accent_soft if chosen else theme.surface))
        if self._model.hasChildren(index):
            mark = self._open_mark if self.isExpanded(index) else self._closed_mark
            place = QRectF(rect.right() - 13, rect.center().y() - 6, 12, 12)
            icons.draw(painter, place, mark, QColor(theme.muted))

    def _choose(self, index: QModelIndex) -> None:
        if isinstance(found := index.data(FindingRole.FINDING), Finding):
            self.chosen.emit(found)

    def _look_at(self) -> None:
        self.looked_at.emit(self.current())


def _same(place: QModelIndex, finding: Finding) -> bool:
    other = place.data(FindingRole.FINDING)
    return isinstance(other, Finding) and (other.rule, other.table, other.row, other.field) == (
        finding.rule,
        finding.table,
        finding.row,
        finding.field,
    )


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
