"""Decides how long a file is ours to save: from its opening until another is opened, renewed every minute."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planner.store.lock import Holder, Lock, acquire, lock_file

_RENEWED_EVERY = 60_000  # milliseconds


class Hold(QObject):
    """Holds the lock of the open project."""

    lost = Signal()
    """Another window has taken the file over while this computer slept."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lock: Lock | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_RENEWED_EVERY)
        self._timer.timeout.connect(self.renew)

    def has(self, path: Path) -> bool:
        """Whether a file is ours."""
        return self._lock is not None and self._lock.file == lock_file(path)

    def take(self, path: Path) -> Holder | None:
        """Take a file, and let go of the one before; who has it where it is another's, and then nothing changes.

        Raises:
            UserError: nothing may be written there.
        """
        if self.has(path):
            return None
        got = acquire(path)
        if isinstance(got, Holder):
            return got
        self.release()
        self._lock = got
        self._timer.start()
        return None

    def release(self) -> None:
        """Let others have the file."""
        self._timer.stop()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def renew(self) -> None:
        """Show that we are still there."""
        if self._lock is not None and not self._lock.renew():
            self._lock = None
            self._timer.stop()
            self.lost.emit()
