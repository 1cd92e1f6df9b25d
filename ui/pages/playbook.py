"""Decides how the playbook is read: what to do now in every scenario, then way by way what to do when it comes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from planner import answers
from planner.insight.lateness import SECONDS, Lateness
from planner.plan.plan import Plan
from planner.report import playbook_page
from planner.report.figure_tree import tree_height
from planner.report.playbook import costs_of
from planner.report.playbook_cards import LATE_METHOD, cards, text
from planner.report.style import DPI
from planner.report.theme import Theme
from planner.tables.case import Case
from ui import icons
from ui.means import Means
from ui.style import SECTION, SPACE
from ui.tasks.asking import Asking
from ui.widgets.about_plan import AboutPlan
from ui.widgets.asking_strip import AskingStrip
from ui.widgets.chart_tabs import ChartEntry, ChartTabs
from ui.widgets.older_notice import OlderNotice
from ui.widgets.playbook_card import NowCard, WayList
from ui.widgets.without_plan import WithoutPlan
from ui.widgets.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_WIDE = 1500  # pixels from which the picture stands beside the words
_PURPOSE = "The playbook says what to do now, and what to do later when it becomes known how things go on."


class PlaybookPage(AboutPlan):
    """The plan as actions, now and if things change."""

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__(means, parent)
        self._late: dict[int, float] | None = None
        self._asking, self._writing = Asking(means.watch, self), Asking(means.watch, self)
        self._empty = WithoutPlan("playbook", _PURPOSE, means, self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._inside = QWidget(self._scroll)
        self._older = OlderNotice("The data has changed since: this playbook is older than your data.", self._inside)
        self._title = Words("Playbook", self._inside, size=SECTION, bold=True, wrap=True)
        self._price = QPushButton("What does a month's delay cost?", self._inside)
        self._price.setToolTip("Solve again for each way: what it costs to notice a month late that it has come")
        self._to_tree = QPushButton(icons.icon("playbook"), "See the tree", self._inside)
        self._to_tree.setToolTip("Go to the picture of what may become known, below")
        self._save = QPushButton(icons.icon("save"), "Save as PDF", self._inside)
        self._save.setToolTip("Write the playbook on one page, to print or to send")
        self._copy = QPushButton(icons.icon("copy"), "Copy", self._inside)
        self._copy.setToolTip("Copy the playbook as text, for a letter")
        self._strips = [AskingStrip(one, self._inside) for one in (self._asking, self._writing)]
        self._chart = ChartTabs(means.look, means.ask, self._inside)
        self._method = Words(LATE_METHOD, self._inside, tone="muted", wrap=True)
        self._now = NowCard(self._inside)
        self._words, self._right = QVBoxLayout(), QWidget(self._inside)
        self._ways = WayList(self._inside)
        self._stack = QStackedWidget(self)
        self._is_wide = False
        self._lay_out()
        self._connect()
        asked = tuple(zip((self._asking, self._writing), self._strips, strict=True))
        self.tell_of_plans((self._empty, self._stack, self._scroll, self._older), self._scroll, asked)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self._price, self._to_tree, self._copy, self._save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head.addLayout(buttons)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addStretch(1)
        self._words.setSpacing(2 * SPACE)
        for part in (self._now, self._method, self._ways, self._chart):
            self._words.addWidget(part)
        self._words.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(2 * SPACE)
        body.addLayout(self._words, 1)
        body.addWidget(self._right, 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._older)
        column.addLayout(head)
        for strip in self._strips:
            column.addWidget(strip)
        column.addLayout(body, 1)
        self._right.hide()
        self._scroll.setWidget(self._inside)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _connect(self) -> None:
        self._price.clicked.connect(self._ask_price)
        self._to_tree.clicked.connect(lambda: self.scroll_bar.setValue(self.scroll_bar.maximum()))
        self._save.clicked.connect(self._save_page)
        self._copy.clicked.connect(self._copy_text)
        self._asking.changed.connect(self._enable)

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far down the page is read."""
        return self._scroll.verticalScrollBar()

    @property
    def asking(self) -> Asking:
        """What a month's delay costs is asked here."""
        return self._asking

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= _WIDE) is not self._is_wide:  # not now: the layouts are in the middle of their work
            QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        """The picture beside the words where there is room, else below them."""
        self._is_wide = self.width() >= _WIDE
        right = self._right.layout()
        assert isinstance(right, QVBoxLayout)
        if self._is_wide:
            right.insertWidget(0, self._chart)
        else:
            self._words.insertWidget(self._words.count() - 1, self._chart)  # above the room that is left
        self._right.setVisible(self._is_wide)
        self._to_tree.setVisible(not self._is_wide)

    def show_plan(self) -> None:
        self._late = None
        self._show()
        self.scroll_bar.setValue(0)

    @property
    def _plan(self) -> tuple[Case, Plan] | None:
        """What is shown, and the case it answers."""
        if self._shown is None or self._shown.answer.plan is None:
            return None
        return self._shown.case, self._shown.answer.plan

    def _show(self) -> None:
        """Read the plan as cards, with what a delay costs where that is known."""
        if (told := self._plan) is None:
            self._chart.show_entries(())
            self._ways.show_cards(())
            return
        found = cards(*told, self._late)
        self._title.setText(found.title)
        self._now.show_lines(found.always)
        self._method.setVisible(self._late is not None)
        self._price.setVisible(bool(found.cards))
        if self._late is None:
            self._chart.show_entries([_tree_entry(*told)])
        self._enable()
        self._ways.show_cards(found.cards)

    def _enable(self) -> None:
        self._price.setEnabled(not self._asking.running)

    def _ask_price(self) -> None:
        if (told := self._plan) is not None:
            self._strips[0].begin("Finding what a month's delay costs")
            asks = (*told, self._means.options(), SECONDS)
            self._asking.ask("Finding what a month's delay costs", self._priced, answers.lateness, *asks)

    def _priced(self, found: tuple[Lateness, ...]) -> None:
        self._late = costs_of(found)
        self._show()

    def _save_page(self) -> None:
        if (told := self._plan) is None:
            return
        path = self._means.ask.page_to_write(f"{told[0].settings.name or 'Plan'}, playbook")
        if path is not None:
            self._strips[1].begin("Writing the page")
            done = partial(self._saved, path)
            self._writing.ask("Writing the page", done, playbook_page.write_playbook, path, *told, self._late or {})

    def _saved(self, path: Path, pages: int) -> None:
        del pages  # always one
        self._means.say(f"Saved {path.name}.")

    def _copy_text(self) -> None:
        if (told := self._plan) is not None:
            QGuiApplication.clipboard().setText(text(*told, self._late))
            self._means.say("The playbook was copied as text.")


def _tree_entry(case: Case, plan: Plan) -> ChartEntry:
    draw, data = partial(_tree, case, plan), partial(_tree_data, plan)
    return ChartEntry("What may become known", draw, data, high=round(DPI * tree_height(plan)))


def _tree(case: Case, plan: Plan, theme: Theme) -> Figure:
    # Charts load matplotlib, which takes a second; only a plan needs them.
    from planner.report import figures

    return figures.scenario_tree(case, plan, theme)


def _tree_data(plan: Plan) -> pd.DataFrame:
    # As above.
    from planner.report import figures

    return figures.scenario_tree_data(plan)
