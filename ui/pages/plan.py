"""Decides how a plan is sought and read: progress, then how it ended, figures, advice, charts, tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.events import Event
from planner.report.headline import UNKNOWN_RUNWAY, figures
from planner.report.recommend import sentences
from ui.dialogs.ask import Ask
from ui.document import Document, Planned
from ui.models.findings import tally
from ui.style import SPACE, Look
from ui.tasks import children
from ui.tasks.asking import Asking
from ui.tasks.pieces import Piece, Pieces
from ui.widgets.advice import Advice
from ui.widgets.chart_card import ChartCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.grid import Grid
from ui.widgets.outcome import Outcome
from ui.widgets.plan_tables import PlanTables
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.tile import Tiles
from ui.widgets.words import Words

_TILES = 5
_OLDER = "The data has changed since: this plan is older than your data."
_CHANGED = "The data has changed since."


class PlanPage(QWidget):
    """The plan of the case."""

    plan_wanted = Signal()
    stop_wanted = Signal()
    checks_wanted = Signal()
    change_wanted = Signal()
    """The user wants to change a number before planning."""
    why_wanted = Signal(str)
    """The sentence of the advice of which the user asks why."""
    whole = Signal()
    """All of the plan can be read."""

    def __init__(self, document: Document, ask: Ask, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._ask = document, ask
        self._shown: Planned | None = None
        self._running = False
        self._pieces = Pieces(self)
        self._runway = Asking(lambda _: None, self)  # too quick to be watched
        self._empty = EmptyState("plan", self)
        self._above = QWidget(self)
        self._progress = ProgressPanel(look, self._above)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._inside = QWidget(self._scroll)
        self._older = QFrame(self._inside)
        self._older.setObjectName("notice")
        self._older_words = Words(_OLDER, self._older)
        self._again = QPushButton("Plan again", self._older)
        self._outcome = Outcome(self._inside)
        self._tiles = Tiles(_TILES, self._inside)
        self._advice = Advice(self._inside)
        self._charts = ChartCard(look, self._inside)
        self._tables = PlanTables(look, self._inside)
        self._of_plan = (self._tiles, self._advice, self._charts, self._tables)
        self._stack = QStackedWidget(self)
        self.keys: QWidget = self._scroll
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        older = QHBoxLayout(self._older)
        older.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        older.addWidget(self._older_words, 1)
        older.addWidget(self._again)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._older)
        column.addWidget(self._outcome)
        for part in self._of_plan:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self._progress)
        box.addWidget(self._above)
        box.addWidget(self._stack, 1)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # gives way to progress
        self._above.hide()
        self._align()

    def _connect(self) -> None:
        self._empty.button.clicked.connect(self._help)
        self._empty.other.clicked.connect(self.change_wanted)
        self._again.clicked.connect(self.plan_wanted)
        self._progress.stop_wanted.connect(self.stop_wanted)
        self._outcome.checks_wanted.connect(self.checks_wanted)
        self._advice.why_wanted.connect(self.why_wanted)
        self._charts.save_wanted.connect(self._save_chart)
        self._charts.drawing.failed.connect(self._chart_failed)
        self._pieces.done.connect(self.whole)
        self._document.plan_changed.connect(self.refresh)
        self.scroll_bar.rangeChanged.connect(self._align)
        self._document.findings_changed.connect(self._say_empty)

    @property
    def grid(self) -> Grid | None:
        """The grid of the table shown."""
        return self._tables.grid if self._shown is not None and self._shown.answer.plan is not None else None

    @property
    def is_whole(self) -> bool:
        """Whether all of the plan, if there is one, can be read; it appears in a few turns of the event loop."""
        return not self._pieces.busy

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far down the page is read."""
        return self._scroll.verticalScrollBar()

    def begin(self, asked: float) -> None:
        """A run has begun that ends when the gap is down to ``asked``."""
        self._running = True
        self._progress.begin(self._document.case.settings.currency, asked)
        self._above.show()
        if self._stack.currentWidget() is self._empty:  # nothing else can be pressed until there is a plan
            self.keys = self._progress.stop
        self._say_empty()
        self._pieces.finish()
        self._pieces.begin(self._preparing())

    def hear(self, event: Event) -> None:
        self._progress.hear(event)

    def end(self) -> None:
        """The run is over."""
        self._running = False
        self._progress.end()
        held = self._holds_keys()
        self._above.hide()
        self._say_empty()
        if self.keys is self._progress.stop:
            self.keys = self._empty.button
        if held:
            self.keys.setFocus()

    def refresh(self) -> None:
        """Show the document's answer."""
        planned = self._document.planned
        self._say_empty()
        self._older.setVisible(self._document.plan_is_older)
        has_plan = planned is not None and planned.answer.plan is not None
        self._older_words.setText(_OLDER if has_plan else _CHANGED)
        if planned is not self._shown or planned is None:
            self._shown = planned
            self._runway.drop()
            self._pieces.begin(self._showing(planned))

    def _preparing(self) -> Iterator[Piece]:
        """What a plan will need, made while it is sought."""
        yield self._tables.prepare
        for part in (self._outcome, *self._of_plan):
            yield part.ensurePolished
            for child in part.findChildren(QWidget):
                yield child.ensurePolished
        yield self._charts.drawing.warm  # last: loading in a thread, it keeps Python from the window now and then

    def _showing(self, planned: Planned | None) -> Iterator[Piece]:
        """The pieces of an answer: all of it is made before it is seen, and the chart, which takes longest, comes last.

        Made all at once they would hold up the window for a quarter of a second.
        """
        plan = planned.answer.plan if planned is not None else None
        if planned is None:
            yield lambda: self._turn_to(self._empty, self._empty.button)
            return
        yield lambda: self._outcome.show_answer(planned.answer)
        if plan is not None:
            yield lambda: self._tiles.show_figures((*figures(planned.case, plan), UNKNOWN_RUNWAY))
            yield lambda: self._advice.show_sentences(sentences(planned.case, plan))
            yield lambda: self._tables.show_plan(planned.case, plan)
        for part in self._of_plan:
            yield partial(part.setVisible, plan is not None)
        yield lambda: self._turn_to(self._scroll, self._scroll)
        if plan is None:
            yield lambda: self._charts.show_plan(None, None)
        else:
            yield lambda: self._charts.show_plan(planned.case, planned.answer)
            yield lambda: self._find_runway(planned)

    def _find_runway(self, planned: Planned) -> None:
        """Let a child find the shortest runway, which is not the plan's but the case's; a dash stands there so long."""
        self._runway.ask("Finding the shortest runway", self._tiles.show_last, children.runway_found, planned.case)

    def _turn_to(self, part: QWidget, keys: QWidget) -> None:
        held = self._holds_keys()
        self._stack.setCurrentWidget(part)
        self._align()
        self.keys = keys
        self.scroll_bar.setValue(0)
        if held and not self._running:  # what had the keyboard may be gone, and Qt would give it to the next in the row
            self.keys.setFocus()

    def _align(self) -> None:
        """Progress ends where the cards below it end, beside a scroll bar or without one."""
        scrolled = self._stack.currentWidget() is self._scroll and self.scroll_bar.maximum() > 0
        bar = self.scroll_bar.sizeHint().width() if scrolled else 0
        self._above.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE + bar, 0)

    def _holds_keys(self) -> bool:
        now = self.window().focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _say_empty(self) -> None:
        errors, _ = tally(self._document.findings)
        if self._running:
            self._empty.say("Planning …", "You can go on working. The plan appears here as soon as it is ready.")
        elif self._document.is_empty:
            self._empty.say(
                "No case to plan yet", "Open the sample or a workbook on the Start page, or enter your data."
            )
        elif errors:
            self._empty.say(
                "The data has errors",
                "Errors stop planning. Each says what is wrong and how to mend it.",
                "Show the errors",
            )
        else:
            self._empty.say(
                "No plan yet",
                "The plan says what to order now and from whom, what to stock, what to start, and what to do later "
                "if things change.",
                "Plan",
                "Change a number first",
            )
        self._empty.button.setProperty("primary", True)

    def _help(self) -> None:
        errors, _ = tally(self._document.findings)
        if errors:
            self.checks_wanted.emit()
        else:
            self.plan_wanted.emit()

    def _chart_failed(self, error: Exception) -> None:
        raise error  # as if it had happened here: advice for the user, or a fault of ours

    def _save_chart(self, title: str) -> None:
        path = self._ask.chart_to_write(title)
        if path is not None:
            self._charts.save(path)
