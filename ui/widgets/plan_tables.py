"""Decides which tables of a plan are read, and in which order."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from planner.plan.plan import Plan
from planner.tables import results
from planner.tables.column import RawRow
from planner.tables.table import Table, table_of
from ui.models.display import Display, users_locale
from ui.models.rows import raw_rows
from ui.style import Look
from ui.widgets.table_tabs import Tab, TableTabs

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


class PlanTables(TableTabs):
    """Every table of a plan."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        self._values = Display(users_locale(), rounded=True)
        super().__init__(look, self._values, "Tables of the plan", parent)

    def prepare(self) -> None:
        """Make the tabs and the first grid before there is a plan to show in them."""
        if self.grid is None:
            self.show_tabs([Tab(one, list) for one in _TABLES])

    def show_plan(self, plan: Plan, currency: str) -> None:
        """Show this plan's tables; money is in ``currency``."""
        self._values.currency = currency
        self.show_tabs([Tab(one, partial(_rows, one, plan)) for one in _TABLES])


def _rows(declaration: Table[Any], plan: Plan) -> list[RawRow]:
    return raw_rows(declaration, getattr(plan, declaration.id))
