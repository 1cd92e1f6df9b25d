"""Decides how a page says that what it shows is of a plan older than the data, and how to mend that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.style import SPACE
from ui.widgets.words import Words


class OlderNotice(QFrame):
    """A notice with a button.

    Args:
        words: what it says.
        parent: the page.
    """

    plan_wanted = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._again = QPushButton("Plan again", self)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        box.addWidget(Words(words, self, wrap=True), 1)
        box.addWidget(self._again)
        self._again.clicked.connect(self.plan_wanted)
        self.hide()
