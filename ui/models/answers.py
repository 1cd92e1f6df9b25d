"""Decides how the values of an answer read on the screen: units in its own words, days as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planner.report.answer_table import AnswerColumn, number, reads_as_nothing
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

    def cell(self, column: Column, value: Value, places: int | None) -> str:
        if places is None or not isinstance(value, float):
            return self.text(column, value)
        return self.text(column, value) if reads_as_nothing(value, places) else self.number(value, places)

    def places_among(self, column: Column, values: Iterable[Value]) -> int | None:
        if not isinstance(column, AnswerColumn):
            return super().places_among(column, values)
        return column.places_among(one for one in values if isinstance(one, float))


class Figures:
    """Figures that stand under one another, with decimals in common.

    Args:
        display: how numbers are written.
        values: all of them.
    """

    def __init__(self, display: Display, values: Iterable[float]) -> None:
        self._display = display
        self._places = _FIGURE.places_among(values)

    def text(self, value: float | None, without: str = "") -> str:
        """A figure as it is written; where there is none, what is said instead."""
        if value is None:
            return without
        tiny = reads_as_nothing(value, self._places)
        return self._display.number(value, _FIGURE.places_of(value) if tiny else self._places)


_FIGURE = number("Figure", "", "Any.")
