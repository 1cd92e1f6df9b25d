"""Decides which files are offered again: the last ones opened or saved, those that are gone marked as such."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

MOST = 8
_KEY = "recent"


class Recent(QObject):
    """The files used last, the newest first, remembered between two sessions.

    Whether they are still there is looked up in a thread: a network folder that does not answer must not hold up the
    window.
    """

    changed = Signal()
    _looked = Signal(object)

    def __init__(self, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        told = settings.value(_KEY, [])
        listed = [told] if isinstance(told, str) else told if isinstance(told, list) else []
        self.paths: tuple[Path, ...] = tuple(Path(one) for one in listed if isinstance(one, str) and one)[:MOST]
        self._missing: frozenset[Path] = frozenset()
        self._looked.connect(self._take)

    def is_missing(self, path: Path) -> bool:
        """Whether the file was not there when it was last looked for."""
        return path in self._missing

    def add(self, path: Path) -> None:
        """A file was opened or saved."""
        path = path.absolute()
        self._missing -= {path}
        self._set((path, *(one for one in self.paths if one != path))[:MOST])

    def remove(self, path: Path) -> None:
        """Offer a file no more."""
        self._set(tuple(one for one in self.paths if one != path))

    def clear(self) -> None:
        """Offer none."""
        self._set(())

    def look(self) -> None:
        """Find out which of them are gone; ``changed`` tells when something is."""
        if self.paths:
            threading.Thread(target=self._look, args=(self.paths,), name="recent files", daemon=True).start()

    def _look(self, paths: tuple[Path, ...]) -> None:
        gone = set()
        for path in paths:
            try:
                path.stat()
            except OSError:
                gone.add(path)
        with suppress(RuntimeError):  # the window is gone
            self._looked.emit(frozenset(gone))

    def _take(self, gone: frozenset[Path]) -> None:
        if gone != self._missing:
            self._missing = gone
            self.changed.emit()

    def _set(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self._settings.setValue(_KEY, [str(one) for one in paths])
        self.changed.emit()
