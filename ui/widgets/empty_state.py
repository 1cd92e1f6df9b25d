"""Decides what a page says when it has nothing to show: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.style import SECTION, SPACE
from ui.widgets.picture import Picture
from ui.widgets.words import Words


class EmptyState(QWidget):
    """A picture, a title, a sentence, and the button that helps.

    Attributes:
        button: what most people want now.
        other: what may be wanted instead.
    """

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = Picture(icon, self, size=40, role=QPalette.ColorRole.PlaceholderText)
        self._title = Words("", self, size=SECTION, bold=True)
        self._words = Words("", self, tone="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(440)
        self.button = QPushButton(self)
        self.button.setProperty("primary", True)  # before it is first painted: the style is chosen then
        self.other = QPushButton(self)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setSpacing(SPACE)
        box.addStretch(2)
        for part in (self._picture, self._title, self._words):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.setSpacing(SPACE)
        row.addWidget(self.button)
        row.addWidget(self.other)
        row.addStretch(1)
        box.addSpacing(SPACE)
        box.addLayout(row)
        box.addStretch(3)

    def say(self, title: str, words: str, button: str = "", other: str = "") -> None:
        """Say this; without words for a button there is none."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setMinimumHeight(self._words.heightForWidth(self._words.width()))
        for one, text in ((self.button, button), (self.other, other)):
            one.setText(text)
            one.setVisible(bool(text))
