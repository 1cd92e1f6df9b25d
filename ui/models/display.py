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
_MONEY = (Unit.MONEY, Unit.MONEY_PER_UNIT, Unit.MONEY_PER_UNIT_MONTH, Unit.MONEY_PER_ORDER)


def users_locale() -> QLocale:
    """The locale of the system; where it has none, American English."""
    system = QLocale.system()
    return QLocale("en_US") if system.language() is QLocale.Language.C else system


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
        self.currency = ""

    def unit(self, column: Column) -> str:
        """The unit of a column as its head shows it; money in the currency of the case."""
        words = column.unit.value
        return words.replace("money", self.currency, 1) if self.currency and column.unit in _MONEY else words

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

    def plain(self, column: Column, value: Value) -> str:
        """The value as somebody types it: a number without thousands separators."""
        text = self.text(column, value)
        return text.replace(self.locale.groupSeparator(), "") if isinstance(value, int | float) else text

    def exact(self, column: Column, value: Value) -> str:
        """The value in full, with its unit, for a tooltip."""
        if isinstance(value, float):
            return f"{self.number(value)} {self.unit(column)}".strip()
        return self.text(column, value)

    def blank(self, column: Column) -> str:
        """What a blank cell of the column means, to be shown muted; empty when a blank means nothing."""
        if column.blank:
            return column.blank
        return "" if column.required else self.text(column, column.default)
