"""Decides how a value reads on the screen: numbers by the user's locale, months in words, what a blank means."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from planner.months import Month
from planner.tables.column import Column, Value
from planner.units import Unit

_SHORTEST = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
_PLACES = {
    Unit.MONEY: 0,
    Unit.MONEY_PER_UNIT: 2,
    Unit.ITEM: 0,
    Unit.PRODUCT: 0,
    Unit.MONTHS: 1,
    Unit.FRACTION: 3,
    Unit.LIMIT: 2,
}


class Display:
    """Values as text.

    Args:
        locale: gives the decimal mark and the thousands separator.
        rounded: results are shown to a fitting number of places (the exact figure is in the tooltip); what a user
            entered is always shown in full.
    """

    def __init__(self, locale: QLocale, *, rounded: bool = False) -> None:
        self.locale = locale
        self.rounded = rounded

    def text(self, column: Column, value: Value) -> str:
        """The value as a cell shows it; a blank is empty."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, Month):
            return value.words()
        if isinstance(value, tuple):
            return "; ".join(value)
        if isinstance(value, int):
            return self.locale.toString(value)
        return self.number(value, _PLACES.get(column.unit, _SHORTEST) if self.rounded else _SHORTEST)

    def number(self, value: float, places: int = _SHORTEST) -> str:
        """A number with thousands separators, in full unless ``places`` are given."""
        text = self.locale.toString(value, "f", places)
        return text[1:] if text.startswith("-") and not any(mark in text for mark in "123456789") else text

    def exact(self, column: Column, value: Value) -> str:
        """The value in full, with its unit, for a tooltip."""
        if isinstance(value, float):
            return f"{self.number(value)} {column.unit.value}".strip()
        return self.text(column, value)

    def blank(self, column: Column) -> str:
        """What a blank cell of the column means, to be shown muted; empty when a blank means nothing."""
        if column.blank:
            return column.blank
        return "" if column.required else self.text(column, column.default)
