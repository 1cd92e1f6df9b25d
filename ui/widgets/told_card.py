"""Decides how a few sentences stand on a card: a title, the sentences with opening words that stand out, a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style import NOTE, SECTION, SPACE
from ui.widgets.words import Words


class ToldCard(QFrame):
    """Sentences under a title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = Words("", self, size=SECTION, bold=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE)
        self._note = Words("", self, size=NOTE, tone="muted", wrap=True)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        box.setSpacing(12)
        box.addWidget(self._title)
        box.addLayout(self._lines)
        box.addStretch(1)
        box.addWidget(self._note)

    def show_lines(self, title: str, lines: Sequence[tuple[str, str]], note: str = "") -> None:
        """Show sentences, each with its opening words that stand out and the whole of it."""
        while (old := self._lines.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._title.setText(title)
        for lead, words in lines:
            label = Words("", self, wrap=True)
            label.show_led(lead, words.removeprefix(lead))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAccessibleName(words)
            self._lines.addWidget(label)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(words for _, words in lines))
