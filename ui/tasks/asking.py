"""Decides how a page asks what takes long: one question at a time, of a child process that is watched and stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from planner.errors import UserError
from planner.work import Job
from ui.tasks.task import Task

R = TypeVar("R")


class Asking(QObject):
    """Asks questions of a child, the newest only: a new one puts out the one before.

    Args:
        watch: shows a task while it runs, such as ``Status.watch``.
        parent: owns it; who puts the window away drops every question of it.
    """

    changed = Signal()
    """A question was asked, or one has ended in any way."""
    heard = Signal(object)
    """An event of the child."""
    refused = Signal(object)
    """The UserError a question ended with: a sentence for the user."""
    stopped = Signal()
    """The user stopped a question; no answer comes."""

    def __init__(self, watch: Callable[[Task], None], parent: QObject) -> None:
        super().__init__(parent)
        self._watch = watch
        self._task: Task | None = None

    @property
    def running(self) -> bool:
        return self._task is not None

    def ask(self, words: str, done: Callable[[R], None], target: Callable[..., R], *args: object) -> None:
        """Let a child answer.

        Args:
            words: what is being found out, for the status bar.
            done: is given the answer.
            target, args: what the child does, see ``Job``.
        """
        self.drop()
        job = Job(target, *args)
        task = self._task = Task(job, job.result, words, self)
        task.heard.connect(self.heard)
        task.done.connect(lambda answer: self._ended(lambda: done(answer)))
        task.stopped.connect(lambda: self._ended(self.stopped.emit))
        task.failed.connect(lambda error: self._ended(lambda: self._failed(error)))
        self._watch(task)
        self.changed.emit()

    def stop(self) -> None:
        """Ask the child to stop; an answer that is ready by then still comes."""
        if self._task is not None:
            self._task.stop()

    def drop(self) -> None:
        """End the question; nothing more is heard of it."""
        if self._task is not None:
            task, self._task = self._task, None
            task.drop()
            self.changed.emit()

    def _ended(self, then: Callable[[], None]) -> None:
        self._task = None
        self.changed.emit()
        then()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error  # a fault of ours: the box for faults tells it
        self.refused.emit(error)
