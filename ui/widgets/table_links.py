"""Decides how a page leads to the tables of the case that it rests on: a button that lists them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from planner.tables.inputs import table
from ui import icons


class TableLinks(QPushButton):
    """Names of tables in a menu.

    Args:
        words: what they are for.
        tables: their ids.
        show_table: goes to a table of the data.
        parent: the page.
    """

    def __init__(self, words: str, tables: Sequence[str], show_table: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(icons.icon("data"), words, parent)
        self.setToolTip("Go to a table of the data that this page rests on")
        menu = QMenu(self)
        for each in tables:
            action = menu.addAction(icons.icon("goto"), table(each).title)
            action.setStatusTip(table(each).meaning)
            action.triggered.connect(partial(_show, show_table, each))
        self.setMenu(menu)


def _show(show_table: Callable[[str], None], table_id: str, _: bool = False) -> None:
    show_table(table_id)
