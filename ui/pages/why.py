"""Decides how a plan is questioned: what it does on the left, and for what is chosen why, what if not, what if else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
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

from planner.insight.why import Why
from planner.report.style import unbroken
from ui.means import Means
from ui.style import NOTE, SECTION, SPACE
from ui.tasks.asking import Asking
from ui.widgets.about_plan import AboutPlan
from ui.widgets.answer_cards import AnswerCards
from ui.widgets.asking_strip import AskingStrip
from ui.widgets.chart_tabs import ChartTabs
from ui.widgets.older_notice import OlderNotice
from ui.widgets.plan_questions import PlanQuestions, Shown
from ui.widgets.question_list import QuestionList
from ui.widgets.without_plan import WithoutPlan
from ui.widgets.words import Words

_LEFT = 316  # pixels
_READ = 640  # pixels beyond which words are no wider
_PURPOSE = (
    "Every action of a plan answers why it is done, what it would cost without it, and what would change our mind."
)
_NOT_YET = "Not asked yet. The plan is solved again for it, which may take a minute; you can go on working meanwhile."
_TELLS = (
    "The answer tells what the plan would cost without it, or a month earlier or later; what binds it; what one more "
    "of that would be worth; and what would change our mind."
)


class WhyPage(AboutPlan):
    """Why the plan does what it does."""

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__(means, parent)
        self._questions: PlanQuestions | None = None
        self._answers: dict[str, Shown] = {}
        self._asking = Asking(means.watch, self)
        self._empty = WithoutPlan("why", _PURPOSE, means, self)
        self._body = QWidget(self)
        self._older = OlderNotice(
            "The data has changed since: answers are about the plan and the data as they were.", self._body
        )
        self._left = QFrame(self._body)
        self._left.setObjectName("card")
        self._list = QuestionList(means.look, self._left)
        self._all = QPushButton("Ask about all", self._left)
        self._all.setToolTip(
            "Ask why of every action, of every stock it builds, and about the plan as a whole, in one go"
        )
        self._scroll = QScrollArea(self._body)
        self._scroll.setWidgetResizable(True)
        self._inside = QWidget(self._scroll)
        self._title = Words("", self._inside, size=SECTION, bold=True, wrap=True)
        self._words = Words("", self._inside, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._ask = QPushButton("Ask why", self._inside)
        self._ask.setProperty("primary", True)
        self._not_yet = Words(_NOT_YET, self._inside, tone="muted", wrap=True)
        self._strip = AskingStrip(self._asking, self._inside)
        self._cards = AnswerCards(self._inside)
        self._chart = ChartTabs(means.look, means.ask, self._inside)
        self._yardstick = Words("", self._inside, size=NOTE, tone="muted", wrap=True)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        parts = (self._empty, self._stack, self._body, self._older)
        self.tell_of_plans(parts, self._list, ((self._asking, self._strip),))

    def _lay_out(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(1, SPACE, 1, SPACE)
        left.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self._all)
        left.addLayout(foot)
        self._left.setMaximumWidth(_LEFT)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(2 * SPACE, 0, 2 * SPACE, SPACE)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(_narrow(self._words))
        column.addWidget(self._strip)
        column.addLayout(_narrow(self._not_yet))
        for part in (self._cards, self._chart, self._yardstick):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(self._inside)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(2 * SPACE, 2 * SPACE, SPACE, 2 * SPACE)
        body.setSpacing(2 * SPACE)
        sides = QHBoxLayout()
        sides.setSpacing(SPACE)
        sides.addWidget(self._left, 1)
        sides.addWidget(self._scroll, 2)
        body.addWidget(self._older)
        body.addLayout(sides, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _connect(self) -> None:
        self._list.chosen.connect(self._turn)
        self._list.asked.connect(self._ask_this)
        self._ask.clicked.connect(lambda: self._ask_this(self._list.key))
        self._all.clicked.connect(self._ask_all)
        self._asking.changed.connect(self._enable)

    @property
    def asking(self) -> Asking:
        """Every question of the page is asked here."""
        return self._asking

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far down the answer is read."""
        return self._scroll.verticalScrollBar()

    def choose(self, sentence: str) -> None:
        """Stand on the action that a sentence of the advice tells to do."""
        if self._questions is not None:
            self._list.choose(self._questions.key_of(sentence))

    def show_plan(self) -> None:
        planned, self._answers, self._questions = self._shown, {}, None
        if planned is not None and planned.answer.plan is not None:
            self._questions = PlanQuestions(planned.case, planned.answer.plan, planned.answer.seconds or 0.0)
        self._list.show_questions(self._questions.groups if self._questions is not None else ())
        self._turn(self._list.key)

    def _turn(self, key: str | None) -> None:
        """Show the question chosen, with its answer where it has one."""
        if self._questions is None or key is None:
            self._chart.show_entries(())
            return
        questions, answer = self._questions, self._answers.get(key)
        self._title.setText(questions.title(key))
        self._words.setText(unbroken("\n".join(questions.words(key))))
        again = "again" if answer is not None else ""
        self._ask.setText(f"Ask {'why' if questions.is_action(key) else ''} {again}".replace("  ", " ").strip())
        self._not_yet.setText(f"{_NOT_YET}\n\n{_TELLS}" if questions.is_action(key) else _NOT_YET)
        self._not_yet.setVisible(answer is None)
        self._cards.show_sections(answer.sections if answer is not None else ())
        self._chart.setVisible(answer is not None and bool(answer.charts))
        self._chart.show_entries(answer.charts if answer is not None else ())
        self._yardstick.setText(answer.yardstick if answer is not None else "")
        self._yardstick.setVisible(answer is not None and bool(answer.yardstick))
        self.scroll_bar.setValue(0)

    def _enable(self) -> None:
        for button in (self._ask, self._all):
            button.setEnabled(not self._asking.running)

    def _ask_this(self, key: str | None) -> None:
        if self._questions is None or key is None or self._asking.running:
            return
        title = self._questions.title(key)
        target, args = self._questions.target(key, self._means.options(), again=key in self._answers)
        self._strip.begin(title)
        self._asking.ask(title, partial(self._answered, key), target, *args)

    def _ask_all(self) -> None:
        if self._questions is None:
            return
        target, args = self._questions.all_target(self._means.options())
        self._strip.begin("Asking about all")
        self._asking.ask("Asking about all", self._all_answered, target, *args)

    def _answered(self, key: str, answer: object) -> None:
        assert self._questions is not None  # a plan that goes takes its questions with it
        found = self._questions.shown(key, answer)
        if found is None:
            self._strip.say("The plan does not do this any more.")
        else:
            self._take({key: found})

    def _all_answered(self, why: Why) -> None:
        assert self._questions is not None  # as above
        self._take(self._questions.all_shown(why))

    def _take(self, found: Mapping[str, Shown]) -> None:
        """Keep answers as long as the plan stays."""
        self._answers.update(found)
        self._list.mark(self._answers)
        self._strip.clear()
        if self._list.key in found:
            self._turn(self._list.key)


def _narrow(words: Words) -> QHBoxLayout:
    """Words no wider than can be read, the room that is left beside them: so their height fits their width."""
    words.setMaximumWidth(_READ)
    row = QHBoxLayout()
    row.addWidget(words, 100)
    row.addStretch(1)
    return row
