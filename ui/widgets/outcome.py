"""Decides how the end of a solve is told: one of eight plain outcomes, why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.plan.answer import Answer
from planner.report.words import about
from planner.solve.outcome import Status
from ui.style import SECTION, SPACE
from ui.widgets.picture import Picture
from ui.widgets.words import Words

TITLES = {
    Status.PROVEN: "This is the recommended plan",
    Status.STOPPED_WITH_PLAN: "A plan, not yet proven to be the best",
    Status.STOPPED_WITHOUT_PLAN: "No plan was found in the time given",
    Status.INFEASIBLE: "No plan can keep all the limits",
    Status.UNBOUNDED: "The model has no cheapest plan",
    Status.CANCELLED: "Planning was stopped",
    Status.FAILED: "Planning failed",
    Status.REFUSED: "The data has errors, so it was not planned",
}


class Outcome(QFrame):
    """How planning ended."""

    checks_wanted = Signal()
    """The user wants to see the errors."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = Picture("good", self, size=24)
        self._title = Words("", self, size=SECTION, bold=True)
        self._sentence = Words("", self, wrap=True)
        self._checks = QPushButton("Show the errors", self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(12)
        box.addWidget(self._picture)
        box.addLayout(words, 1)
        box.addWidget(self._checks)
        self._checks.clicked.connect(self.checks_wanted)

    def show_answer(self, answer: Answer) -> None:
        """Tell how this came out."""
        icon, name, role = _dress(answer.status)
        self.setObjectName(name)
        self.style().unpolish(self)
        self.style().polish(self)
        self._picture.show_icon(icon, role)
        self._title.setText(TITLES[answer.status])
        self._sentence.setText(_sentence(answer))
        self._checks.setVisible(answer.status is Status.REFUSED)
        self.setAccessibleName(f"{self._title.text()}. {self._sentence.text()}")


def _dress(status: Status) -> tuple[str, str, QPalette.ColorRole]:
    """Icon, frame and colour of an outcome."""
    if status is Status.PROVEN:
        return "good", "card", QPalette.ColorRole.Link
    if status in (Status.UNBOUNDED, Status.FAILED, Status.INFEASIBLE, Status.REFUSED):
        return "error", "alarm", QPalette.ColorRole.BrightText
    return "warning", "notice", QPalette.ColorRole.WindowText


def _sentence(answer: Answer) -> str:
    """Why it ended so, in one or two sentences, and how to go on."""
    took = f"It took {_duration(answer.seconds)}."
    match answer.status:
        case Status.PROVEN:
            proof = "No other plan is better." if not answer.gap or answer.gap <= 1e-6 else ""
            proof = proof or f"No other plan is more than {about(answer.gap or 0.0)} cheaper: this is proven."
            took = took.removesuffix(".") + " in all."
            words = f"{proof} {took} It was checked independently of the solver."
        case Status.STOPPED_WITH_PLAN if answer.gap is None:
            words = f"How much better another plan could be is not known. {took}"
        case Status.STOPPED_WITH_PLAN:
            words = f"It is within {about(answer.gap or 0.0)} of the best possible. {took} Plan again to look longer."
        case Status.STOPPED_WITHOUT_PLAN:
            words = f"{took} Plan again to look longer, or make the case smaller: fewer months, scenarios or products."
        case Status.CANCELLED:
            words = f"{answer.message} Press Plan to begin again."
        case _ if answer.clashes:
            clashes = "; ".join(one.removesuffix(".") for one in answer.clashes)
            words = f"{answer.message} These clash: {clashes}. Change one of them on the Data page."
        case _:
            words = answer.message
    return words


def _duration(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} seconds"
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes"
