"""Decides how a file that hands a plan on is written: asked where, by a child, and asked again where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.errors import UserError
from planner.store.elsewhere import open_in_excel
from ui.dialogs.ask import Again, Ask
from ui.tasks.asking import Asking
from ui.tasks.handing import Handed

Write = Callable[[Callable[[Handed], None], Path], None]
"""Asks a child to write to a path; the answer goes to the first argument."""


class HandOut(QObject):
    """One file, or one folder, at a time.

    Args:
        ask: asks the user.
        asking: what the child is asked through, and nothing else.
        parent: owns it.
    """

    written = Signal(object, object)
    """Where it is now, and what the child handed back."""

    def __init__(self, ask: Ask, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._ask, self._asking = ask, asking
        self._again: Callable[[], None] | None = None
        self._where: Callable[[], Path | None] = lambda: None
        self._write: Write | None = None
        asking.refused.connect(self._refused)

    def begin(self, where: Callable[[], Path | None], write: Write) -> None:
        """Ask where to write, and write there.

        Args:
            where: asks the user for the file; None gives it up.
            write: lets a child write it.
        """
        self._where, self._write = where, write
        path = where()
        if path is not None:
            self._try(path)

    def _try(self, path: Path) -> None:
        if open_in_excel(path):
            self._ask_again(f"{path.name} is open in Excel. Close it there, or save a copy.", path)
            return
        assert self._write is not None
        self._again = partial(self._try, path)
        self._write(partial(self._done, path), path)

    def _done(self, path: Path, handed: Handed) -> None:
        self._again = None
        self.written.emit(path, handed)

    def _refused(self, error: UserError) -> None:
        again, self._again = self._again, None
        if again is not None:
            self._answer(self._ask.again("Not saved", str(error)), again)

    def _ask_again(self, reason: str, path: Path) -> None:
        self._answer(self._ask.again("Not saved", reason), partial(self._try, path))

    def _answer(self, wanted: Again, retry: Callable[[], None]) -> None:
        if wanted is Again.RETRY:
            retry()
        elif wanted is Again.COPY and self._write is not None:
            self.begin(self._where, self._write)
