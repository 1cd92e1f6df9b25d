"""Decides how a place for charts looks: tabs above, lists to choose by below, the chart, and a button to save it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from planner.report.theme import Theme
from ui import icons
from ui.style import SPACE, Look
from ui.tasks.drawing import Drawing
from ui.widgets.chart import Chart
from ui.widgets.tab_row import TabRow
from ui.widgets.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_TABLES = (".csv", ".xlsx")
_LEAST = 200  # pixels of a list


class ChartFrame(QFrame):
    """One chart at a time; whoever derives from it decides which.

    Args:
        look: the theme.
        parent: the page.
        name: what a screen reader calls the tabs.

    Attributes:
        look: the theme.
        tabs: what the chart is of.
        saving: the button that asks for the chart as a file.
        drawing: draws and writes outside the window's thread.
        chart: what is drawn.
    """

    def __init__(self, look: Look, parent: QWidget, name: str = "Charts") -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.look = look
        row = TabRow(name, self)
        self.tabs = row.bar
        self.saving = QToolButton(self)
        self.saving.setIcon(icons.icon("save"))
        self.saving.setToolTip("Save the chart as PNG, SVG or PDF, or its numbers as CSV or Excel")
        self.saving.setAccessibleName("Save the chart or its numbers")
        self.drawing = Drawing(self)
        self.chart = Chart(self.drawing, self)
        head = QHBoxLayout()
        head.addWidget(row, 1)
        head.addWidget(self.saving)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(SPACE)
        self._choices.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        box.addLayout(head)
        box.addLayout(self._choices)
        box.addWidget(self.chart, 1)

    def choose_by(self, words: Words, choices: QComboBox, widest: int) -> None:
        """Put a list to choose by beside those there are.

        Args:
            words: what it is called.
            choices: the list.
            widest: pixels it may take.
        """
        choices.setMinimumWidth(_LEAST)
        choices.setMaximumWidth(widest)
        for part in (words, choices):
            self._choices.insertWidget(self._choices.count() - 1, part)


def save_chart(draw: Callable[[Theme], Figure], data: Callable[[], pd.DataFrame], theme: Theme, path: Path) -> None:
    """Write a chart, or the numbers behind it, as the kind of file the path's ending says."""
    # Files of charts load matplotlib, which takes a second; a page that shows none need not wait for it.
    from planner.report import figures

    if path.suffix.lower() in _TABLES:
        figures.save_data(data(), path)
    else:
        figures.save(draw(theme), path)
