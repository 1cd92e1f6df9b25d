"""Decides how the tables of a plan stand on the page: behind tabs, made when they are first looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.plan.plan import Plan
from planner.report.answer_table import answer_table
from planner.report.plan_tables import plan_tables
from planner.tables.case import Case
from ui.models.answers import AnswerDisplay
from ui.models.display import users_locale
from ui.style import Look
from ui.widgets.table_tabs import Tab, TableTabs


class PlanTables(TableTabs):
    """Every table of a plan."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, AnswerDisplay(users_locale(), rounded=True), "Tables of the plan", parent)

    def prepare(self) -> None:
        """Make the first grid before there is a plan to show in it."""
        if self.grid is None:
            self.show_tabs([Tab(answer_table("Orders", "", (), (), id="orders").table, list)])

    def show_plan(self, case: Case, plan: Plan) -> None:
        """Show the tables of a plan that answers this case."""
        self.show_tabs([Tab(one.table, one.rows) for one in plan_tables(case, plan)])
