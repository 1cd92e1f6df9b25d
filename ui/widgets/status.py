"""Decides what the status bar says: what was just done, work under way, and which case this is."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar, QWidget

from planner.months import Month
from ui.document import Document
from ui.models.findings import counted
from ui.style import SPACE
from ui.tasks.task import Task
from ui.widgets.busy_strip import BusyStrip
from ui.widgets.words import Words

_SAID_FOR = 10_000  # milliseconds


class Status(QStatusBar):
    """The bar at the bottom."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._busy = BusyStrip(self)
        self._older = Words("Plan older than data", self, tone="amber")
        self._case = Words("", self)
        self._case.setContentsMargins(SPACE, 0, SPACE, 0)
        for part in (self._busy, self._older, self._case):
            self.addPermanentWidget(part)
        self.setSizeGripEnabled(False)
        for changed in (document.plan_changed, document.saved_changed, document.undo_stack.indexChanged):
            changed.connect(self.refresh)
        self.refresh()

    def say(self, words: str) -> None:
        """Say what was just done, for a while."""
        self.showMessage(words, _SAID_FOR)

    def watch(self, task: Task) -> None:
        """Show a task while it runs."""
        self._busy.watch(task)

    def refresh(self) -> None:
        """Say which case this is."""
        document, settings = self._document, self._document.case.settings
        parts = [] if document.is_empty else [document.name]
        if isinstance(settings.start_month, Month) and isinstance(settings.months, int):
            parts.append(f"{counted(settings.months, 'month')} from {settings.start_month.words()}")
            parts.append(settings.currency)
        self._case.setText("  ·  ".join(parts))
        has_plan = document.planned is not None and document.planned.answer.plan is not None
        self._older.setVisible(has_plan and document.plan_is_older)
