"""Decides how the files used last stand on the first page: a line each, those that are gone can only be removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import icons
from ui.style import SECTION, SPACE
from ui.tasks.recent import Recent
from ui.tips import tip
from ui.widgets.recent_menu import short_folder
from ui.widgets.words import Words

_SHOWN = 5


class RecentList(QWidget):
    """The last files, with their folders; hidden where there are none."""

    chosen = Signal(object)
    """The file wanted."""

    def __init__(self, recent: Recent, parent: QWidget) -> None:
        super().__init__(parent)
        self._recent = recent
        self._lines: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, SPACE, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(Words("Recent files", self, size=SECTION, bold=True))
        recent.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(path) for path in self._recent.paths[:_SHOWN]]
        for line in self._lines:
            self._box.addWidget(line)
        self.setVisible(bool(self._lines))

    def _line(self, path: Path) -> QWidget:
        gone = self._recent.is_missing(path)
        line = QWidget(self)
        button = QPushButton(icons.icon("data" if path.suffix == ".xlsx" else "open"), path.name, line)
        button.setEnabled(not gone)
        button.setToolTip(tip(str(path)))
        button.setAccessibleName(f"Open {path.name}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(path))
        folder: QLabel = Words("not found" if gone else short_folder(path), line, tone="muted")
        folder.setToolTip(tip(str(path)))
        remove = QToolButton(line)
        remove.setIcon(icons.icon("close"))
        remove.setToolTip("Remove from this list")
        remove.setAccessibleName(f"Remove {path.name} from this list")
        remove.clicked.connect(lambda: self._recent.remove(path))
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(button)
        box.addWidget(folder, 1)
        box.addWidget(remove)
        return line
