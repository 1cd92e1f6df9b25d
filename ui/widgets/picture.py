"""Decides how an icon stands alone among words: in a palette colour, painted anew when the theme changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ui import icons


class Picture(QLabel):
    """An icon of a size in pixels."""

    def __init__(
        self, icon: str, parent: QWidget, *, size: int, role: QPalette.ColorRole = QPalette.ColorRole.Link
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self._paint()

    def show_icon(self, icon: str, role: QPalette.ColorRole) -> None:
        """Show another icon, in another colour."""
        self._icon, self._role = icon, role
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.setPixmap(icons.icon(self._icon, self._role).pixmap(self._size, self._size))
