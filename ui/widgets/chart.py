"""Decides how a chart stands in the window: a figure as a picture of the right size, drawn anew when that changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.tasks.drawing import USUAL, Drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_AFTER_RESIZE = 150  # milliseconds


class Chart(QWidget):
    """Shows one figure."""

    def __init__(self, drawing: Drawing, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._make: Callable[[], Figure] | None = None
        self._wish = 0
        self._image: QImage | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_RESIZE)
        self._later.timeout.connect(self._draw)
        drawing.drawn.connect(self._take)
        self._least = USUAL
        self.setMinimumHeight(USUAL)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture is the one last asked for."""
        return self._image is not None and not self._wish and not self._later.isActive()

    def show_figure(self, make: Callable[[], Figure] | None, words: str, high: int = USUAL) -> None:
        """Show what ``make`` makes, as high as it needs; None shows nothing.

        Args:
            make: makes the figure.
            words: say to a screen reader what is seen.
            high: pixels it needs at least, whatever its own height.
        """
        self._make = make
        self._least = max(USUAL, high)
        self._image = None
        self.setAccessibleName(words)
        self._draw()
        self.update()

    def _draw(self) -> None:
        if self._make is not None and self.width() > 0:
            self._wish = self._drawing.draw(
                self._make, self.width(), max(self.height(), self._least), self.devicePixelRatioF()
            )

    def _take(self, wish: int, image: QImage, needed: int) -> None:
        if wish == self._wish:
            self._wish, self._image = 0, image
            self.setMinimumHeight(max(self._least, needed))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            own = self._image.deviceIndependentSize()  # until it is drawn anew for another size it keeps its shape
            painter.drawImage(
                QRectF(QPointF(), own.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)), self._image
            )
        elif self._make is not None:
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(QRect(0, 0, self.width(), 80), Qt.AlignmentFlag.AlignCenter, "Drawing …")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._fits():
            self._later.start()

    def _fits(self) -> bool:
        """Whether the picture is as large as there is room, to a pixel of the screen."""
        if self._image is None:
            return False
        own = self._image.deviceIndependentSize()
        return abs(own.width() - self.width()) < 1.0 and abs(own.height() - self.height()) < 1.0
