"""Decides how a question that takes long is watched on its page: in words, how far it is, for how long, and Stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from planner.errors import UserError
from planner.events import Event, Phase, Share
from ui import icons
from ui.style import SPACE
from ui.tasks.asking import Asking
from ui.widgets.picture import Picture
from ui.widgets.words import Words


class AskingStrip(QFrame):
    """Shown while a question is under way, and after one that has no answer.

    Args:
        asking: whose questions are watched.
        parent: the page.
    """

    def __init__(self, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._asking = asking
        self._title, self._began = "", 0.0
        self._picture = Picture("warning", self, size=20, role=QPalette.ColorRole.WindowText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(120, 6)
        self._bar.setAccessibleName("How many of the questions are answered")
        self._words = Words("", self, wrap=True)
        self._time = Words("", self, tone="muted")
        self._stop = QPushButton(icons.icon("stop"), "Stop", self)
        self._stop.setToolTip("Stop; what was asked stays unanswered")
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(12)
        for part in (self._picture, self._bar):
            box.addWidget(part)
        box.addWidget(self._words, 1)
        box.addWidget(self._time)
        box.addWidget(self._stop)

    def _connect(self) -> None:
        self._stop.clicked.connect(self._ask_to_stop)
        self._clock.timeout.connect(self._tick)
        self._asking.changed.connect(self._follow)
        self._asking.heard.connect(self._hear)
        self._asking.refused.connect(self._refuse)
        self._asking.stopped.connect(lambda: self.say("Stopped. The question has no answer."))

    def begin(self, title: str) -> None:
        """A question is about to be asked: what is being found out."""
        self._title = title
        self._words.setText(f"{title} …")

    def say(self, words: str) -> None:
        """Say something that needs no watching, such as why there is no answer."""
        self._words.setText(words)
        self._dress(busy=False)
        self.show()

    def clear(self) -> None:
        """Nothing is to be said."""
        if not self._asking.running:
            self.hide()

    def _follow(self) -> None:
        running = self._asking.running
        if not running:
            self._clock.stop()
            self.hide()
            return
        self._began = time.monotonic()
        self._words.setText(f"{self._title} …")
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._stop.setText("Stop")
        self._dress(busy=True)
        self._clock.start()
        self._tick()
        self.show()

    def _hear(self, event: Event) -> None:
        if isinstance(event, Phase):
            self._words.setText(f"{self._title}: {event.words[:1].lower()}{event.words[1:]} …")
        elif isinstance(event, Share) and event.total > 1:
            self._bar.setRange(0, event.total)
            self._bar.setValue(event.done)
            self._words.setText(f"{self._title}: {event.done:,} of {event.total:,} {event.words} …")

    def _refuse(self, error: UserError) -> None:
        self.say(str(error))

    def _tick(self) -> None:
        seconds = int(time.monotonic() - self._began)
        self._time.setText(f"{seconds // 60} min {seconds % 60:02d} s" if seconds >= 60 else f"{seconds} s")

    def _ask_to_stop(self) -> None:
        self._stop.setEnabled(False)
        self._stop.setText("Stopping …")
        self._asking.stop()

    def _dress(self, *, busy: bool) -> None:
        self.setObjectName("card" if busy else "notice")
        self.style().unpolish(self)
        self.style().polish(self)
        for part in (self._bar, self._time, self._stop):
            part.setVisible(busy)
        self._picture.setVisible(not busy)
