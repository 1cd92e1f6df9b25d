"""Decides how what stands in a cell becomes a value of ours, or a problem in words, for each kind of column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.months import Month
from planner.store.texts import shortened
from planner.tables.column import Column, Kind, Value
from planner.units import Unit


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error in a cell, such as ``#DIV/0!``."""

    code: str


@dataclass(frozen=True, slots=True)
class NeverCalculated:
    """A formula whose result is not in the file."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number whose format shows more than its digits.

    Attributes:
        number: the value.
        digits: least digits shown before the point, leading zeros filled in.
        percent: whether it is shown in percent.
    """

    number: float
    digits: int = 1
    percent: bool = False


CellValue = str | int | float | bool | datetime | date | time | timedelta | ErrorValue | NeverCalculated | Shown | None
"""What may stand in a cell before it is ours."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot become a value.

    Attributes:
        rule: id of the rule.
        message: a sentence with the column, the value and the cure.
    """

    rule: str
    message: str


Converter = Callable[[CellValue], Value | Problem]

_EXACT = 10**15  # Excel keeps 15 digits of a number: longer ones have lost their last
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")  # 1.234: a German thousand or a little more than one
_PERCENT = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*%")
_SPACES = re.compile(r"[\s_]+")


def converter(column: Column) -> Converter:
    """The function that converts cells of a column: made once for the column, called for each cell.

    A blank cell, or text of spaces alone, is None. Whether a value may be blank, is within bounds or is one of the
    choices is not asked here: that is asked of every case, wherever it came from.
    """
    return _MAKERS[column.kind](column)


def _number(column: Column) -> Converter:
    of_hundred = column.unit is Unit.PERCENT
    endless = Problem("not_a_number", f"{column.title} is no finite number. Enter a number.")

    def convert(value: CellValue) -> Value | Problem:
        if value.__class__ is float or value.__class__ is int:
            return float(value) if -math.inf < value < math.inf else endless
        if value is None:
            return None
        if isinstance(value, Shown):  # 3% in a column of percent is 3
            return float(f"{value.number * 100:.14g}") if of_hundred and value.percent else float(value.number)
        if isinstance(value, str):
            return _number_from_text(column, value)
        return _misfit(column, value, "not_a_number", "Enter a number.")

    return convert


def _whole(column: Column) -> Converter:
    number = _number(column)

    def convert(value: CellValue) -> Value | Problem:
        if value.__class__ is int:
            return value
        result = number(value)
        if isinstance(result, float):
            if result.is_integer():
                return int(result)
            shown = f", shown as {100 * result:,.10g} %" if isinstance(value, Shown) and value.percent else ""
            return Problem("not_whole", f"{column.title} is {result:,.10g}{shown}. Enter a whole number.")
        return result

    return convert


def _number_from_text(column: Column, value: str) -> Value | Problem:
    text = value.strip()
    if not text:
        return None
    if _THOUSANDS.fullmatch(text):
        why = f"{column.title} is the text '{text}', which may mean a thousand or a fraction. Enter it as a number."
        return Problem("not_a_number", why)
    if _PLAIN.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    cure = (
        _percent_meant(column, text) or "Enter a number, with a point for decimals and nothing between the thousands."
    )
    return Problem("not_a_number", f"{column.title} is the text '{shortened(text)}', which is no plain number. {cure}")


def _percent_meant(column: Column, text: str) -> str:
    """The cure of a share or a percentage that was written as text, such as ``4 %``; empty for any other text."""
    found = _PERCENT.fullmatch(text)
    if not found:
        return ""
    percent = float(found[1].replace(",", "."))
    if column.unit in (Unit.FRACTION, Unit.FRACTION_PER_YEAR):
        return f"Enter {percent / 100:.10g}, or {percent:.10g} % as a number that Excel shows in percent."
    return f"Enter {percent:.10g}." if column.unit is Unit.PERCENT else ""


def _name(column: Column) -> Converter:
    def convert(value: CellValue) -> Value | Problem:
        if value.__class__ is str:
            return value.strip() or None
        if value is None:
            return None
        return _digits(column, value)

    return convert


def _choice(column: Column) -> Converter:
    name = _name(column)
    known = {_SPACES.sub("", one).casefold(): one for one in column.choices}

    def convert(value: CellValue) -> Value | Problem:
        result = name(value)
        if isinstance(result, str):
            return known.get(_SPACES.sub("", result).casefold(), result)
        return result

    return convert


def _names(column: Column) -> Converter:
    name = _name(column)

    def convert(value: CellValue) -> Value | Problem:
        result = name(value)
        if isinstance(result, str):
            return tuple(part for part in map(str.strip, result.split(";")) if part) or None
        return result

    return convert


def _text(column: Column) -> Converter:
    def convert(value: CellValue) -> Value | Problem:
        if isinstance(value, str):
            return value if value.strip() else None
        if value is None or isinstance(value, ErrorValue | NeverCalculated):
            return None if value is None else _misfit(column, value, "", "")
        return _whole_digits(value) or _as_text(value)

    return convert


def _as_text(value: int | float | date | time | timedelta | Shown) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value.number if isinstance(value, Shown) else value)


def _month(column: Column) -> Converter:
    cure = "Enter a date in the month, or text such as 2026-12."

    def convert(value: CellValue) -> Value | Problem:
        if isinstance(value, date):  # datetime is one too
            return Month.containing(value)
        if value is None:
            return None
        if isinstance(value, str):
            return _month_from_text(column, value, cure)
        return _misfit(column, value, "not_a_month", cure)

    return convert


def _month_from_text(column: Column, value: str, cure: str) -> Value | Problem:
    text = value.strip()
    if not text:
        return None
    try:
        return Month.parse(text)
    except ValueError:
        return Problem("not_a_month", f"{column.title} is '{shortened(text)}', which is no month. {cure}")


def _digits(column: Column, value: CellValue) -> Value | Problem:
    """A cell of a name that holds no text: a whole number is its digits, with the leading zeros it is shown with."""
    digits = _whole_digits(value)
    if digits:
        return digits
    if isinstance(value, date | time | timedelta):
        cure = "Excel may have made a date of a name: format the column as text and enter the name again."
        return _misfit(column, value, "not_a_name", cure)
    cure = "Format the cell as text and enter the name again."
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT:
        why = f"{column.title} is a number of more than 15 digits, of which Excel has lost the last."
        return Problem("not_a_name", f"{why} {cure}")
    return _misfit(column, value, "not_a_name", cure)


def _whole_digits(value: CellValue) -> str:
    """The digits of a whole number as the cell shows them; empty for anything else."""
    least = value.digits if isinstance(value, Shown) else 1
    number = value.number if isinstance(value, Shown) else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    if not -_EXACT < number < _EXACT or number != int(number):
        return ""
    return f"{int(number):0{least + (number < 0)}d}"


def _misfit(column: Column, value: CellValue, rule: str, cure: str) -> Problem:
    """The problem of a cell that holds another kind of thing."""
    if isinstance(value, ErrorValue):
        cure = "Mend the formula, or enter the value."
        return Problem("error_value", f"{column.title} is the error {shortened(value.code)}. {cure}")
    if isinstance(value, NeverCalculated):
        why = f"{column.title} is a formula that was never calculated."
        return Problem("formula_without_value", f"{why} Open the workbook in Excel, save it and import it again.")
    return Problem(rule, f"{column.title} is {_in_words(value)}. {cure}")


def _in_words(value: CellValue) -> str:
    if isinstance(value, bool):
        return f"the truth value {'TRUE' if value else 'FALSE'}"
    if isinstance(value, datetime):
        return f"the date {value.date().isoformat()}"
    if isinstance(value, date):
        return f"the date {value.isoformat()}"
    if isinstance(value, time | timedelta):
        return f"the time {value}"
    if isinstance(value, Shown):
        value = value.number
    return f"the number {value:.15g}" if isinstance(value, int | float) else f"'{value}'"


_MAKERS: dict[Kind, Callable[[Column], Converter]] = {
    Kind.NAME: _name,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.NAMES: _names,
}
