"""Decides how plans are compared: with other ways to carry on, for every weight of the tail, and one with another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner import answers
from planner.report.compared import ways_told, weights_told
from planner.report.compared_tables import ways_tables, weights_tables
from planner.report.theme import Theme
from planner.tables.case import Case
from ui.document import Planned
from ui.means import Means
from ui.style import SPACE
from ui.tasks.asking import Asking
from ui.widgets.asked_panel import AskedPanel, Question
from ui.widgets.chart_tabs import ChartEntry
from ui.widgets.compared_view import Compared
from ui.widgets.grid import Grid
from ui.widgets.older_notice import OlderNotice
from ui.widgets.tab_row import TabRow
from ui.widgets.two_plans import TwoPlans
from ui.widgets.without_plan import WithoutPlan

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from planner.insight.baselines import Baseline
    from planner.insight.frontier import Point
    from planner.solve.options import Options

MOST_SECONDS = 180.0
"""For each plan that is sought to compare with: what is compared need not be proven further."""

_TABS = ("Other ways to carry on", "Cost against risk", "Two plans")
_PURPOSE = (
    "A plan can be held against carrying on as today, against cheaper and safer plans, and against last month's plan."
)
_OLDER = "The data has changed since: what is compared here is the plan for the data as they were."
_WAYS = (
    "Carrying on as today, stocking up, and diversifying only are each planned again, and judged on every scenario "
    "beside the recommended plan: what each costs on average, at worst, and what may be regretted. It takes about as "
    "long as planning three times, at most 3 minutes each."
)
_WEIGHTS = (
    "The case is planned again five times, from the plan that is cheapest on average to the safest one there is. "
    "It takes about as long as planning five times, at most 3 minutes each."
)
_ROW, _FRAME = 38, 200  # pixels of the chart of regrets


class ComparePage(QWidget):
    """Three ways to compare."""

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__(parent)
        self._means = means
        self._empty = WithoutPlan("compare", _PURPOSE, means, self)
        self._row = TabRow("Ways to compare", self)
        self._tabs = self._row.bar
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        inside = QWidget(self._scroll)
        self._older = OlderNotice(_OLDER, inside)
        self._ways = AskedPanel(means, self._question_of_ways(), inside)
        self._weights = AskedPanel(means, self._question_of_weights(), inside)
        self._two = TwoPlans(means, inside)
        self._panels = (self._ways, self._weights, self._two)
        self._stack = QStackedWidget(self)
        self._lay_out(inside)
        self._connect()
        self.refresh()

    def _lay_out(self, inside: QWidget) -> None:
        for words in _TABS:
            self._tabs.addTab(words)
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._older)
        for panel in self._panels:
            column.addWidget(panel)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        asked = QWidget(self._stack)
        below = QVBoxLayout(asked)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, 0)
        head.addWidget(self._row)
        below.addLayout(head)
        below.addWidget(self._scroll, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._turn()

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._turn)
        self._older.plan_wanted.connect(lambda: self._means.command("plan"))
        self._means.document.plan_changed.connect(self.refresh)

    @property
    def grid(self) -> Grid | None:
        """The grid of what is compared."""
        return self._panels[self._place].grid if self._means.document.planned is not None else None

    @property
    def askings(self) -> tuple[Asking, ...]:
        """What may be under way, one for each way to compare."""
        return (self._ways.asking, self._weights.asking, self._two.asking)

    @property
    def _place(self) -> int:
        return max(0, self._tabs.currentIndex())

    def refresh(self) -> None:
        """Another plan is shown, or it has become older than the data."""
        document = self._means.document
        planned = document.planned
        if planned is not None and planned.answer.plan is None:
            planned = next((one for one in reversed(document.plans) if one.answer.plan is not None), None)
        self._stack.setCurrentIndex(0 if planned is None else 1)
        self.keys = self._empty.button if planned is None else self._tabs
        self._older.setVisible(document.plan_is_older)
        self._empty.refresh()
        self._ways.begin(planned)
        self._weights.begin(planned)
        if self.isVisible():
            self._begin_two()

    def _turn(self) -> None:
        for place, panel in enumerate(self._panels):
            panel.setVisible(place == self._place)
        self._begin_two()

    def _begin_two(self) -> None:
        """Compare the last two plans once somebody looks."""
        if self._panels[self._place] is self._two and self._means.document.plans:
            self._two.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin_two()

    def _options(self) -> Options:
        options = self._means.options()
        return replace(options, time_limit=min(options.time_limit, MOST_SECONDS))

    def _question_of_ways(self) -> Question:
        return Question(
            "What would it cost to carry on otherwise?",
            _WAYS,
            "Compare",
            "Planning other ways to carry on",
            answers.baselines,
            lambda planned: (planned.case, self._options(), planned.answer.plan),
            _ways_shown,
        )

    def _question_of_weights(self) -> Question:
        return Question(
            "What does safety cost?",
            _WEIGHTS,
            "Compare",
            "Planning for cost against risk",
            answers.frontier,
            lambda planned: (planned.case, self._options(), planned.answer.plan),
            _weights_shown,
        )


def _ways_shown(planned: Planned, told: Sequence[Baseline]) -> Compared:
    case = planned.case
    scenarios = max((len(one.scenarios) for one in told), default=0)
    high = _FRAME + _ROW * scenarios
    chart = ChartEntry("Regret", partial(_regret, case, told), partial(_regret_data, case, told), high=high)
    return Compared(ways_told(case, told), (chart,), ways_tables(case, told))


def _weights_shown(planned: Planned, told: Sequence[Point]) -> Compared:
    case = planned.case
    chart = ChartEntry("Cost against risk", partial(_frontier, case, told), partial(_frontier_data, case, told))
    return Compared(weights_told(case, told), (chart,), weights_tables(case, told))


# Charts load matplotlib, which takes a second; only an answer needs them.


def _regret(case: Case, told: Sequence[Baseline], theme: Theme) -> Figure:
    from planner.report import figures  # see above

    return figures.regret_table(case, told, theme)


def _regret_data(case: Case, told: Sequence[Baseline]) -> pd.DataFrame:
    from planner.report import figures  # see above

    return figures.regret_table_data(case, told)


def _frontier(case: Case, told: Sequence[Point], theme: Theme) -> Figure:
    from planner.report import figures  # see above

    return figures.cost_frontier(case, told, theme)


def _frontier_data(case: Case, told: Sequence[Point]) -> pd.DataFrame:
    from planner.report import figures  # see above

    return figures.cost_frontier_data(case, told)
