"""Decides how the case is saved: to its own file or a new one, never over what another program or window has there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from planner.errors import UserError
from planner.store.elsewhere import Stamp, open_in_excel, stamp
from planner.store.left_out import left_out
from planner.store.project import SUFFIX
from ui.dialogs.ask import Again, Ask
from ui.document import Document
from ui.tasks import children
from ui.tasks.hold import Hold
from ui.tasks.turns import Turns

Then = Callable[[], None]


class Saving(QObject):
    """Saves the document.

    Args:
        document: is saved.
        ask: asks the user.
        turns: lets a child write.
        hold: holds the lock of a project that is saved.
        parent: owns this.
    """

    saved = Signal(object, str)
    """The file, and the fingerprint of the case in it."""

    def __init__(self, document: Document, ask: Ask, turns: Turns, hold: Hold, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._ask, self._turns, self._hold = document, ask, turns, hold
        self._stamp: Stamp | None = None
        self._may_replace = False
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def begin(self, read: Stamp | None, *, may_replace: bool) -> None:
        """Another case is open.

        Args:
            read: the stamp of its file when it was read.
            may_replace: whether saving may replace that file unasked; a workbook may hold more than we would save.
        """
        self._stamp, self._may_replace = read, may_replace

    def save(self, then: Then | None = None) -> None:
        """Save the case where it was saved before; else ask where."""
        path = self._document.path
        if path is None or self._document.read_only or not self._may_replace:
            self.save_as(then)
        else:
            self._write(path, then)

    def save_as(self, then: Then | None = None) -> None:
        """Save the case under another name."""
        path = self._ask.case_to_write("Save the case", self._suggestion())
        if path is not None:
            self._write(path, then, asked=True)

    def _suggestion(self) -> Path:
        document = self._document
        if document.path is None:
            return self._folder / f"{as_file_name(document.name)}{SUFFIX}"
        if document.read_only:
            return document.path.with_name(f"{document.path.stem} (copy){document.path.suffix}")
        if self._may_replace:
            return document.path
        return document.path.with_suffix(SUFFIX)

    def _write(self, path: Path, then: Then | None, *, asked: bool = False) -> None:
        """Save to a file, unless somebody else has it; ``asked`` if the user has just said it may be replaced."""
        if hindrance := self._hindrance(path):
            self._ask_again(hindrance, path, then, asked=asked)
            return
        if not asked and self._stamp is not None and stamp(path) not in (self._stamp, None):
            wanted = self._ask.changed_since(path.name)
            if wanted is not Again.RETRY:
                if wanted is Again.COPY:
                    self.save_as(then)
                return
        self._write_now(path, then, asked=asked)

    def _hindrance(self, path: Path) -> str:
        """Why a file may not be written now, as a sentence; empty where it may. A project becomes ours."""
        if not _is_project(path):
            return f"{path.name} is open in Excel. Close it there, or save a copy." if open_in_excel(path) else ""
        try:
            holder = self._hold.take(path) if path.parent.is_dir() else None  # else the sentence of the child fits
        except UserError as error:
            return str(error)
        return "" if holder is None else f"{path.name} is open in another window: {holder.words}."

    def _write_now(self, path: Path, then: Then | None, *, asked: bool) -> None:
        document = self._document
        state, plans = document.state, document.plans
        is_project = _is_project(path)

        def wrote(written: children.Written) -> None:
            self._stamp, self._may_replace, self._folder = written.stamp, True, path.parent
            if not is_project:
                self._hold.release()
            document.saved_as(path, state, plans)
            left = "" if is_project else left_out(len(plans), document.notes)
            lost = f" A workbook does not hold the {left}: save as a project to keep them." if left else ""
            self._turns.said.emit(f"Saved as {path.name}.{lost}")
            self.saved.emit(path, written.fingerprint)
            if then is not None:
                then()

        def again(error: UserError) -> None:
            if is_project and document.path is not None and _is_project(document.path) and not document.read_only:
                self._hindrance(document.path)  # the old file is ours again, since there is no new one
            self._ask_again(str(error), path, then, asked=asked)

        words, case = f"Saving {path.name}", document.case.copy()
        if is_project:
            notes = dict(document.notes)
            self._turns.run(words, wrote, children.project_written, case, plans, notes, path, failed=again)
        else:
            self._turns.run(words, wrote, children.case_written, case, path, failed=again)

    def _ask_again(self, reason: str, path: Path, then: Then | None, *, asked: bool) -> None:
        wanted = self._ask.again("Not saved", reason)
        if wanted is Again.RETRY:
            self._write(path, then, asked=asked)
        elif wanted is Again.COPY:
            self.save_as(then)


def _is_project(path: Path) -> bool:
    return path.suffix.casefold() == SUFFIX


def as_file_name(name: str) -> str:
    """The name without what a file system may refuse."""
    return "".join(" " if mark in '<>:"/\\|?*' or not mark.isprintable() else mark for mark in name).strip() or "Case"
