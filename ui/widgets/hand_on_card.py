"""Decides how something that can be handed on is offered: what it is, for whom, and the button that writes it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.style import SPACE
from ui.widgets.words import Words


class HandOnCard(QFrame):
    """A title, a sentence, and a button; more can stand beside the button."""

    def __init__(self, title: str, words: str, button: str, parent: QWidget, *, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.button = QPushButton(button, self)
        self.button.setAccessibleName(f"{button.rstrip('…')}: {title}")
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.button)
        if beside is not None:
            row.addWidget(beside)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(Words(title, self, bold=True))
        box.addWidget(Words(words, self, tone="muted", wrap=True))
        box.addStretch(1)
        box.addLayout(row)
