"""Decides how pages of paper are looked at before they are written: one below the other, on the colour of the desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.style import SPACE

_NARROWEST = 200
_WIDEST = 900  # pixels of a page: larger than life it is no easier to read


class PagePictures(QWidget):
    """Pages, as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: list[_Page] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show these, as PNGs; none shows nothing."""
        while (old := self._column.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._pages = [
            _Page(QImage.fromData(page), f"Page {number} of {len(pages)}", self) for number, page in enumerate(pages, 1)
        ]
        for page in self._pages:
            self._column.addWidget(page)
        self._column.addStretch(1)


class _Page(QWidget):
    """One page. Paper is white in the dark theme too."""

    def __init__(self, image: QImage, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self._scaled: QImage | None = None
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._high(min(width, _WIDEST))

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, self._high(_WIDEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 0)

    def _high(self, width: int) -> int:
        return round(width * self._image.height() / max(1, self._image.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scaled = None

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        wide = min(self.width(), _WIDEST)
        place = QRect((self.width() - wide) // 2, 0, wide, self._high(wide))
        inner = place.adjusted(1, 1, -1, -1)  # a hairline around it
        if self._scaled is None:
            size = QSize(round(inner.width() * ratio), round(inner.height() * ratio))
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(place, self.palette().color(QPalette.ColorRole.Mid))
        painter.drawImage(inner.topLeft(), self._scaled)
