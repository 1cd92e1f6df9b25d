"""Decides how a solve is seen to close in: best plan above, what no plan can cost less than below, and what is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.events import Progress
from planner.report.watched import Scene, Step, Watched, scene
from ui.style import BODY, NOTE, SPACE, Look, font

BEST, BOUND = "best plan", "cannot be below"

_HEIGHT, _LEAST_HEIGHT = 168, 112
_LEFT, _RIGHT, _ABOVE, _BELOW = 56, 152, 24, 20
_LABEL = 32  # pixels of a label's two lines


class GapChart(QWidget):
    """Cost against seconds, while a run lasts.

    Args:
        look: the theme.
        parent: owns the chart.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._watched, self._now = Watched(), 0.0
        self._asked, self._currency = 0.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_LEAST_HEIGHT)
        look.changed.connect(self.update)

    @property
    def watched(self) -> Watched:
        """What is drawn."""
        return self._watched

    def begin(self, currency: str, asked: float) -> None:
        """Start empty: costs will be in ``currency``, and the run ends when the gap is down to ``asked``."""
        self._watched, self._currency, self._asked = Watched(), currency, asked
        self.tick(0.0)

    def hear(self, event: Progress) -> None:
        """Take what the run says; it is drawn with the next tick, however much is said until then."""
        self._watched = self._watched.heard(event)

    def tick(self, now: float) -> None:
        """Draw what is known ``now`` seconds after the run began."""
        self._now = now
        self.setAccessibleName(self._watched.told(now, self._currency))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = scene(self._watched, self._now, self._asked, self._currency)
        room = QRectF(_LEFT, _ABOVE, self.width() - _LEFT - _RIGHT, self.height() - _ABOVE - _BELOW)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(NOTE))
        self._draw_axes(painter, shown, room)
        painter.save()
        painter.setClipRect(room.adjusted(0, -1, 1, 1))
        self._draw_lines(painter, shown, room)
        painter.restore()
        if shown.best or shown.bound:
            self._draw_labels(painter, shown, room)
        if not shown.best:
            painter.setFont(font(BODY))
            painter.setPen(QColor(self._look.theme.muted))
            above = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, "No plan yet")
        painter.end()

    def _draw_axes(self, painter: QPainter, shown: Scene, room: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(QColor(theme.muted))
        if shown.costs:
            title = f"Cost, {shown.unit}" + (". The band is what may still be saved." if shown.band else "")
            painter.drawText(QRectF(0, 0, self.width(), _ABOVE - 4), Qt.AlignmentFlag.AlignLeft, title)
        for mark in shown.costs:
            at = _at((0.0, mark.share), room)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(at, QPointF(room.right(), at.y()))
            painter.setPen(QColor(theme.muted))
            aside = QRectF(0, at.y() - 8, _LEFT - SPACE, 16)
            painter.drawText(aside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark.words)
        for mark in shown.seconds:
            at = _at((mark.share, 0.0), room)
            below = QRectF(at.x() - 30, at.y() + 4, 60, _BELOW - 4)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, mark.words)
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _draw_lines(self, painter: QPainter, shown: Scene, room: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawPolygon(_outline(shown.band, room))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.text), 2, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        painter.drawPolyline(_outline(shown.bound, room))
        painter.setPen(QPen(QColor(theme.accent), 2.5))
        painter.drawPolyline(_outline(shown.best, room))

    def _draw_labels(self, painter: QPainter, shown: Scene, room: QRectF) -> None:
        """Beside the ends of the lines, no label upon the other."""
        theme = self._look.theme
        best, bound = (_at(steps[-1], room).y() if steps else None for steps in (shown.best, shown.bound))
        lowest = room.bottom() + 4 - _LABEL / 2
        if best is not None and bound is not None and bound - best < _LABEL:
            best = min(max((best + bound - _LABEL) / 2, _LABEL / 2), lowest - _LABEL)
            bound = best + _LABEL
        named = ((best, BEST, shown.best_words, theme.accent), (bound, BOUND, shown.bound_words, theme.text))
        for middle, name, words, colour in named:
            if middle is None:
                continue
            top = min(max(middle, _LABEL / 2), lowest) - _LABEL / 2
            label = QRectF(room.right() + SPACE, top, _RIGHT - SPACE, _LABEL / 2)
            painter.setFont(font(NOTE))
            painter.setPen(QColor(theme.muted))
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(font(BODY, bold=True))
            painter.setPen(QColor(colour))
            label.translate(0, _LABEL / 2)
            shortened = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, int(label.width()))
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shortened)


def _at(point: Step, room: QRectF) -> QPointF:
    across, up = point
    return QPointF(room.left() + across * room.width(), room.bottom() - max(-1.0, min(2.0, up)) * room.height())


def _outline(points: Sequence[Step], room: QRectF) -> QPolygonF:
    return QPolygonF([_at(point, room) for point in points])
