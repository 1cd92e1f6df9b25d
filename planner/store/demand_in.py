"""Decides how demand is read: a column for each month, or a row for each; what is blank within the horizon counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from planner.months import Month
from planner.store.addresses import MonthsPlace
from planner.store.cells import Problem, converter
from planner.store.headers import Heading
from planner.store.imported import Gathering
from planner.store.percent_in import PercentCells
from planner.store.sheet_xml import Row, column_letters
from planner.store.table_in import heading_of, note_missing_column, note_problem, note_unheaded, read_below
from planner.tables.column import RawRow, Value
from planner.tables.needs import Settings
from planner.tables.table import Table, table_of

Horizon = tuple[Month, Month] | None
"""First and last month of the plan; None while the settings do not say."""


def read_demand(table: Table[Any], sheet: str, rows: Iterator[Row], horizon: Horizon, gathering: Gathering) -> None:
    """Read demand in either form into one row for each product and month.

    With a column for each month, a blank cell within the horizon is a row without a quantity, so that it is missed;
    a blank cell outside it, or one that cannot be read there, is no row. Quantities outside the horizon are kept: the
    plan does not look at them, and a longer horizon finds them again. While the horizon is not known a blank cell is
    no row.

    Args:
        table: the demand.
        sheet: title of the sheet.
        rows: its rows that have cells.
        horizon: first and last month of the plan, from the settings.
        gathering: takes rows, findings and places.
    """
    heading, below = heading_of(table, sheet, rows, gathering)
    if heading is None:
        return
    long = [column.id for column in heading.columns.values() if column.id in ("month", "quantity")]
    if long and heading.months:
        first = column_letters(min(heading.months))
        message = (
            "The sheet has a column for each month and a column Month or Quantity too. Keep one of the two forms: a "
            "column for each month, or one row for each product and month."
        )
        cell = f"{first}{heading.row}"
        gathering.error("two_forms", message, table=table.id, sheet=sheet, cell=cell)
    if heading.months:
        _read_wide(table, sheet, heading, below, horizon, gathering)
    elif long:
        read_below(table, sheet, heading, below, gathering)
        _forgive_outside(table, horizon, gathering)
    else:
        _note_no_month(table, sheet, heading, below, gathering)


def horizon_of(settings: Sequence[RawRow]) -> Horizon:
    """First and last month of the plan from the raw rows of the settings, if they say them."""
    declared = table_of(Settings)
    for row in settings:
        start, months = row[declared.position("start_month")], row[declared.position("months")]
        if isinstance(start, Month) and isinstance(months, int) and months >= 1:
            return start, start + (months - 1)
    return None


def outside(month: Month, horizon: Horizon) -> bool:
    """Whether the plan does not look at a month; no while the horizon is not known."""
    return horizon is not None and not horizon[0] <= month <= horizon[1]


def _read_wide(
    table: Table[Any], sheet: str, heading: Heading, below: Iterator[Row], horizon: Horizon, gathering: Gathering
) -> None:
    name = next((number for number, column in heading.columns.items() if column.id == "product"), 0)
    to_name, to_quantity = converter(table.field("product")), converter(table.field("quantity"))
    months = [(number, column_letters(number), month) for number, month in sorted(heading.months.items())]
    headed = heading.columns.keys() | heading.months.keys() | heading.strangers
    unheaded: set[int] = set()
    made: list[RawRow] = []
    numbers: list[int] = []
    letters: list[str] = []
    percents = PercentCells(table, sheet)
    for number, cells in below:
        product = to_name(cells.get(name))
        quantities = [(column, at, month, to_quantity(cells.get(column))) for column, at, month in months]
        unheaded |= cells.keys() - headed
        if product is None and all(quantity is None for *_, quantity in quantities):
            continue
        before = len(made)
        for column, at, month, quantity in quantities:
            ignored = outside(month, horizon)
            if quantity is None and (horizon is None or ignored):
                continue
            if isinstance(quantity, Problem):
                if ignored:
                    continue
                note_problem(quantity, table, len(made), "quantity", sheet, f"{at}{number}", gathering)
            elif not ignored:
                percents.note(table.field("quantity"), len(made), f"{at}{number}", cells.get(column))
            named = None if isinstance(product, Problem) else product
            made.append((named, month, None if isinstance(quantity, Problem) else quantity))
            numbers.append(number)
            letters.append(at)
        if isinstance(product, Problem):
            note_problem(product, table, before, "product", sheet, f"{column_letters(name)}{number}", gathering)
            gathering.unread.update((table.id, row, "product") for row in range(before, len(made)))
    gathering.rows[table.id] = made
    gathering.places[table.id] = MonthsPlace(
        sheet, heading.row, column_letters(name or 1), tuple(numbers), tuple(letters)
    )
    percents.tell(gathering)
    note_unheaded(table, sheet, heading, unheaded, gathering)
    if made and not name:
        note_missing_column(table, table.field("product"), sheet, heading, gathering)


def _forgive_outside(table: Table[Any], horizon: Horizon, gathering: Gathering) -> None:
    """Drop the findings of quantities that cannot be read in months the plan does not look at."""
    rows, place = gathering.rows[table.id], table.position("month")
    forgiven = {
        one
        for one in gathering.unread
        if one[0] == table.id and one[2] == "quantity" and _is_outside(rows[one[1]][place], horizon)
    }
    gathering.findings[:] = [one for one in gathering.findings if (one.table, one.row, one.field) not in forgiven]


def _is_outside(month: Value, horizon: Horizon) -> bool:
    return isinstance(month, Month) and outside(month, horizon)


def _note_no_month(table: Table[Any], sheet: str, heading: Heading, below: Iterator[Row], gathering: Gathering) -> None:
    gathering.absent.update((table.id, one.id) for one in table.columns)
    gathering.absent.add((table.id, ""))
    if next(below, None) is not None:
        message = "No column is headed with a month. Head a column for each with a date, or text such as 2027-01."
        gathering.error("missing_column", message, table=table.id, field="month", sheet=sheet, cell=f"A{heading.row}")
