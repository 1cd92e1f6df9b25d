"""Decides how a comparison is read: sentences first, the chart that proves them, and the tables behind both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.report.answer_table import AnswerTable
from ui.dialogs.ask import Ask
from ui.style import SPACE, Look
from ui.widgets.answer_tables import AnswerTables
from ui.widgets.chart_tabs import ChartEntry, ChartTabs
from ui.widgets.grid import Grid
from ui.widgets.sentences_card import SentencesCard


@dataclass(frozen=True, slots=True)
class Compared:
    """What is to be read of a comparison; without charts only the tables stand below the sentences."""

    sentences: Sequence[str]
    charts: Sequence[ChartEntry]
    tables: Sequence[AnswerTable]


class ComparedView(QWidget):
    """One comparison, from its sentences down to its tables."""

    def __init__(self, look: Look, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._told = SentencesCard(self)
        self._charts = ChartTabs(look, ask, self, name="Charts of the comparison")
        self._tables = AnswerTables(look, self, name="Tables of the comparison")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        for part in (self._told, self._charts, self._tables):
            box.addWidget(part)

    @property
    def grid(self) -> Grid | None:
        """The grid of the table shown."""
        return self._tables.grid

    def show_compared(self, told: Compared) -> None:
        """Show a comparison."""
        self._told.show_sentences(told.sentences)
        self._charts.show_entries(told.charts)
        self._charts.setVisible(bool(told.charts))
        self._tables.show_tables(told.tables)
