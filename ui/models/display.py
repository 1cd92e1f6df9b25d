"""Decides how a value reads on the screen: numbers by the user's locale, months in words, what a blank means."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

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
    Unit.FRACTION: 1,  # of a percentage
    Unit.LIMIT: 2,
}
_SHARES = {Unit.FRACTION: "", Unit.FRACTION_PER_YEAR: "per year"}
"""Shown as percentages, the sign in the cell as in Excel: what is typed without it is a fraction."""
_MIXED = (Unit.EFFECT, Unit.LIMIT)
"""Of another measure in each row; their figures have no decimals in common."""
_EVEN = 4
"""Decimals that all entered figures of a column are shown with if one needs them; one with more has its own."""
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
        words = _SHARES.get(column.unit, column.unit.value)
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
        if isinstance(value, int) and column.unit not in _SHARES:
            return self.locale.toString(value)
        return self._figure(column, float(value), _PLACES.get(column.unit, _SHORTEST) if self.rounded else _SHORTEST)

    def cell(self, column: Column, value: Value, places: int | None) -> str:
        """The value as it stands in a column of figures, with the decimals they have in common.

        Args:
            column: where it stands.
            value: what is shown.
            places: as ``places_among`` says; None where figures are shown one by one.
        """
        if places is None or self.rounded or not isinstance(value, float) or _decimals(column, value) > places:
            return self.text(column, value)
        return self._figure(column, value, places)

    def places_among(self, column: Column, values: Iterable[Value]) -> int | None:
        """The decimals the figures of a column are shown with, so that their points stand under one another."""
        if self.rounded or column.unit in _MIXED:
            return None
        needed = {_decimals(column, one) for one in values if isinstance(one, float)}
        return max((one for one in needed if one <= _EVEN), default=0)

    def _figure(self, column: Column, value: float, places: int) -> str:
        if column.unit not in _SHARES or not math.isfinite(value):
            return self.number(value, places)
        percent = _percent(value)
        if not self.rounded and float(Decimal(repr(percent)).scaleb(-2)) != value:
            return self.number(value)  # its percentage, typed back, would be another number
        return f"{self.number(percent, places)} %"

    def number(self, value: float, places: int = _SHORTEST) -> str:
        """A number with thousands separators, in full unless ``places`` are given."""
        text = self.locale.toString(value, "f", places)
        return text[1:] if text.startswith("-") and not any(mark in text for mark in "123456789") else text

    def plain(self, column: Column, value: Value) -> str:
        """The value as somebody types it: a number without thousands separators."""
        if not isinstance(value, int | float):
            return self.text(column, value)
        text = self.number(value) if isinstance(value, float) else self.locale.toString(value)
        return text.replace(self.locale.groupSeparator(), "")

    def exact(self, column: Column, value: Value) -> str:
        """The value in full, with its unit, for a tooltip."""
        if isinstance(value, float):
            figure = self.number(_percent(value)) + " %" if column.unit in _SHARES else self.number(value)
            return f"{figure} {self.unit(column)}".strip()
        return self.text(column, value)

    def blank(self, column: Column, places: int | None = None) -> str:
        """What a blank cell of the column means, to be shown muted; empty when a blank means nothing.

        Args:
            column: where it stands.
            places: the decimals of the figures it stands among, as for ``cell``.
        """
        if column.blank:
            return column.blank
        return "" if column.required else self.cell(column, column.default, places)


def _percent(value: float) -> float:
    """A share as a percentage, by its digits: 0.07 is 7, as near as a number can be."""
    return float(Decimal(repr(value)).scaleb(2)) if math.isfinite(value) else value


def _decimals(column: Column, value: float) -> int:
    """How many decimals a figure is written with in full."""
    shown = _percent(value) if column.unit in _SHARES else value
    exponent = Decimal(repr(shown)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
