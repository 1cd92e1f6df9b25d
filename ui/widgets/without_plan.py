"""Decides what a page about a plan says while there is none: why, and the button that gets one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.means import Means
from ui.models.findings import tally
from ui.widgets.empty_state import EmptyState


class WithoutPlan(EmptyState):
    """Shown in place of a page.

    Args:
        icon: of the page.
        purpose: what the page would tell of a plan, as a sentence.
        means: the document, and what the button does.
        parent: the page.
    """

    def __init__(self, icon: str, purpose: str, means: Means, parent: QWidget) -> None:
        super().__init__(icon, parent)
        self._purpose, self._means = purpose, means
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._help)
        means.document.findings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is missing."""
        document = self._means.document
        errors, _ = tally(document.findings)
        if document.is_empty:
            self.say("No case yet", "Open the sample or a workbook on the Start page, or enter your data.", "Start")
        elif errors:
            self.say(
                "The data has errors",
                "Errors stop planning. Each says what is wrong and how to mend it.",
                "Show the errors",
            )
        elif document.planned is None:
            self.say("No plan yet", self._purpose, "Plan")
        else:
            self.say("Planning ended without a plan", "The Plan page says why, and what to do.", "Go to the Plan page")

    def _help(self) -> None:
        document = self._means.document
        errors, _ = tally(document.findings)
        if document.is_empty:
            self._means.show_page("start")
        elif errors:
            self._means.show_page("checks")
        elif document.planned is None:
            self._means.command("plan")
        else:
            self._means.show_page("plan")
