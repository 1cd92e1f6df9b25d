"""Decides what a page says when it has nothing to show: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons
from ui.style import SECTION, SPACE
from ui.widgets.words import Words

_PICTURE = 40


class EmptyState(QWidget):
    """A picture, a title, a sentence, and the button that helps."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icons.icon(icon, QPalette.ColorRole.PlaceholderText)
        self._picture = QLabel(self)
        self._picture.setPixmap(self._icon.pixmap(_PICTURE, _PICTURE))
        self._title = Words("", self, size=SECTION, bold=True)
        self._words = Words("", self, tone="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(440)
        self.button = QPushButton(self)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setSpacing(SPACE)
        box.addStretch(2)
        for part in (self._picture, self._title, self._words):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        box.addSpacing(SPACE)
        box.addLayout(row)
        box.addStretch(3)

    def say(self, title: str, words: str, button: str = "") -> None:
        """Say this; without words for the button there is none."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setMinimumHeight(self._words.heightForWidth(self._words.width()))
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def changeEvent(self, event: QEvent) -> None:
        """Paint the picture anew in another palette."""
        if event.type() is QEvent.Type.PaletteChange:
            self._picture.setPixmap(self._icon.pixmap(_PICTURE, _PICTURE))
        super().changeEvent(event)
