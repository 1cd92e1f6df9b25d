"""Decides how the window listens to long work: a timer asks the child's door, and signals tell what it said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from planner.errors import PlannerBug, UserError
from planner.events import Event, Stopped

_EVERY = 50  # milliseconds between two questions


class Running(Protocol):
    """Work in a child process: ``planner.work.Job`` and ``planner.planning.PlanRun`` are such."""

    @property
    def running(self) -> bool: ...
    def poll(self) -> list[Event]: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...


class Task(QObject):
    """One piece of long work, listened to until it ends. One of ``done``, ``failed`` and ``stopped`` follows, unless it
    is dropped; ``over`` comes before it.

    Args:
        work: the work, already begun.
        result: hands over its result once it has ended, or raises as ``Job.result`` does.
        words: what is being done, for the status bar.
        parent: owns the task.
    """

    heard = Signal(object)
    """An event of the work."""
    done = Signal(object)
    """Its result."""
    failed = Signal(object)
    """The UserError or PlannerBug it ended with."""
    stopped = Signal()
    """It was stopped and has nothing to hand over."""
    over = Signal()
    """It has ended in any way, or was dropped."""

    def __init__(self, work: Running, result: Callable[[], object], words: str, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self._work = work
        self._result = result
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._ask)
        self._timer.start()

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def stop(self) -> None:
        """Ask it to stop; what it has by then is still handed over."""
        self._work.stop()

    def drop(self) -> None:
        """End it now; nothing more is heard of it."""
        self._timer.stop()
        self._work.kill()
        self.over.emit()
        self.deleteLater()

    def _ask(self) -> None:
        still = self._work.running
        for event in self._work.poll():
            self.heard.emit(event)
        if still or not self._timer.isActive():
            return
        self._timer.stop()
        self.over.emit()
        try:
            result = self._result()
        except Stopped:
            self.stopped.emit()
        except (UserError, PlannerBug) as error:
            self.failed.emit(error)
        else:
            self.done.emit(result)
        self.deleteLater()
