"""Decides which chart of a plan is seen: how it is sourced, what is in stock, what is started; for which scenario."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from planner.plan.plan import Plan
from planner.report.theme import Theme
from planner.tables.case import Case
from ui import icons
from ui.style import SPACE, Look
from ui.tasks.drawing import Drawing
from ui.widgets.chart import Chart
from ui.widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SOURCING, _STOCK, _STARTS = range(3)
_ALL = "All scenarios"
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
        self._tabs.setExpanding(False)
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
        self.drawing = Drawing(self)
        self.chart = Chart(self.drawing, self)
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
            _refill(self._scenario, [_ALL, *(line.scenario for line in plan.scenario_costs)])
            _refill(self._item, list(dict.fromkeys(line.item for line in plan.stock)))
        self._draw()

    def save(self, path: Path) -> None:
        """Write the chart as the kind of picture the path's ending says."""
        make = self._maker()
        if make is not None:
            self.drawing.write(partial(_save, make, path))

    def _draw(self) -> None:
        which = self._tabs.currentIndex()
        for part in (self._item_words, self._item):
            part.setVisible(which == _STOCK)
        for part in (self._scenario_words, self._scenario):
            part.setVisible(which != _STARTS and self._scenario.count() > 2)
        subject = f" of {self._item.currentText()}" if which == _STOCK else ""
        scenario = "" if which == _STARTS else f", {self._scenario.currentText()}"
        self.chart.show_figure(self._maker(), f"Chart: {_TITLES[which]}{subject}{scenario}")

    def _maker(self) -> Callable[[], Figure] | None:
        """What draws the chart chosen, from what is chosen now."""
        which = self._tabs.currentIndex()
        if self._shown is None or (which == _STOCK and not self._item.count()):
            return None
        case, plan = self._shown
        scenario = self._scenario.currentText() if self._scenario.currentIndex() > 0 else None
        return partial(_figure, which, case, plan, scenario, self._item.currentText(), self._look.theme)


def _figure(which: int, case: Case, plan: Plan, scenario: str | None, item: str, theme: Theme) -> Figure:
    # Charts load matplotlib, which takes a second; only a plan needs them.
    from planner.report import figures

    if which == _SOURCING:
        return figures.sourcing_mix(case, plan, scenario, theme)
    if which == _STOCK:
        return figures.stock_cover(case, plan, item, scenario, theme)
    return figures.starts_gantt(case, plan, theme)


def _save(make: Callable[[], Figure], path: Path) -> None:
    # As above.
    from planner.report import export

    export.save(make(), path)


def _refill(box: QComboBox, names: list[str]) -> None:
    """Offer these names, keeping the one chosen if it is still among them."""
    before = box.currentText()
    box.clear()
    box.addItems(names)
    box.setCurrentIndex(max(0, box.findText(before)))
