"""Decides how the files used last stand in the menu: the newest first, those that are gone greyed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.tasks.recent import Recent

_LONGEST = 60  # characters of a folder


class RecentMenu(QMenu):
    """A menu of its own within the menu of files."""

    chosen = Signal(object)
    """The file wanted."""

    def __init__(self, recent: Recent, parent: QWidget) -> None:
        super().__init__("Open recent", parent)
        self._recent = recent
        recent.changed.connect(self._fill)
        self.aboutToShow.connect(recent.look)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for number, path in enumerate(self._recent.paths, start=1):
            gone = self._recent.is_missing(path)
            words = f"{path.name}  –  {'not found' if gone else short_folder(path)}".replace("&", "&&")
            action = self.addAction(f"&{number}  {words}")
            action.setEnabled(not gone)
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _=False, wanted=path: self.chosen.emit(wanted))
        self.addSeparator()
        self.addAction("Clear the list").triggered.connect(self._recent.clear)
        self.setEnabled(bool(self._recent.paths))


def short_folder(path: Path) -> str:
    """The folder of a file, cut in the middle where it is long."""
    words = str(path.parent)
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"
