"""Decides how the tables of an answer are read: behind tabs, figures in a few digits, exact ones on hover."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from planner.report.answer_table import AnswerTable
from planner.tables.column import RawRow
from ui.models.answers import AnswerDisplay
from ui.models.display import users_locale
from ui.style import Look
from ui.widgets.table_tabs import Tab, TableTabs


class AnswerTables(TableTabs):
    """Tables of an answer, to sort, filter and copy from.

    Args:
        look: the theme.
        parent: the page.
        name: what a screen reader calls the tabs.
    """

    def __init__(self, look: Look, parent: QWidget, *, name: str = "Tables") -> None:
        super().__init__(look, AnswerDisplay(users_locale(), rounded=True), name, parent)

    def show_tables(self, tables: Sequence[AnswerTable]) -> None:
        """Show these tables; the one looked at stays if it is still there."""
        self.show_tabs([Tab(one.table, partial(_rows, one)) for one in tables])


def _rows(table: AnswerTable) -> Sequence[RawRow]:
    return table.rows
