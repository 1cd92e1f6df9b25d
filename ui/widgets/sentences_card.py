"""Decides how sentences of a comparison read: the first large, the others below it, no line too long to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style import SECTION, SPACE
from ui.widgets.words import Words

_WIDEST = 760  # pixels: lines must stay short enough to read


class Line(Words):
    """A sentence that is broken before it is too long to read, however wide the page is."""

    def __init__(
        self, text: str, parent: QWidget, *, size: int | None = None, bold: bool = False, tone: str = ""
    ) -> None:
        super().__init__(text, parent, size=size, bold=bold, tone=tone, wrap=True)
        self.setMaximumWidth(_WIDEST)

    def heightForWidth(self, width: int) -> int:
        """As high as at the width it really gets; layouts ask for the width they have."""
        return super().heightForWidth(min(width, self.maximumWidth()))


class SentencesCard(QFrame):
    """Sentences, the most important first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        box.addLayout(self._lines)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these instead of those before."""
        while (old := self._lines.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, sentence in enumerate(sentences):
            first = not place
            words = Line(sentence, self, size=SECTION if first else None, bold=first)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(sentence)
            self._lines.addWidget(words)
        self.setAccessibleName(sentences[0] if sentences else "")
        self.setAccessibleDescription(" ".join(sentences[1:]))
