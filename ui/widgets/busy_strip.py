"""Decides how file work is watched: what is being done, in the status bar, with a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from planner.events import Event, Phase
from ui import icons
from ui.style import SPACE
from ui.tasks.task import Task
from ui.widgets.words import Words


class BusyStrip(QWidget):
    """Shown while a task runs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._words = Words("", self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(96, 6)
        self._bar.setAccessibleName("Work is under way")
        self._stop = QToolButton(self)
        self._stop.setIcon(icons.icon("stop"))
        self._stop.setToolTip("Stop")
        self._stop.setAccessibleName("Stop")
        box = QHBoxLayout(self)
        box.setContentsMargins(SPACE, 0, 0, 0)
        box.setSpacing(SPACE)
        for part in (self._bar, self._words, self._stop):
            box.addWidget(part)
        self._stop.clicked.connect(self._ask_to_stop)
        self.hide()

    def watch(self, task: Task) -> None:
        """Show this task until it ends."""
        self._task = task
        self._words.setText(f"{task.words} …")
        self._stop.setEnabled(True)
        task.heard.connect(self._hear)
        task.over.connect(self._end)
        self.show()

    def _hear(self, event: Event) -> None:
        if isinstance(event, Phase):
            self._words.setText(f"{event.words} …")

    def _ask_to_stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self._stop.setEnabled(False)

    def _end(self) -> None:
        self._task = None
        self.hide()
