"""Decides when unsaved work is copied aside: soon after a change, before each plan; and what is offered of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planner.store import recovery
from planner.work import Job
from ui.document import Document
from ui.planned import Planned
from ui.tasks import children
from ui.tasks.task import Task

AFTER = 30_000
"""Milliseconds from the first change to the copy; writing it takes a few seconds more."""

_END_SECONDS = 2.0  # most that a copy under way may hold up the end of the window


class Keeper(QObject):
    """Keeps copies of unsaved work, written by a child.

    Args:
        document: what is kept.
        folder: where copies live; None keeps none.
        parent: the window.

    Attributes:
        after: milliseconds from the first change to the copy.
    """

    offered = Signal(object)
    """Unsaved work that crashed windows left, as a tuple of ``children.Offer``."""
    failed = Signal(str)
    """Why no copy could be kept."""
    kept = Signal()
    """A copy was written."""

    def __init__(self, document: Document, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self.after = AFTER
        self._document, self._folder = document, folder
        self._number = 0
        self._fingerprint = ""
        self._written: tuple[int, tuple[Planned, ...]] | None = None
        self._job: Job[None] | None = None
        self._task: Task | None = None
        self._taken_over: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_now)
        for changed in (document.saved_changed, document.plan_changed, document.undo_stack.indexChanged):
            changed.connect(self._changed)

    def begin(self, fingerprint: str, instead_of: Path | None = None) -> None:
        """Another case is open.

        Args:
            fingerprint: of the case as it stands in its file; empty without one.
            instead_of: the copy it was opened from, which goes once there is a new one.
        """
        self._clean()
        self._number += 1
        self._fingerprint, self._taken_over = fingerprint, instead_of
        if instead_of is not None:
            self.keep_now()

    def saved(self, fingerprint: str) -> None:
        """The case was saved, as a case with this fingerprint."""
        self._fingerprint = fingerprint

    def keep_now(self) -> None:
        """Write a copy of what is not saved, unless there already is one."""
        document = self._document
        if self._folder is None or document.is_saved or document.is_empty:
            return
        now = (document.state, document.plans)
        if self._job is not None:
            self._timer.start(self.after // 4)
        elif now != self._written:
            self._timer.stop()
            source = recovery.origin(document.name, document.path, self._fingerprint, self._number)
            case, notes = document.case.copy(), dict(document.notes)
            self._job = Job(children.copy_kept, self._folder, case, document.plans, notes, source)
            self._task = Task(self._job, self._job.result, "Keeping a copy", self)
            self._task.done.connect(lambda _: self._ended(now))
            self._task.failed.connect(self._not_kept)
            self._task.stopped.connect(lambda: self._ended(None))

    def look_for_offers(self) -> None:
        """Look for work that crashed windows left; ``offered`` follows if there is any."""
        if self._folder is None or not any(self._folder.glob("recovery-*")):
            return
        job = Job(children.recoverable, self._folder)
        task = Task(job, job.result, "Looking for unsaved work", self)
        task.done.connect(lambda found: self.offered.emit(found) if found else None)

    def close(self) -> None:
        """The window closes; what is not saved was given up on purpose."""
        self._clean()

    def _changed(self) -> None:
        if self._document.is_saved or self._document.is_empty:
            self._clean()
        elif not self._timer.isActive() and (self._document.state, self._document.plans) != self._written:
            self._timer.start(self.after)

    def _ended(self, now: tuple[int, tuple[Planned, ...]] | None) -> None:
        self._job = self._task = None
        self._written = now
        if now is not None and self._taken_over is not None:
            recovery.discard(self._taken_over)
            self._taken_over = None
        self._changed()
        if now is not None:
            self.kept.emit()

    def _not_kept(self, error: Exception) -> None:
        self._job = self._task = None
        self.failed.emit(f"No copy of the unsaved work could be kept: {error}")

    def _clean(self) -> None:
        """Delete the copy of what is saved now, or given up; one that is being written too."""
        self._timer.stop()
        if self._folder is None:
            return
        if self._task is not None and self._job is not None:
            self._task.drop()
            self._job.wait(_END_SECONDS)  # else the copy could come after it was deleted
            self._job = self._task = None
        elif self._written is None:
            return
        self._written = None
        recovery.clean(self._folder, recovery.origin("", None, "", self._number))
