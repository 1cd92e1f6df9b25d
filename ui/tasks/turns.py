"""Decides that files come and go one at a time, so that nothing half done is given up unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from planner.errors import PlannerBug, UserError
from planner.work import Job
from ui.dialogs.ask import Ask
from ui.tasks.task import Task

R = TypeVar("R")


class Turns(QObject):
    """Lets a child do one thing with a file, and then the next."""

    began = Signal(object)
    """A task that should be shown while it runs."""
    said = Signal(str)
    """What is to be read in the status bar."""

    def __init__(self, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    def drop(self) -> None:
        """Give up what is being read or written."""
        if self._task is not None:
            self._task.drop()
            self._task = None

    def run(
        self,
        words: str,
        done: Callable[[R], None],
        target: Callable[..., R],
        *args: object,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Let a child do something, or say what has to end before.

        Args:
            words: what is done, for the status bar.
            done: is given what the child hands over.
            target, args: what the child does, see ``Job``.
            failed: what to do when it cannot be done; else it is told.
        """
        if self._task is not None:
            self.said.emit(f"{self._task.words}: wait until it is done, or stop it.")
            return
        job = Job(target, *args)
        self._task = Task(job, job.result, words, self)
        self._task.done.connect(lambda result: self._ended(lambda: done(result)))
        self._task.stopped.connect(lambda: self._ended(lambda: self.said.emit("Stopped.")))
        self._task.failed.connect(lambda error: self._ended(lambda: self._failed(error, failed)))
        self.began.emit(self._task)

    def _ended(self, then: Callable[[], None]) -> None:
        self._task = None
        then()

    def _failed(self, error: Exception, handle: Callable[[UserError], None] | None) -> None:
        if isinstance(error, PlannerBug):
            self._ask.fault(error.message, error.detail)
        elif isinstance(error, UserError) and handle is not None:
            handle(error)
        else:
            self._ask.tell("Not done", str(error))
