"""Decides how the steps of a wizard are shown: all of them by name, the present one bold, those behind with a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.style import BODY, SPACE, font
from ui.widgets.picture import Picture
from ui.widgets.words import Words


class StepBar(QWidget):
    """Steps in a row.

    Args:
        names: of the steps.
        parent: the wizard.
    """

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self._words = [Words("", self) for _ in names]
        self._ticks = [Picture("good", self, size=16, role=QPalette.ColorRole.Link) for _ in names]
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        for place, (tick, words) in enumerate(zip(self._ticks, self._words, strict=True)):
            if place:
                line = QFrame(self)
                line.setObjectName("line")
                line.setFixedSize(24, 1)
                box.addWidget(line)
            box.addWidget(tick)
            box.addWidget(words)
        box.addStretch(1)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Show where the user is."""
        for place, words in enumerate(self._words):
            words.setText(f"{place + 1}  {self._names[place]}" if place >= step else self._names[place])
            words.setProperty("tone", "" if place == step else "muted")
            words.style().unpolish(words)  # a label is dressed when it is made: dress it anew
            words.style().polish(words)
            words.setFont(font(BODY, bold=place == step))  # last: dressing gives the usual one back
            self._ticks[place].setVisible(place < step)
        self.setAccessibleName(f"Step {step + 1} of {len(self._names)}: {self._names[step]}")
