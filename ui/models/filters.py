"""Decides which rows a column filter shows, and in which order values sort."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QLocale

from planner.months import Month
from planner.tables.column import Column, Kind, Value
from ui.models import entry
from ui.models.display import Display

_COMPARING = re.compile(r"(>=|<=|<>|=|>|<)\s*(.*)")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "<>": operator.ne,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}

HINT = "Text, or a comparison such as >500, =China, <>China; = alone shows blanks, <> alone all others."

Predicate = Callable[[Value], bool]

Filter = str | frozenset[Value]
"""What a column shows only: values that meet a condition in words, or these values."""


def predicate(column: Column, wanted: Filter, display: Display) -> Predicate:
    """Whether a value passes a filter, as the user wrote it or chose it from the values there are.

    A comparison that cannot be read as one (``> abc`` in a number column) is looked for as text.
    """
    return wanted.__contains__ if isinstance(wanted, frozenset) else _condition(column, wanted, display)


def _condition(column: Column, text: str, display: Display) -> Predicate:
    plain = text.strip()
    if compared := _COMPARING.fullmatch(plain):
        found = _comparison(column, compared[1], compared[2].strip(), display.locale)
        if found is not None:
            return found
    wanted = plain.casefold()
    return lambda value: wanted in display.text(column, value).casefold()


def _comparison(column: Column, sign: str, text: str, locale: QLocale) -> Predicate | None:
    compare = _OPERATORS[sign]
    if not text:
        return {"=": _is_blank, "<>": _is_filled}.get(sign)
    if column.kind in (Kind.NAME, Kind.TEXT, Kind.CHOICE):
        wanted = text.casefold()
        return lambda value: isinstance(value, str) and compare(value.casefold(), wanted)
    if column.kind is Kind.NAMES:
        return _names_comparison(sign, text.casefold())
    limit = entry.read(column, text, locale)
    if limit is None or isinstance(limit, entry.Complaint):
        return None
    return _ordered(compare, limit)


def _ordered(compare: Callable[[Any, Any], bool], limit: Value) -> Predicate:
    def holds(value: Value) -> bool:
        try:
            return value is not None and compare(value, limit)
        except TypeError:  # a column of mixed kinds, such as that of the settings
            return False

    return holds


def _names_comparison(sign: str, wanted: str) -> Predicate | None:
    def holds(value: Value) -> bool:
        return isinstance(value, tuple) and any(one.casefold() == wanted for one in value)

    return {"=": holds, "<>": lambda value: not holds(value)}.get(sign)


def _is_blank(value: Value) -> bool:
    return value is None


def _is_filled(value: Value) -> bool:
    return value is not None


def sorted_places(values: Sequence[Value], places: Sequence[int], *, falling: bool) -> list[int]:
    """The places sorted by their values, equal ones in their old order, blanks always last."""
    keys = [_sort_key(value) for value in values]
    filled = [place for place in places if values[place] is not None]
    blank = [place for place in places if values[place] is None]
    try:
        filled.sort(key=keys.__getitem__, reverse=falling)
    except TypeError:  # a column of mixed kinds, such as the values of a summary
        filled.sort(key=lambda place: str(keys[place]), reverse=falling)
    return filled + blank


def _sort_key(value: Value) -> Any:
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, Month):
        return value.ordinal
    if isinstance(value, tuple):
        return "; ".join(value).casefold()
    return value
