"""Decides how a box shows that it waits for a child: a moving bar with words at once, Stop where it takes longer."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.style import SPACE
from ui.widgets.words import Words

_LONG = 1500  # milliseconds after which Stop is offered
_SHORT = 300  # milliseconds below which nothing is shown, so that nothing flickers


class Waiting(QWidget):
    """What is under way, at the bottom of a box."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(96, 6)
        self._bar.setAccessibleName("Work is under way")
        self._words = Words("", self, tone="muted")
        self._stop = QPushButton("Stop", self)
        self._stop.setAutoDefault(False)
        self._shown, self._offered = QTimer(self), QTimer(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        for part in (self._bar, self._words, self._stop):
            box.addWidget(part)
        box.addStretch(1)
        for timer, wait in ((self._shown, _SHORT), (self._offered, _LONG)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._shown.timeout.connect(lambda: self._reveal(True))
        self._offered.timeout.connect(self._stop.show)
        self._stop.clicked.connect(self.stop_wanted)
        self.show_busy(False)

    def say(self, words: str) -> None:
        """Say what is being done."""
        self._words.setText(f"{words} …")

    def show_busy(self, busy: bool) -> None:
        """Work has begun, or has ended."""
        if busy:
            self._words.setText("Reading …")
            self._shown.start()
            self._offered.start()
        else:
            self._shown.stop()
            self._offered.stop()
            self._reveal(False)

    def _reveal(self, yes: bool) -> None:
        self._bar.setVisible(yes)
        self._words.setVisible(yes)
        if not yes:
            self._words.setText("")
            self._stop.hide()
