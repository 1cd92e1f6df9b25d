"""Decides when a page that tells of the case asks for its answer and what it shows meanwhile; hidden it asks none."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.errors import UserError
from planner.tables.case import Case
from ui.means import Means
from ui.models.findings import tally
from ui.style import SPACE
from ui.tasks.asking import Asking
from ui.widgets.empty_state import EmptyState
from ui.widgets.words import Words

_PAUSE = 1500
"""Milliseconds after an edit until the page asks anew: a user who types is not done yet."""


class CaseAnswer(QWidget):
    """A page that asks a child of the case when it is shown, and again when the case has changed.

    Args:
        icon: of the page.
        words: what is being found out, for the status bar.
        purpose: what the page would tell, as a sentence.
        means: what the window gives.
        parent: the window.
    """

    def __init__(self, icon: str, words: str, purpose: str, means: Means, parent: QWidget) -> None:
        super().__init__(parent)
        self.means, self._words, self._purpose = means, words, purpose
        self.asking = Asking(means.watch, self)
        self._answered: Hashable = None
        self._answered_state: int | None = None
        self._asked: Hashable = None
        self._ended = ("", "")
        self._empty = EmptyState(icon, self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self.inside = QWidget(self._scroll)
        self._older = QFrame(self.inside)
        self._older.setObjectName("notice")
        self._older_words = Words("", self._older, wrap=True)
        self._again = QPushButton("Look again", self._older)
        self.column = QVBoxLayout(self.inside)
        self._stack = QStackedWidget(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self.keys: QWidget = self._scroll
        self._place()
        self._listen()

    def _place(self) -> None:
        older = QHBoxLayout(self._older)
        older.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        older.addWidget(self._older_words, 1)
        older.addWidget(self._again)
        self.column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        self.column.setSpacing(2 * SPACE)
        self.column.addWidget(self._older)
        self._scroll.setWidget(self.inside)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._empty.button.setProperty("primary", True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._older.hide()

    def _listen(self) -> None:
        document = self.means.document
        self._empty.button.clicked.connect(self._help)
        self._again.clicked.connect(self._help)
        self._later.timeout.connect(self._ask_if_due)
        self.asking.changed.connect(self.refresh)
        self.asking.refused.connect(self._refused)
        self.asking.stopped.connect(self._stopped)
        document.table_changed.connect(self._changed)
        document.undo_stack.indexChanged.connect(self._changed)
        document.findings_changed.connect(self._changed)
        document.plan_changed.connect(self._changed)

    @abstractmethod
    def target(self, case: Case) -> tuple[Callable[..., object], tuple[object, ...]]:
        """What the child does, and with what: a function at module level that returns None where the case has errors,
        and its arguments."""

    @abstractmethod
    def show_answer(self, answer: object) -> None:
        """Show what the child answered."""

    def key(self) -> Hashable:
        """What the answer hangs on: another key, another answer."""
        return self.means.document.state

    @property
    def is_current(self) -> bool:
        """Whether what is shown is of the case as it is now."""
        return self._answered is not None and self._answered == self.key()

    @property
    def has_answer(self) -> bool:
        return self._answered is not None

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far down the page is read."""
        return self._scroll.verticalScrollBar()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._forget_another_case()
        self._ask_if_due()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the answer any more."""
        super().hideEvent(event)
        self._later.stop()
        if not event.spontaneous():
            self.asking.drop()
            self._asked = None

    def refresh(self) -> None:
        """Say what is missing, or show the answer and whether it is older than the data."""
        shown = self.has_answer
        self._stack.setCurrentWidget(self._scroll if shown else self._empty)
        self.keys = self._scroll if shown else self._empty.button
        self._older.setVisible(shown and not self.is_current)
        self._older_words.setText(f"The data has changed since.{self._why_not_now()}")
        self._again.setText("Show the errors" if self._errors else "Stop" if self.asking.running else "Look again")
        self._say_empty()

    def _why_not_now(self) -> str:
        if self._errors:
            return " It has errors, so what is shown here is of the data before."
        return " Looking again …" if self.asking.running else f" {self._ended[1]}".rstrip()

    def _say_empty(self) -> None:
        if self.means.document.is_empty:
            self._empty.say(
                "No case yet", "Open the sample or a workbook on the Start page, or enter your data.", "Go to Start"
            )
        elif self._errors:
            self._empty.say(
                "The data has errors",
                "Nothing can be told of it before they are mended. Each says what is wrong and how to mend it.",
                "Show the errors",
            )
        elif self.asking.running:
            self._empty.say(f"{self._words} …", "You can go on working.", "Stop")
        elif self._ended[0]:
            self._empty.say(*self._ended, "Look again")
        else:
            self._empty.say("Nothing looked at yet", self._purpose, "Look")

    @property
    def _errors(self) -> int:
        return tally(self.means.document.findings)[0]

    def _help(self) -> None:
        if self.means.document.is_empty:
            self.means.show_page("start")
        elif self._errors:
            self.means.show_page("checks")
        elif self.asking.running:
            self.asking.stop()
        else:
            self._asked = None
            self._ask_if_due()

    def look_again(self) -> None:
        """Something else the answer hangs on has changed."""
        self._changed()

    def _changed(self) -> None:
        """The case, its findings or its plan are others: look again once the user pauses."""
        self._forget_another_case()
        if self.isVisible():
            if not self.is_current and self._asked != self.key():
                self._later.start()
            self.refresh()

    def _forget_another_case(self) -> None:
        """What was told of a case that is no longer open is not shown."""
        document = self.means.document
        another = document.undo_stack.count() == 0 and self._answered_state != document.state
        if document.is_empty or another:
            self._answered, self._ended = None, ("", "")

    def _ask_if_due(self) -> None:
        document, key = self.means.document, self.key()
        if not self.isVisible() or document.is_empty or self._errors or self.is_current or self._asked == key:
            return
        self._asked, self._ended = key, ("", "")
        target, arguments = self.target(document.case.copy())
        state = document.state
        self.asking.ask(self._words, lambda answer: self._take(answer, key, state), target, *arguments)

    def _take(self, answer: object, key: Hashable, state: int) -> None:
        if answer is None:  # errors the window has not heard of yet: its own check tells them
            self._asked = None
            return
        self._answered, self._answered_state = key, state
        self.show_answer(answer)
        self.refresh()
        if key != self.key():
            self._later.start()

    def _refused(self, error: UserError) -> None:
        self._ended = (error.message, error.cure)
        self.refresh()

    def _stopped(self) -> None:
        self._ended = ("Stopped", "Nothing was found out.")
        self.refresh()
