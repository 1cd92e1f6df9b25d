"""Decides how a comparison that must be solved for is asked: what it would tell, a button, progress, the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.document import Planned
from ui.means import Means
from ui.style import SECTION, SPACE
from ui.tasks.asking import Asking
from ui.widgets.asking_strip import AskingStrip
from ui.widgets.compared_view import Compared, ComparedView
from ui.widgets.grid import Grid
from ui.widgets.sentences_card import Line
from ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a plan.

    Attributes:
        title: the question, as people ask it.
        words: what the answer tells and what it takes.
        button: the verb on the button.
        watching: what is being found out, while it is.
        target: answers in a child process.
        args: what the target is given for a plan.
        shown: how the answer is read.
    """

    title: str
    words: str
    button: str
    watching: str
    target: Callable[..., Any]
    args: Callable[[Planned], tuple[object, ...]]
    shown: Callable[[Planned, Any], Compared]


class AskedPanel(QWidget):
    """One question and its answer, for the plan that is shown.

    Args:
        means: what the page was given.
        question: what is asked.
        parent: the page.
    """

    def __init__(self, means: Means, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._planned: Planned | None = None
        self.asking = Asking(means.watch, self)
        self._strip = AskingStrip(self.asking, self)
        self._invite = QFrame(self)
        self._invite.setObjectName("card")
        self._button = QPushButton(question.button, self._invite)
        self._button.setProperty("primary", True)
        self._view = ComparedView(means.look, means.ask, self)
        self._view.hide()
        self._lay_out()
        self._button.clicked.connect(self._ask)
        self.asking.changed.connect(self._follow)

    def _lay_out(self) -> None:
        words = Line(self._question.words, self._invite, tone="muted")
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        inside = QVBoxLayout(self._invite)
        inside.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        inside.setSpacing(SPACE)
        inside.addWidget(Words(self._question.title, self._invite, size=SECTION, bold=True))
        inside.addWidget(words)
        inside.addSpacing(SPACE)
        inside.addLayout(row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        for part in (self._invite, self._strip, self._view):
            box.addWidget(part)
        box.addStretch(1)

    @property
    def grid(self) -> Grid | None:
        """The grid of the answer."""
        return self._view.grid if self._view.isVisibleTo(self) else None

    def begin(self, planned: Planned | None) -> None:
        """Another plan is asked about: the answer there was is not its own."""
        if planned is self._planned:
            return
        self._planned = planned
        self.asking.drop()
        self._strip.clear()
        self._view.hide()
        self._invite.show()

    def _ask(self) -> None:
        planned = self._planned
        if planned is not None:
            self._strip.begin(self._question.watching)
            args = self._question.args(planned)
            self.asking.ask(self._question.watching, self._take, self._question.target, *args)

    def _take(self, answer: object) -> None:
        if self._planned is not None:
            self._view.show_compared(self._question.shown(self._planned, answer))
            self._invite.hide()
            self._view.show()

    def _follow(self) -> None:
        self._button.setEnabled(not self.asking.running)
