"""Decides how a page leads to the tables of the case that it rests on: their names in a row, to be pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from planner.tables.inputs import table
from ui import icons
from ui.style import SPACE
from ui.widgets.words import Words


class TableLinks(QWidget):
    """Names of tables.

    Args:
        words: what they are for.
        tables: their ids.
        show_table: goes to a table of the data.
        parent: the page.
    """

    def __init__(self, words: str, tables: Sequence[str], show_table: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        box.addWidget(Words(words, self, tone="muted"))
        for each in tables:
            title = table(each).title
            link = QToolButton(self)
            link.setText(title)
            link.setIcon(icons.icon("goto"))
            link.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            link.setToolTip(f"Show the table {title} of the data")
            link.setAccessibleName(f"Show the table {title}")
            link.clicked.connect(partial(_show, show_table, each))
            box.addWidget(link)
        box.addStretch(1)


def _show(show_table: Callable[[str], None], table_id: str, _: bool = False) -> None:
    show_table(table_id)
