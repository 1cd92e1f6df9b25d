"""Decides what typed or pasted text means, by column and locale; what is unclear is refused, not guessed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QLocale

from planner.months import Month
from planner.tables.column import Column, Kind, Value
from planner.units import Unit

_MONTH_WORDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"([a-z]{3,9})\.?[ \-/]*(\d{4})", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,2})[./](\d{4})")
_FRACTIONS = (Unit.FRACTION, Unit.FRACTION_PER_YEAR, Unit.EFFECT, Unit.LIMIT)
_GAPS = str.maketrans(dict.fromkeys("  \u202f\u2009'’", ""))
_LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a text cannot stand in a cell, and what can, as a sentence."""

    words: str


def read(column: Column, text: str, locale: QLocale) -> Value | Complaint:
    """The value a text means in a column; empty text is a blank."""
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
            return month(plain)
        case Kind.NUMBER | Kind.WHOLE:
            return _number(column, plain, locale)


def month(text: str) -> Month | Complaint:
    """A month written as 2027-01, Jan 2027, 1/2027 or an ISO date."""
    complaint = Complaint(f"'{text}' is no month. Write it as 2027-01 or Jan 2027.")
    try:
        if named := _NAMED.fullmatch(text):
            word = named[1].lower()
            if word not in (*_MONTH_WORDS, *_LONG_MONTHS, "sept"):
                return complaint
            return Month.of(int(named[2]), _MONTH_WORDS.index(word[:3]) + 1)
        if numbered := _NUMBERED.fullmatch(text):
            return Month.of(int(numbered[2]), int(numbered[1]))
        return Month.parse(text)
    except ValueError:
        return complaint


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
