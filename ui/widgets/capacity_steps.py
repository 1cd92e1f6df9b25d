"""Decides how a supplier's capacity is drawn: a strip for each item, a step where it changes, the figure upon it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.style import BODY, NOTE, Look, font

_STRIP, _AXIS, _LABEL = 52, 20, 128
_LEAST = 6  # pixels a step is high at least, so that it is seen


@dataclass(frozen=True, slots=True)
class Steps:
    """The capacity of one item, or of all together.

    Attributes:
        label: of what.
        steps: (month of the horizon from 0, what leaves in a month from then on, that as words), by month.
    """

    label: str
    steps: tuple[tuple[int, float, str], ...]


class CapacitySteps(QWidget):
    """Strips below one another over a common axis of months.

    Args:
        look: the theme.
        parent: owns the drawing.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._strips: tuple[Steps, ...] = ()
        self._months: tuple[str, ...] = ()
        self.setAccessibleName("Capacity over the months")
        look.changed.connect(self.update)

    def show_steps(self, strips: Sequence[Steps], months: Sequence[str]) -> None:
        """Show these over months, which are named."""
        self._strips, self._months = tuple(strips), tuple(months)
        told = [
            f"{one.label}: {', '.join(f'{self._named(at)} {words}' for at, _, words in one.steps)}" for one in strips
        ]
        self.setAccessibleDescription(". ".join(told))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, len(self._strips) * _STRIP + _AXIS if self._strips else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, one in enumerate(self._strips):
            self._draw(painter, one, QRectF(_LABEL, place * _STRIP, self.width() - _LABEL - 8, _STRIP))
        self._draw_months(painter)
        painter.end()

    def _draw(self, painter: QPainter, strip: Steps, room: QRectF) -> None:
        theme = self._look.theme
        painter.setFont(font(BODY))
        painter.setPen(QColor(theme.text))
        label = QFontMetrics(painter.font()).elidedText(strip.label, Qt.TextElideMode.ElideRight, _LABEL - 12)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, room.top(), _LABEL - 8, room.height()), middle | Qt.AlignmentFlag.AlignLeft, label)
        most = max((value for _, value, _ in strip.steps), default=0.0) or 1.0
        count = max(1, len(self._months))
        base, top = room.bottom() - 6, room.top() + 18
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(int(room.left()), int(base), int(room.right()), int(base))
        painter.setFont(font(NOTE))
        for place, (month, value, words) in enumerate(strip.steps):
            until = strip.steps[place + 1][0] if place + 1 < len(strip.steps) else count
            left = room.left() + room.width() * max(0, min(month, count)) / count
            right = room.left() + room.width() * max(0, min(until, count)) / count
            if right <= left:
                continue
            height = max(_LEAST, (base - top) * value / most) if value > 0 else 0.0
            block = QRectF(left, base - height, right - left, height)
            painter.fillRect(block, QColor(theme.accent_soft))
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawPolyline(QPolygonF([block.topLeft(), block.topRight()]))
            painter.setPen(QColor(theme.text))
            if QFontMetrics(painter.font()).horizontalAdvance(words) + 4 <= block.width():
                painter.drawText(QRectF(left + 2, block.top() - 16, block.width(), 14), middle, words)

    def _draw_months(self, painter: QPainter) -> None:
        """The first month of each year, and the first of all."""
        if not self._strips or not self._months:
            return
        painter.setFont(font(NOTE))
        painter.setPen(QColor(self._look.theme.muted))
        width, end = self.width() - _LABEL - 8, 0.0
        for place, name in enumerate(self._months):
            left = _LABEL + width * place / len(self._months)
            if (place == 0 or name.startswith("Jan")) and left >= end:
                room = QRectF(left, len(self._strips) * _STRIP, 70, _AXIS)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
                end = left + 70

    def _named(self, month: int) -> str:
        return f"from {self._months[month]}" if 0 <= month < len(self._months) else "at once"
