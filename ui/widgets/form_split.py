"""Decides where a form stands: beside its grid, or below it where the window is too narrow for both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_NARROW = 780  # pixels below which a form has no room for its columns beside the grid
_BESIDE, _BELOW = (310, 560), (2, 3)


class FormSplit(QSplitter):
    """A grid and its form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)

    def take(self, grids: QWidget, form: QWidget) -> None:
        """Part these two."""
        self.addWidget(grids)
        self.addWidget(form)
        self.setSizes(_BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = Qt.Orientation.Vertical if self.width() < _NARROW else Qt.Orientation.Horizontal
        if self.orientation() is not wanted:
            self.setOrientation(wanted)
            shares, room = (_BESIDE, self.width()) if wanted is Qt.Orientation.Horizontal else (_BELOW, self.height())
            self.setSizes([share * room // sum(shares) for share in shares])
