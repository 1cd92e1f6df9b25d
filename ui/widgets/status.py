"""Decides what the status bar says: what was just done, work under way, and which case this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStatusBar, QWidget

from ui.style import SPACE
from ui.widgets.busy_strip import BusyStrip
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.tasks.task import Task

_SAID_FOR = 10_000  # milliseconds
_BETWEEN = "  ·  "
_SHARE, _BUSY_SHARE = 0.96, 0.45  # of the bar that the case may take: less while work under way is to be read


class Status(QStatusBar):
    """The bar at the bottom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._busy = BusyStrip(self)
        self._older = Words("Plan older than data", self, tone="amber")
        self._case = Words("", self)
        self._name = self._terms = ""
        self._case.setContentsMargins(SPACE, 0, SPACE, 0)
        for part in (self._busy, self._older, self._case):
            self.addPermanentWidget(part)
        self.setSizeGripEnabled(False)
        self._older.hide()
        self.messageChanged.connect(self._fit)
        self._busy.shown.connect(self._fit)

    def say(self, words: str) -> None:
        """Say what was just done, for a while."""
        self.showMessage(words, _SAID_FOR)

    def watch(self, task: Task) -> None:
        """Show a task while it runs."""
        self._busy.watch(task)

    def show_case(self, name: str, terms: str, *, older: bool) -> None:
        """Say which case this is, in which terms it is told, and whether its plan is older than its data."""
        self._name, self._terms = name, terms
        self._older.setVisible(older)
        self._fit()

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._fit()

    def _fit(self) -> None:
        """Shorten the name where it is long; whole, it is a tooltip. Months and currency stay whole.

        While something is said the name, which stands above the pages too, leaves it its room.
        """
        terms = f"{_BETWEEN}{self._terms}" if self._terms else ""
        whole = f"{self._name}{terms}" if self._name else self._terms
        metrics = self._case.fontMetrics()
        share = _BUSY_SHARE if self._busy.isVisibleTo(self) else _SHARE
        older = self._older.sizeHint().width() + SPACE if self._older.isVisibleTo(self) else 0
        room = int(share * self.width()) - older - metrics.horizontalAdvance(terms)
        cut = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(room, 0))
        name = "" if self.currentMessage() and self._terms else cut
        self._case.setText(f"{name}{terms}" if name else self._terms)
        self._case.setToolTip(whole if self._case.text() != whole else "")
