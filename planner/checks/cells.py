"""Decides whether each cell, alone or beside its like, is what its column is declared to hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TypeGuard

from planner.checks import words
from planner.checks.rule import Rule, Spot, error
from planner.checks.sight import Cells, Sight, is_blank
from planner.months import Month
from planner.tables.column import Column, Kind, Value
from planner.tables.edits import DeleteRows, SetCells
from planner.tables.inputs import INPUTS
from planner.tables.needs import BillLine, Demand
from planner.tables.table import Layout, Table, folded, table_of
from planner.units import Unit

LARGEST = 1e15
"""Beyond this a number is no quantity or price, and sums with it lose whole units."""

LATEST_YEAR = 9998
"""The calendar ends with the year 9999."""

WANTED = {
    Kind.NAME: "a name",
    Kind.TEXT: "a text",
    Kind.CHOICE: "a name",
    Kind.NUMBER: "a number",
    Kind.WHOLE: "a whole number",
    Kind.MONTH: "a month such as 2027-01",
    Kind.NAMES: "names separated with ;",
}


def empty_table(sight: Sight) -> Iterator[Spot]:
    """A table the plan cannot do without has at least one row."""
    for one in INPUTS:
        if one.needed and not sight.case.rows(one.id):
            yield Spot(f"{one.title} has no rows, and no plan can be made without any. Add at least one.", one.id)


def blank_required(sight: Sight) -> Iterator[Spot]:
    """A required cell is filled; absent is never taken for zero. Months outside the horizon may be blank."""
    for cells in sight.cells:
        if not cells.column.required:
            continue
        for row, value in enumerate(cells.values):
            if (value is None or is_blank(value)) and row not in cells.ignored:
                may_be_none = cells.column.numeric and not cells.column.outside(0)
                cure = "Enter it, 0 only if it is none." if may_be_none else "Enter it."
                yield _spot(cells, row, f"{_called(sight, cells, row)} is blank. {cure}")


def wrong_kind(sight: Sight) -> Iterator[Spot]:
    """A cell holds the kind of value its column takes; a number is finite, a name is not just blanks."""
    for cells in sight.cells:
        fits, required = _FITS[cells.column.kind], cells.column.required
        for row, value in enumerate(cells.values):
            if value is None or fits(value) or (required and is_blank(value)):
                continue
            wanted = WANTED[cells.column.kind]
            cure: Value = None
            if cells.column.kind is Kind.WHOLE and isinstance(value, float) and value.is_integer():
                cure = int(value)
            certain = cure is not None or is_blank(value)
            yield _spot(
                cells,
                row,
                f"{_called(sight, cells, row)} is {words.shown(value)}; it takes {wanted}. Write {wanted}"
                f"{'' if required else ' or leave it blank'}.",
                SetCells(cells.table.id, ((row, cells.column.id, cure),)) if certain else None,
            )


def out_of_bounds(sight: Sight) -> Iterator[Spot]:
    """A number keeps the bounds its column declares."""
    for cells in sight.cells:
        column = cells.column
        if column.low is None and column.high is None:
            continue
        for row, value in enumerate(cells.values):
            if row not in cells.ignored and _is_number(value) and column.outside(value):
                yield _spot(
                    cells,
                    row,
                    f"{_called(sight, cells, row)} is {words.shown(value)}; it must be {column.bounds_in_words()}."
                    f"{_percent_meant(column, value)}",
                )


def too_large(sight: Sight) -> Iterator[Spot]:
    """A number is no larger than can be reckoned with."""
    for cells in sight.cells:
        if not cells.column.numeric:
            continue
        for row, value in enumerate(cells.values):
            if _is_number(value) and abs(value) > LARGEST:
                yield _spot(
                    cells,
                    row,
                    f"{_called(sight, cells, row)} is {words.shown(value)}, more than can be reckoned with. "
                    "Correct it; where it stands for 'no limit', leave the cell blank if it may be.",
                )


def not_a_choice(sight: Sight) -> Iterator[Spot]:
    """A cell with fixed choices holds one of them."""
    for cells in sight.cells:
        column = cells.column
        if column.kind is not Kind.CHOICE:
            continue
        known = words.Names(column.choices)
        for row, value in enumerate(cells.values):
            if not isinstance(value, str) or is_blank(value) or value in column.choices:
                continue
            meant = next((one for one in column.choices if one.casefold() == value.casefold()), None)
            yield _spot(
                cells,
                row,
                f"{_called(sight, cells, row)} is {words.quoted(value)}; it takes "
                f"{words.names(column.choices, 'or', most=12)}."
                + (f" Write {words.quoted(meant)}." if meant else known.did_you_mean(value)),
                SetCells(cells.table.id, ((row, column.id, meant),)) if meant else None,
            )


def repeated_key(sight: Sight) -> Iterator[Spot]:
    """No two rows of a table have the same key, names compared without regard to case."""
    for one in INPUTS:
        if not one.keys or len(sight.case.rows(one.id)) < 2:
            continue
        first: dict[tuple[Value, ...], int] = {}
        for row, key in _keys(sight, one):
            before = first.setdefault(key, row)
            if before != row:
                yield _repeated(sight, one, before, row)


def demand_month_missing(sight: Sight) -> Iterator[Spot]:
    """A product with demand in some month has a row for every month of the horizon, if only with 0."""
    if sight.horizon is None:
        return
    declared = table_of(Demand)
    first: dict[str, int] = {}
    named: dict[str, set[int]] = {}
    for row, (product, month, _) in enumerate(sight.case.rows(declared.id)):
        if isinstance(product, str) and isinstance(month, Month):
            first.setdefault(product.casefold(), row)
            named.setdefault(product.casefold(), set()).add(month.ordinal)
    start = sight.horizon.start.ordinal
    wanted = range(start, start + sight.horizon.months)
    for folded_name, row in first.items():
        if missing := [Month(ordinal) for ordinal in wanted if ordinal not in named[folded_name]]:
            product = sight.case.rows(declared.id)[row][0]
            yield Spot(
                f"Demand of {words.shown(product)} is not given for {words.months(missing)}. Enter it, 0 where nothing "
                "is wanted.",
                declared.id,
                row,
                "product",
            )


def horizon_too_late(sight: Sight) -> Iterator[Spot]:
    """The horizon ends before the calendar does."""
    if sight.horizon and (sight.horizon.start + sight.horizon.months).year > LATEST_YEAR:
        yield Spot(
            f"Start month (Case) is {sight.horizon.start.words()}, and the calendar ends before the plan does. "
            "Enter the month in which the plan starts.",
            "case",
            0,
            "start_month",
        )


def _spot(cells: Cells, row: int, message: str, cure: SetCells | None = None) -> Spot:
    return Spot(message, cells.table.id, row, cells.column.id, cure)


def _called(sight: Sight, cells: Cells, row: int) -> str:
    return f"{cells.column.title} {sight.words(cells.table, row)}"


def _percent_meant(column: Column, value: float) -> str:
    if column.unit in (Unit.FRACTION, Unit.FRACTION_PER_YEAR) and 1 <= value <= 100 and not column.outside(value / 100):
        return f" Shares are fractions: did you mean {words.number(value / 100)}, which is {words.number(value)} %?"
    return ""


def _is_number(value: Value) -> TypeGuard[float]:
    """Whether it is a finite number; True and False are none."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


_FITS: dict[Kind, Callable[[Value], bool]] = {
    Kind.NAME: lambda value: isinstance(value, str) and not is_blank(value),
    Kind.TEXT: lambda value: isinstance(value, str),
    Kind.CHOICE: lambda value: isinstance(value, str) and not is_blank(value),
    Kind.NUMBER: _is_number,
    Kind.WHOLE: lambda value: isinstance(value, int) and not isinstance(value, bool),
    Kind.MONTH: lambda value: isinstance(value, Month),
    Kind.NAMES: lambda value: (
        isinstance(value, tuple) and all(isinstance(one, str) and not is_blank(one) for one in value)
    ),
}


def _keys(sight: Sight, one: Table[object]) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """(row, key) of every row whose key is sound; a blank key cell takes the default its row class gives it."""
    columns = []
    for column in one.keys:
        fits, place = _FITS[column.kind], one.position(column.id)
        given = [raw[place] for raw in sight.case.rows(one.id)]
        if not column.required and None in given:
            typed = sight.rows(one.row)
            given = [getattr(typed[row], column.id) if value is None else value for row, value in enumerate(given)]
        columns.append([folded(value) if value is None or fits(value) else _UNSOUND for value in given])
    needed = [place for place, column in enumerate(one.columns) if column.required and column.kind is Kind.NAME]
    for row, (raw, key) in enumerate(zip(sight.case.rows(one.id), zip(*columns, strict=True), strict=True)):
        if _UNSOUND not in key and not any(raw[place] is None for place in needed):
            yield row, key


_UNSOUND = "\0"
"""Stands in a key for a value of the wrong kind."""


def _repeated(sight: Sight, one: Table[object], before: int, row: int) -> Spot:
    rows = sight.case.rows(one.id)
    shown = [words.shown(key) for key in (rows[before][one.position(column.id)] for column in one.keys) if key]
    called = ", ".join(shown) or words.quoted(str(getattr(sight.rows(one.row)[before], one.keys[0].id)))
    where = "" if one.layout is Layout.MONTHS else f", in rows {before + 1} and {row + 1} (the header not counted)"
    adding_up = one.id in (table_of(BillLine).id, table_of(Demand).id)
    same = rows[before] == rows[row] and not adding_up  # two equal lines of a bill may both be meant
    cure = "If both are meant, write their sum in one row." if adding_up else "Keep one of them, or rename one."
    if one.id == "offers" and not shown:
        cure = "Give each offer a name of its own."
    return Spot(
        f"{called} stands twice in {one.title}{where}. {'The rows are equal: delete one.' if same else cure}",
        one.id,
        row,
        one.keys[0].id,
        DeleteRows(one.id, (row,)) if same else None,
    )


RULES: tuple[Rule[Sight], ...] = (
    error(empty_table),
    error(blank_required),
    error(wrong_kind),
    error(out_of_bounds),
    error(too_large),
    error(not_a_choice),
    error(repeated_key),
    error(demand_month_missing),
    error(horizon_too_late),
)
