"""Decides how the head of a grid looks: a title, its unit beneath it, and marks for order and filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import icons
from ui.models.cells import CellsModel
from ui.style import BODY, NOTE, Look, font

HEIGHT = 44
_PAD = 8
_MARK = 16


class GridHeader(QHeaderView):
    """The horizontal header of a grid. A click on the title sorts; the arrow at its right opens the column's menu."""

    menu_wanted = Signal(int, QPoint)
    """Section, and where its menu should open."""
    dragged = Signal(int)
    """A section that the user has made wider or narrower."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._title_font = font(BODY)
        self._bold = font(BODY, bold=True)
        self._unit_font = font(NOTE)
        self._down = icons.source("down")
        self._funnel = icons.source("filled_filter")
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._hovered = -1
        self._widths: tuple[int, ...] = ()
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setDefaultSectionSize(120)
        self.setMinimumSectionSize(56)
        self.setAccessibleName("Column titles")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, theme = self.model(), self._look.theme
        if not isinstance(model, CellsModel) or not rect.isValid():
            return
        heading = model.heading(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(theme.hover if logicalIndex == self._hovered else theme.raised))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_PAD, 4, -_PAD // 2, -4)
        marks = self._paint_marks(painter, inner, logicalIndex, model)
        words = inner.adjusted(0, 0, -marks, 0)
        half = words.height() // 2
        title = QRect(words.left(), words.top(), words.width(), half if heading.unit else words.height())
        painter.setPen(QColor(theme.text))
        painter.setFont(self._bold if heading.required else self._title_font)
        middle = self._side(logicalIndex, model)
        painter.drawText(
            title, middle, painter.fontMetrics().elidedText(heading.title, Qt.TextElideMode.ElideRight, title.width())
        )
        if heading.unit:
            below = QRect(words.left(), words.top() + half, words.width(), half)
            painter.setPen(QColor(theme.muted))
            painter.setFont(self._unit_font)
            painter.drawText(
                below,
                middle,
                painter.fontMetrics().elidedText(heading.unit, Qt.TextElideMode.ElideRight, below.width()),
            )
        painter.restore()

    @staticmethod
    def _side(section: int, model: CellsModel) -> Qt.AlignmentFlag:
        """Where the cells below stand: a title stands over its figures."""
        side = model.index(0, section).data(Qt.ItemDataRole.TextAlignmentRole) if model.rowCount() else None
        return side if side is not None else Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

    def _paint_marks(self, painter: QPainter, inner: QRect, section: int, model: CellsModel) -> int:
        """Paint the marks at the right; returns their width."""
        theme, right = self._look.theme, inner.right()
        if section == self._hovered:
            icons.draw(painter, _square(right, inner.top()), self._down, QColor(theme.muted))
            right -= _MARK
        if section in model.filters:
            icons.draw(painter, _square(right, inner.top()), self._funnel, QColor(theme.accent))
            right -= _MARK
        if self.sorted_by is not None and self.sorted_by[0] == section:
            rising = self.sorted_by[1] is Qt.SortOrder.AscendingOrder
            painter.setPen(QColor(theme.accent))
            painter.setFont(self._bold)
            painter.drawText(_square(right, inner.top()), Qt.AlignmentFlag.AlignCenter, "↑" if rising else "↓")
            right -= _MARK
        return inner.right() - right

    def needed_width(self, section: int) -> int:
        """The width at which title and unit are not cut."""
        model = self.model()
        if not isinstance(model, CellsModel):
            return self.defaultSectionSize()
        heading = model.heading(section)
        self.ensurePolished()
        bold, note = self._metrics()
        return max(bold.horizontalAdvance(heading.title), note.horizontalAdvance(heading.unit)) + 2 * _PAD + _MARK

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._bold), QFontMetrics(self._unit_font)

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        self._hover(self.logicalIndexAt(e.position().toPoint()))
        super().mouseMoveEvent(e)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        place = e.position().toPoint()
        section = self.logicalIndexAt(place)
        edge = self.sectionViewportPosition(section) + self.sectionSize(section) if section >= 0 else 0
        on_arrow = section >= 0 and edge - _MARK - _PAD < place.x() < edge - 4
        if e.button() is Qt.MouseButton.RightButton or (on_arrow and e.button() is Qt.MouseButton.LeftButton):
            self.menu_wanted.emit(section, self.mapToGlobal(QPoint(max(0, edge - self.sectionSize(section)), HEIGHT)))
            e.accept()
            return
        self._widths = self._now()
        super().mousePressEvent(e)

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        before, self._widths = self._widths, ()
        for section, (was, now) in enumerate(zip(before, self._now(), strict=False)):
            if was != now:
                self.dragged.emit(section)

    def _now(self) -> tuple[int, ...]:
        return tuple(self.sectionSize(section) for section in range(self.count()))

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()


def _square(right: int, top: int) -> QRectF:
    return QRectF(right - _MARK, top + 1, _MARK - 2, _MARK - 2)
