"""Decides what happens when the program itself fails: written to a log, said once in plain words, never in a flood."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from planner import __version__
from planner.errors import UserError

_PAUSE = 10.0  # seconds after one box in which no other opens
_LOG_BYTES = 1_000_000


class Faults(QObject):
    """Takes what nobody caught.

    Args:
        folder: where the log is written; it is made if need be.
        tell: shows a box with a sentence and details.
        advise: shows a box with a sentence of advice, for what a user can mend.
    """

    _came = Signal(object)

    def __init__(self, folder: Path, tell: Callable[[str, str], None], advise: Callable[[str, str], None]) -> None:
        super().__init__()
        self._tell, self._advise = tell, advise
        self._silent_until = 0.0
        self._held_back = 0
        self._open = False
        self._log = _Log(folder)
        self._came.connect(self._show)

    def hook(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Take an exception, as ``sys.excepthook`` does; from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self._log.add(fault.with_traceback(trace))
        self._came.emit(fault)

    def _show(self, fault: BaseException) -> None:
        if self._open or time.monotonic() < self._silent_until:
            self._held_back += 1
            return
        self._open = True
        try:
            if isinstance(fault, UserError):
                self._advise("Not done", str(fault))
            else:
                self._tell(self._words(), self._details(fault))
        finally:
            self._open = False
            self._held_back = 0
            self._silent_until = time.monotonic() + _PAUSE

    def _words(self) -> str:
        more = f" {self._held_back} more faults were written to the log." if self._held_back else ""
        return (
            "This is a fault of the program, not of your data. Your case is still open: save it under another name "
            f"to be safe.{more} A report with the details helps to mend it."
        )

    def _details(self, fault: BaseException) -> str:
        own = getattr(fault, "detail", "")
        trace = own or "".join(traceback.format_exception(fault))
        return f"Remanence {__version__}, Python {sys.version}, {sys.platform}\nLog: {self._log.file}\n\n{trace}"


class _Log:
    """A file that faults are added to; when it is full, the one before is given up."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "remanence.log"

    def add(self, fault: BaseException) -> None:
        told = "".join(traceback.format_exception(fault)) + getattr(fault, "detail", "")
        entry = f"{datetime.now().astimezone().isoformat(timespec='seconds')} Remanence {__version__}\n{told}\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self.file.exists() and self.file.stat().st_size > _LOG_BYTES:
                self.file.replace(self.file.with_suffix(".old.log"))
            with self.file.open("a", encoding="utf-8") as log:
                log.write(entry)
        except OSError:  # nowhere to write: better on the terminal than nowhere
            if sys.stderr is not None:
                sys.stderr.write(entry)
