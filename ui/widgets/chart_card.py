"""Decides which chart of a plan is seen: one of six, for which scenario and which item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from planner.plan.answer import Answer
from planner.plan.plan import Plan
from planner.report.theme import Theme
from planner.tables.case import Case
from ui.style import Look
from ui.widgets.chart_frame import ChartFrame, save_chart
from ui.widgets.choice import Choice
from ui.widgets.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_ALL_SCENARIOS, _ALL_ITEMS = "All scenarios", "All items"
_WIDEST = 320  # pixels of a list


class Kind(Enum):
    """The charts, by the title of their tab."""

    SOURCING = "Sourcing"
    STOCK = "Stock and cover"
    STARTS = "What starts when"
    COSTS = "Cost by scenario"
    SHORT = "Who goes short"
    PROOF = "How it was proven"

    @property
    def of_scenario(self) -> bool:
        return self in (Kind.SOURCING, Kind.STOCK)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A chart and what it is drawn from; scenario and item None for all of them."""

    kind: Kind
    case: Case
    answer: Answer
    scenario: str | None
    item: str | None

    @property
    def plan(self) -> Plan:
        assert self.answer.plan is not None
        return self.answer.plan


class ChartCard(ChartFrame):
    """One chart at a time, chosen by tab; scenario and item by list."""

    save_wanted = Signal(str)
    """The user wants the chart as a file; its title."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._shown: tuple[Case, Answer] | None = None
        for kind in Kind:
            self.tabs.addTab(kind.value)
        self._scenario_words = Words("Scenario", self, tone="muted")
        self._scenario = Choice(self)
        self._scenario.setAccessibleName("Scenario of the chart")
        self._item_words = Words("Item", self, tone="muted")
        self._item = Choice(self)
        self._item.setAccessibleName("Item of the chart")
        self.choose_by(self._scenario_words, self._scenario, _WIDEST)
        self.choose_by(self._item_words, self._item, _WIDEST)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._draw)
        self._scenario.activated.connect(self._draw)
        self._item.activated.connect(self._draw)
        self.look.changed.connect(self._draw)
        self.saving.clicked.connect(lambda: self.save_wanted.emit(self._kind.value))

    @property
    def _kind(self) -> Kind:
        return list(Kind)[max(0, self.tabs.currentIndex())]

    def show_plan(self, case: Case | None, answer: Answer | None) -> None:
        """Draw the charts of this answer's plan; None draws nothing."""
        plan = answer.plan if answer is not None else None
        self._shown = (case, answer) if case is not None and answer is not None and plan is not None else None
        if plan is not None:
            _refill(self._scenario, [_ALL_SCENARIOS, *(line.scenario for line in plan.scenario_costs)])
            _refill(self._item, [_ALL_ITEMS, *dict.fromkeys(line.item for line in plan.stock)])
        self._draw()

    def save(self, path: Path) -> None:
        """Write the chart, or the numbers behind it, as the kind of file the path's ending says."""
        if (choice := self._choice()) is not None:
            self.drawing.write(
                partial(save_chart, partial(_figure, choice), partial(_numbers, choice), self.look.theme, path)
            )

    def _draw(self) -> None:
        kind = self._kind
        for part in (self._item_words, self._item):
            part.setVisible(kind is Kind.STOCK)
        for part in (self._scenario_words, self._scenario):
            part.setVisible(kind.of_scenario and self._scenario.count() > 2)
        choice = self._choice()
        make: Callable[[], Figure] | None = partial(_figure, choice, self.look.theme) if choice is not None else None
        item = f", {self._item.currentText()}" if kind is Kind.STOCK else ""
        scenario = f", {self._scenario.currentText()}" if kind.of_scenario else ""
        self.chart.show_figure(make, f"Chart: {kind.value}{item}{scenario}")

    def _choice(self) -> _Choice | None:
        if self._shown is None:
            return None
        scenario = self._scenario.currentText() if self._scenario.currentIndex() > 0 else None
        item = self._item.currentText() if self._item.currentIndex() > 0 else None
        return _Choice(self._kind, *self._shown, scenario, item)


def _figure(choice: _Choice, theme: Theme) -> Figure:
    # Charts load matplotlib, which takes a second; only a plan needs them.
    from planner.report import figures

    told, plan = choice.case, choice.plan
    match choice.kind:
        case Kind.SOURCING:
            return figures.sourcing_mix(told, plan, choice.scenario, theme)
        case Kind.STOCK:
            return figures.stock_cover(told, plan, choice.item, choice.scenario, theme)
        case Kind.STARTS:
            return figures.starts_gantt(told, plan, theme)
        case Kind.COSTS:
            return figures.scenario_costs(told, plan, theme)
        case Kind.SHORT:
            return figures.shortages(told, plan, theme)
        case Kind.PROOF:
            return figures.gap_over_time(choice.answer.history, theme)


def _numbers(choice: _Choice) -> pd.DataFrame:
    # As above.
    from planner.report import figures

    told, plan = choice.case, choice.plan
    match choice.kind:
        case Kind.SOURCING:
            return figures.sourcing_mix_data(told, plan, choice.scenario)
        case Kind.STOCK:
            return figures.stock_cover_data(told, plan, choice.item, choice.scenario)
        case Kind.STARTS:
            return figures.starts_gantt_data(told, plan)
        case Kind.COSTS:
            return figures.scenario_costs_data(told, plan)
        case Kind.SHORT:
            return figures.shortages_data(told, plan)
        case Kind.PROOF:
            return figures.gap_over_time_data(choice.answer.history)


def _refill(box: QComboBox, names: list[str]) -> None:
    """Offer these names, keeping the one chosen if it is still among them."""
    before = box.currentText()
    box.clear()
    box.addItems(names)
    box.setCurrentIndex(max(0, box.findText(before)))
