"""Decides how the window plans: one run at a time, in a child process, its answer kept with the case it answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from planner.solve.options import Options
from planner.solve.outcome import Status
from ui.document import Document, Planned
from ui.tasks.task import Task


class Planner(QObject):
    """Plans the document's case."""

    starting = Signal()
    """A run is about to begin."""
    started = Signal()
    heard = Signal(object)
    """An event of the run."""
    ended = Signal()
    """The run is over; the document has its answer, unless it was stopped without one."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._task: Task | None = None
        self.options = Options()

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self) -> None:
        """Plan the case as it is now, beginning with the plan there is; nothing if a run is on."""
        if self._task is not None:
            return
        self.starting.emit()
        state, case = self._document.state, self._document.case.copy()
        # Planning loads NumPy, which the window does not need to start; by now a thread has done it.
        from planner.planning import start

        planned = self._document.planned
        run = start(case, self.options, before=None if planned is None else planned.answer)
        self._task = Task(run, run.answer, "Planning", self)
        self._task.heard.connect(self.heard)
        self._task.done.connect(lambda answer: self._take(Planned(answer, case, state)))
        self._task.failed.connect(self._failed)
        self.started.emit()

    def stop(self) -> None:
        """Ask for the best plan so far."""
        if self._task is not None:
            self._task.stop()

    def drop(self) -> None:
        """End a run and forget it: the window closes, or another case is opened."""
        if self._task is not None:
            self._task.drop()
            self._task = None
            self.ended.emit()

    def _take(self, planned: Planned) -> None:
        """Keep the answer; a run stopped without a plan does not put out the plan there was."""
        self._task = None
        if planned.answer.status is not Status.CANCELLED or self._document.planned is None:
            self._document.set_planned(planned)
        self.ended.emit()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.ended.emit()
        raise error
