"""Decides how the tables of a plan are read: behind tabs, each a grid to sort, filter and copy from."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from planner.plan.plan import Plan
from planner.tables import results
from planner.tables.table import Table, table_of
from ui.models.display import Display, users_locale
from ui.models.findings import counted
from ui.models.rows import RowsModel, raw_rows
from ui.style import SPACE, Look
from ui.widgets.grid import Grid
from ui.widgets.words import Words

_TABLES: tuple[Table[Any], ...] = tuple(
    table_of(row)
    for row in (
        results.OrderLine,
        results.DecisionLine,
        results.StockLine,
        results.ShipmentLine,
        results.WaitingLine,
        results.ReservedLine,
        results.ProductionLine,
        results.UseLine,
        results.ShortageLine,
        results.BrokenLimitLine,
        results.ScenarioCostLine,
        results.CostLine,
        results.NodeLine,
    )
)


class PlanTables(QWidget):
    """Every table of a plan; a grid is filled when its tab is first looked at."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._display = Display(users_locale(), rounded=True)
        self._plan: Plan | None = None
        self._grids: dict[str, Grid] = {}
        self._filled: set[str] = set()
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName("Tables of the plan")
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setExpanding(False)
        for declaration in _TABLES:
            self._tabs.addTab(declaration.title)
        self._meaning = Words("", self, tone="muted")
        self._stack = QStackedWidget(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self._tabs)
        box.addWidget(self._meaning)
        box.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._show)

    @property
    def grid(self) -> Grid | None:
        """The grid shown."""
        return self._grids.get(self._declaration.id)

    @property
    def _declaration(self) -> Table[Any]:
        return _TABLES[max(0, self._tabs.currentIndex())]

    def show_plan(self, plan: Plan, currency: str) -> None:
        """Show this plan's tables; money is in ``currency``."""
        self._plan = plan
        self._display.currency = currency
        self._filled.clear()
        self._show()

    def _show(self) -> None:
        if self._plan is None:
            return
        declaration = self._declaration
        if declaration.id not in self._grids:
            grid = Grid(self._look, self)
            grid.setModel(RowsModel(declaration, self._display, parent=grid))
            grid.setAccessibleName(declaration.title)
            self._grids[declaration.id] = grid
            self._stack.addWidget(grid)
        grid = self._grids[declaration.id]
        if declaration.id not in self._filled:
            grid.cells_model().take(raw_rows(declaration, getattr(self._plan, declaration.id)))
            grid.fit_columns()
            self._filled.add(declaration.id)
        self._meaning.setText(f"{declaration.meaning} {counted(grid.cells_model().records(), 'row')}.")
        self._stack.setCurrentWidget(grid)
