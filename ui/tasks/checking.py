"""Decides when a case is checked: quickly after an edit, in full and in a child once the user pauses."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from planner.tables.inputs import INPUTS
from planner.work import Job
from ui.document import Document
from ui.tasks import children
from ui.tasks.task import Task
from ui.tasks.warming import is_warm

_AFTER_EDIT = 250  # milliseconds
_AFTER_PAUSE = 1200  # milliseconds
_SHOWN_AFTER = 500  # milliseconds
_MOST_ROWS = 1500
"""Rows above which even a quick check could hold up the window."""
_LONGEST = 0.06
"""Seconds a quick check may take before the next ones go to a child."""


class Checker(QObject):
    """Keeps the document's findings up to date."""

    began = Signal(object)
    """A check that takes long enough to be shown while it runs."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._task: Task | None = None
        self.most_rows = _MOST_ROWS
        self._slow = False
        self._checked_state: int | None = None
        self._quick = self._timer(_AFTER_EDIT, self._check_quickly)
        self._full = self._timer(_AFTER_PAUSE, self._check_fully)
        document.table_changed.connect(self._changed)

    @property
    def up_to_date(self) -> bool:
        """Whether the findings are all there are, of the case as it is now."""
        return self._checked_state == self._document.state

    def close(self) -> None:
        """Check nothing more."""
        self._quick.stop()
        self._full.stop()
        self._drop()

    def _timer(self, after: int, what: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(what)
        return timer

    def _changed(self) -> None:
        self._drop()
        self._quick.start()
        self._full.start()

    def _check_quickly(self) -> None:
        if self._slow or not is_warm() or sum(len(self._document.case.rows(one.id)) for one in INPUTS) > self.most_rows:
            return
        # The checks load NumPy, which the window does not need to start; by now a thread has done it.
        from planner.checks.run import check

        began = time.perf_counter()
        self._document.set_findings(check(self._document.case, deep=False))
        self._slow = time.perf_counter() - began > 1.5 * _LONGEST

    def _check_fully(self) -> None:
        self._drop()
        state = self._document.state
        job = Job(children.checked, self._document.case.copy())
        self._task = Task(job, job.result, "Checking the case", self)
        self._task.done.connect(lambda findings: self._take(findings, state))
        self._task.failed.connect(self._forget)
        self._task.stopped.connect(self._stopped)
        QTimer.singleShot(_SHOWN_AFTER, self._task, self._show)

    def _show(self) -> None:
        if self._task is not None and self._task.running:
            self.began.emit(self._task)

    def _stopped(self) -> None:
        self._task = None

    def _take(self, findings: object, state: int) -> None:
        self._task = None
        if state == self._document.state and isinstance(findings, tuple):
            self._checked_state = state
            self._document.set_findings(findings)

    def _forget(self, error: Exception) -> None:
        self._task = None
        raise error

    def _drop(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None
