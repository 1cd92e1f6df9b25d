"""Decides how a headline figure looks: its name, the figure in three digits, a note; the exact figure on hover."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style import FIGURE, NOTE, SPACE
from ui.widgets.words import Words


class Tile(QFrame):
    """One figure to read from afar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._name = Words("", self, tone="muted")
        self._figure = Words("", self, size=FIGURE, bold=True)
        self._note = Words("", self, size=NOTE, tone="muted", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(2)
        for part in (self._name, self._figure, self._note):
            box.addWidget(part)
        box.addStretch(1)

    def show_figure(self, name: str, figure: str, note: str, exact: str) -> None:
        """Show a figure; ``exact`` is what the tooltip says."""
        self._name.setText(name)
        self._figure.setText(figure)
        self._note.setText(note)
        self.setToolTip(exact)
        self.setAccessibleName(f"{name}: {figure}. {note}")
