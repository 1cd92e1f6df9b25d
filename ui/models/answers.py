"""Decides how the values of an answer read on the screen: units in its own words, days as people write them."""

from __future__ import annotations

from datetime import date

from planner.report.answer_table import AnswerColumn
from planner.report.words import day
from planner.tables.column import Column, Value
from ui.models.display import Display


class AnswerDisplay(Display):
    """Values of answers as text."""

    def unit(self, column: Column) -> str:
        return column.written if isinstance(column, AnswerColumn) else super().unit(column)

    def text(self, column: Column, value: Value) -> str:
        if isinstance(column, AnswerColumn):
            if column.day and isinstance(value, str):
                return day(date.fromisoformat(value))
            if isinstance(value, float):
                return self.number(value, column.places_of(value))
        return super().text(column, value)
