"""Decides which chart of a plan is seen: how it is sourced, what is in stock, what is started; for which scenario."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from planner.plan.plan import Plan
from planner.tables.case import Case
from ui import icons
from ui.style import SPACE, Look
from ui.widgets.chart import Chart
from ui.widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SOURCING, _STOCK, _STARTS = range(3)
_TITLES = ("Sourcing", "Stock and cover", "What starts when")


class ChartCard(QFrame):
    """One chart at a time, chosen by tab; scenario and item by list."""

    save_wanted = Signal(str)
    """The user wants the chart as a file; its title."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look = look
        self._shown: tuple[Case, Plan] | None = None
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName("Charts")
        self._tabs.setDrawBase(False)
        for title in _TITLES:
            self._tabs.addTab(title)
        self._scenario_words = Words("Scenario", self, tone="muted")
        self._scenario = QComboBox(self)
        self._scenario.setAccessibleName("Scenario of the chart")
        self._item_words = Words("Item", self, tone="muted")
        self._item = QComboBox(self)
        self._item.setAccessibleName("Item of the chart")
        self._save = QToolButton(self)
        self._save.setIcon(icons.icon("save"))
        self._save.setToolTip("Save the chart as PNG, SVG or PDF")
        self._save.setAccessibleName("Save the chart")
        self.chart = Chart(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._tabs)
        head.addStretch(1)
        for choice in (self._item, self._scenario):
            choice.setMinimumWidth(160)
            choice.setMaximumWidth(240)
        for part in (self._item_words, self._item, self._scenario_words, self._scenario, self._save):
            head.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        box.addLayout(head)
        box.addWidget(self.chart, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._draw)
        self._scenario.activated.connect(self._draw)
        self._item.activated.connect(self._draw)
        self._look.changed.connect(self._draw)
        self._save.clicked.connect(lambda: self.save_wanted.emit(_TITLES[self._tabs.currentIndex()]))

    def show_plan(self, case: Case | None, plan: Plan | None) -> None:
        """Draw this plan's charts; None draws nothing."""
        self._shown = (case, plan) if case is not None and plan is not None else None
        if plan is not None:
            _refill(self._scenario, [line.scenario for line in plan.scenario_costs])
            _refill(self._item, list(dict.fromkeys(line.item for line in plan.stock)))
        self._draw()

    def _draw(self) -> None:
        which = self._tabs.currentIndex()
        for part in (self._item_words, self._item):
            part.setVisible(which == _STOCK)
        for part in (self._scenario_words, self._scenario):
            part.setVisible(which != _STARTS and self._scenario.count() > 1)
        make = self._maker(which)
        subject = f" of {self._item.currentText()}" if which == _STOCK else ""
        self.chart.show_figure(make, f"Chart: {_TITLES[which]}{subject}, {self._scenario.currentText()}")

    def _maker(self, which: int) -> Callable[[], Figure] | None:
        if self._shown is None:
            return None
        # Charts load matplotlib, which takes a second; only a plan needs them.
        from planner.report import figures

        case, plan = self._shown
        theme, scenario = self._look.theme, self._scenario.currentText()
        if which == _SOURCING:
            return partial(figures.sourcing_mix, case, plan, scenario, theme)
        if which == _STARTS:
            return partial(figures.starts_gantt, case, plan, theme)
        return (
            partial(figures.stock_cover, case, plan, self._item.currentText(), scenario, theme)
            if self._item.count()
            else None
        )


def _refill(box: QComboBox, names: list[str]) -> None:
    """Offer these names, keeping the one chosen if it is still among them."""
    before = box.currentText()
    box.clear()
    box.addItems(names)
    box.setCurrentIndex(max(0, box.findText(before)))
