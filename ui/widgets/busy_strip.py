"""Decides how file work is watched: what is being done, in the status bar, with a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from planner.events import Event, Phase
from ui import icons
from ui.style import SPACE
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.tasks.task import Task


class BusyStrip(QWidget):
    """Shown while a task runs."""

    shown = Signal(bool)
    """It appears, or goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
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
        """Show this task until it ends; of several the one begun last."""
        self._tasks.append(task)
        task.heard.connect(lambda event: self._hear(task, event))
        task.over.connect(lambda: self._end(task))
        self._show()

    def _show(self) -> None:
        if self._tasks:
            self._words.setText(f"{self._tasks[-1].words} …")
            self._stop.setEnabled(True)
        self.setVisible(bool(self._tasks))
        self.shown.emit(bool(self._tasks))

    def _hear(self, task: Task, event: Event) -> None:
        if isinstance(event, Phase) and self._tasks and task is self._tasks[-1]:
            self._words.setText(f"{event.words} …")

    def _ask_to_stop(self) -> None:
        if self._tasks:
            self._tasks[-1].stop()
            self._stop.setEnabled(False)

    def _end(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        self._show()
