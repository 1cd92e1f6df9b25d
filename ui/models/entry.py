"""Decides what typed or pasted text means, by column and locale; what is unclear is refused, not guessed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from planner.months import Month
from planner.tables.column import Column, Kind, Value
from planner.units import Unit

if TYPE_CHECKING:
    from planner.store.erp.months import Order

_FRACTIONS = (Unit.FRACTION, Unit.FRACTION_PER_YEAR, Unit.EFFECT, Unit.LIMIT)
_SHARES = (Unit.FRACTION, Unit.FRACTION_PER_YEAR)
_SURELY_PERCENT = 10.0
"""No share is ten times the whole."""
_GAPS = str.maketrans(dict.fromkeys("  \u202f\u2009'’", ""))


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a text cannot stand in a cell, and what can, as a sentence."""

    words: str


def read(column: Column, text: str, locale: QLocale, order: Order | None = None) -> Value | Complaint:
    """The value a text means in a column; empty text is a blank.

    Args:
        column: what the cell takes.
        text: as it was typed or pasted.
        locale: how numbers are written.
        order: how dates of three numbers are written; None refuses those that could be two months.
    """
    plain = text.strip()
    if not plain:
        return None
    match column.kind:
        case Kind.NAME | Kind.TEXT:
            return plain
        case Kind.NAMES:
            parts = tuple(part.strip() for part in plain.split(";"))
            return tuple(part for part in parts if part) or None
        case Kind.CHOICE:
            return _choice(column, plain)
        case Kind.MONTH:
            return month(plain, order)
        case Kind.NUMBER | Kind.WHOLE:
            return _number(column, plain, locale)


def typed(column: Column, text: str, locale: QLocale) -> Value | Complaint:
    """The value of a text typed into a cell, as ``read``; a share that can only be a percentage wants its sign.

    Args:
        column: what the cell takes.
        text: as it was typed.
        locale: how numbers are written.
    """
    value = read(column, text, locale)
    bare = isinstance(value, float) and column.unit in _SHARES and not text.rstrip().endswith("%")
    if not isinstance(value, float) or not bare or value <= 1:
        return value
    if value < _SURELY_PERCENT and not column.outside(value):
        return value
    figure = text.strip()
    fraction = locale.toString(
        float(Decimal(repr(value)).scaleb(-2)), "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
    )
    whole = locale.toString(100 * value, "f", 0)
    return Complaint(f"{figure} alone would be {whole}\u00a0%. Write {figure}\u00a0% or {fraction}.")


def month(text: str, order: Order | None = None) -> Month | Complaint:
    """The month a text names, or that the day it names lies in: 2027-01, Jan 2027, 1/2027, 15.01.2027.

    Args:
        text: as it was typed or pasted.
        order: of a date of three numbers with the year last; None refuses those that could be two months.
    """
    try:
        return Month.parse(text)
    except ValueError:
        pass
    # The readers of exports, which know every form of a date, are many modules; by now a thread has loaded them.
    from planner.store.erp.months import Order, day_of

    if order is None and "." in text:  # nobody puts points behind a month that comes first
        order = Order.DAY_FIRST
    if (day := day_of(text, order)) is not None:
        return Month.containing(day)
    if order is None and day_of(text, Order.DAY_FIRST) is not None:
        return Complaint(f"'{text}' could be two months. Write it as 2027-01 or Jan 2027.")
    return Complaint(f"'{text}' is no month. Write it as 2027-01 or Jan 2027.")


def exact(column: Column, text: str, number: float, locale: QLocale) -> Value | Complaint:
    """The value of a number that another program says exactly, with the text it showed for it."""
    if text.rstrip().endswith("%"):
        if column.unit is Unit.PERCENT:
            number = round(100 * number, 12)
        elif column.unit not in _FRACTIONS:
            return _number(column, text.strip(), locale)
    return _of_kind(column, text, number)


def _choice(column: Column, text: str) -> Value | Complaint:
    for one in column.choices:
        if one.casefold() == text.casefold():
            return one
    return Complaint(f"'{text}' is no {column.title.lower()}. Choose one of: {', '.join(column.choices)}.")


def _number(column: Column, text: str, locale: QLocale) -> Value | Complaint:
    percent = text.endswith("%") and (column.unit in _FRACTIONS or column.unit is Unit.PERCENT)
    digits = text[:-1].strip() if percent else text
    value, clear = number(digits, locale)
    if not clear:
        return Complaint(f"'{text}' is no number here. Write it like {locale.toString(1234.5, 'f', 1)}.")
    if percent and column.unit is not Unit.PERCENT:
        value = float(Decimal(repr(value)).scaleb(-2))  # by its digits: 7 % is 0.07, as near as a number can be
    return _of_kind(column, text, value)


def _of_kind(column: Column, text: str, value: float) -> Value | Complaint:
    if column.kind is Kind.NUMBER:
        return value
    if not value.is_integer():
        return Complaint(f"'{text}' is no whole number, and {column.title.lower()} is counted in whole ones.")
    return int(value)


def number(text: str, locale: QLocale) -> tuple[float, bool]:
    """The number a text means in a locale, and whether it is one: finite, with separators where they belong."""
    value, clear = locale.toDouble(text)
    if not clear and locale.groupSeparator().isspace():
        value, clear = locale.toDouble(text.translate(_GAPS))
    return (value, True) if clear and math.isfinite(value) else (0.0, False)
