"""Decides how a value of ours stands in a cell of SQLite, and how it comes back, for each kind of column."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

from planner.months import Month
from planner.store.content import Cell
from planner.tables.column import Kind, Value


class Misfit(Exception):
    """A value that its kind of column cannot hold."""


def to_cell(kind: Kind, value: Value) -> Cell:
    """The cell of a value.

    Raises:
        Misfit: the column takes another kind of value, or SQLite cannot hold it.
    """
    return None if value is None else _WRITERS[kind](value)


def from_cell(kind: Kind, cell: Cell) -> Value:
    """The value of a cell.

    Raises:
        ValueError: no value of this kind is written so.
    """
    return None if cell is None else _READERS[kind](cell)


def as_json(value: Value) -> str:
    """Any value as a text of its own, for what fits no column."""
    if isinstance(value, Month):
        return json.dumps({"month": value.ordinal})
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def from_json(text: str) -> Value:
    """The value of ``as_json``.

    Raises:
        ValueError: no value is written so.
    """
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("a value in itself without end") from error
    if isinstance(value, dict) and value.keys() == {"month"} and isinstance(value["month"], int):
        return Month(value["month"])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError(f"{text} is no value")


def _write_text(value: Value) -> Cell:
    if not isinstance(value, str) or not _is_whole_text(value):
        raise Misfit
    return str(value)


def _write_number(value: Value) -> Cell:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Misfit
    try:
        number = float(value)
    except OverflowError as error:
        raise Misfit from error
    if not math.isfinite(number) or number != value:
        raise Misfit
    return number + 0.0  # SQLite keeps no negative zero


def _write_whole(value: Value) -> Cell:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise Misfit
    return int(value)


def _write_month(value: Value) -> Cell:
    if not isinstance(value, Month) or not 1 <= value.year <= 9999:
        raise Misfit
    return str(value)


def _write_names(value: Value) -> Cell:
    if not isinstance(value, tuple) or not all(isinstance(one, str) and _is_whole_text(one) for one in value):
        raise Misfit
    return json.dumps(value, ensure_ascii=False)


def _is_whole_text(text: str) -> bool:
    """Whether it has no half characters, which no file can hold."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _read_text(cell: Cell) -> Value:
    if not isinstance(cell, str):
        raise ValueError(f"{cell} is no text")
    return cell


def _read_number(cell: Cell) -> Value:
    if not isinstance(cell, float) or not math.isfinite(cell):
        raise ValueError(f"{cell} is no number")
    return cell


def _read_whole(cell: Cell) -> Value:
    if not isinstance(cell, int):
        raise ValueError(f"{cell} is no whole number")
    return cell


def _read_month(cell: Cell) -> Value:
    return Month.parse(str(_read_text(cell)))


def _read_names(cell: Cell) -> Value:
    names = from_json(str(_read_text(cell)))
    if not isinstance(names, tuple):
        raise ValueError(f"{cell} is no list")
    return names


_WRITERS: dict[Kind, Callable[[Value], Cell]] = {
    Kind.NAME: _write_text,
    Kind.TEXT: _write_text,
    Kind.CHOICE: _write_text,
    Kind.NUMBER: _write_number,
    Kind.WHOLE: _write_whole,
    Kind.MONTH: _write_month,
    Kind.NAMES: _write_names,
}
_READERS: dict[Kind, Callable[[Cell], Value]] = {
    Kind.NAME: _read_text,
    Kind.TEXT: _read_text,
    Kind.CHOICE: _read_text,
    Kind.NUMBER: _read_number,
    Kind.WHOLE: _read_whole,
    Kind.MONTH: _read_month,
    Kind.NAMES: _read_names,
}
