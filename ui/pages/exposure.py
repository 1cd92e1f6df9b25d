"""Decides how exposure is read before any plan: headline figures, the charts that prove them, tables behind tabs."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.errors import UserError
from planner.report.rules import STATES, RuleTold, change_of
from planner.report.theme import Theme
from planner.tables.case import Case
from ui.means import Means
from ui.rules import forget_rule, own_rules, take_rule
from ui.tasks import insights
from ui.widgets.answer_tables import AnswerTables
from ui.widgets.case_answer import CaseAnswer
from ui.widgets.chart_tabs import ChartEntry, ChartTabs
from ui.widgets.grid import Grid
from ui.widgets.rule_editor import RuleEditor
from ui.widgets.table_links import TableLinks
from ui.widgets.tile import Tiles

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from planner.report.exposed import Exposed
    from planner.report.exposed_charts import Drawn, ExposedChart

_TILES = 4
_PURPOSE = (
    "Before any plan: what the products hold, on whom they hang, how long they last if something stops, and what money "
    "hangs on that."
)
_LINKS = ("composition", "grades", "stock", "open_orders", "offers", "suppliers", "licences")
"""Tables whose rows decide what is told here."""


class ExposurePage(CaseAnswer):
    """How exposed the case is."""

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__("exposure", "Looking at exposure", _PURPOSE, means, parent)
        self._tiles = Tiles(_TILES, self.inside)
        self._charts = ChartTabs(means.look, means.ask, self.inside, choice="For", name="Charts of exposure")
        self._links = TableLinks("Change what this rests on", _LINKS, means.show_table, self.inside)
        self._tables = AnswerTables(means.look, self.inside, name="Tables of exposure")
        self._rules = RuleEditor(self.inside)
        self._rules_told: tuple[RuleTold, ...] = ()
        self.column.addWidget(self._tiles)
        self.column.addWidget(self._charts)
        self.column.addWidget(self._links, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._tables)
        self.column.addWidget(self._rules)
        self.column.addStretch(1)
        self._rules.entered.connect(self._enter_rule)
        self._rules.taken_back.connect(self._take_rule_back)
        self.refresh()

    @property
    def grid(self) -> Grid | None:
        """The grid of the table shown."""
        return self._tables.grid if self.has_answer else None

    def target(self, case: Case) -> tuple[Callable[..., object], tuple[object, ...]]:
        return insights.exposed, (case, own_rules(self.means.document))

    def key(self) -> Hashable:
        return super().key(), own_rules(self.means.document)

    def show_answer(self, answer: Exposed) -> None:  # type: ignore[override]  # what its target answers
        self._tiles.show_figures(answer.figures)
        told = answer.drawn
        self._charts.show_entries(
            [
                ChartEntry(one.title, partial(_draw, told, one), partial(_numbers, told, one), one.choice, one.high)
                for one in answer.charts
            ]
        )
        self._tables.show_tables(answer.tables)
        self._rules_told = answer.rules
        self._rules.show_rules(answer.rules, tuple(STATES.values()))

    def _enter_rule(self, rule: str, state: str, since: str, source: str) -> None:
        try:
            change = change_of(rule, state, since, source)
        except UserError as error:
            self._rules.show_rules(self._rules_told, tuple(STATES.values()))
            self.means.ask.tell("Not taken", str(error))
            return
        take_rule(self.means.document, change)
        self.look_again()

    def _take_rule_back(self, rule: str) -> None:
        forget_rule(self.means.document, rule)
        self.look_again()


def _draw(told: Drawn, chart: ExposedChart, theme: Theme) -> Figure:
    # Charts load matplotlib, which takes a second; whoever reads figures alone need not wait for it.
    from planner.report import exposed_charts

    return exposed_charts.draw(told, chart, theme)


def _numbers(told: Drawn, chart: ExposedChart) -> pd.DataFrame:
    # As above.
    from planner.report import exposed_charts

    return exposed_charts.data(told, chart)
