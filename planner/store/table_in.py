"""Decides how the rows below a header become rows of a table: one pass, a conversion chosen for each column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.store.addresses import RowsPlace
from planner.store.cells import Converter, Problem, Shown, converter
from planner.store.headers import Heading, find_heading, read_heading
from planner.store.imported import Gathering
from planner.store.percent_in import PercentCells
from planner.store.sheet_xml import Row, column_letters
from planner.tables.column import Column, RawRow, Value
from planner.tables.table import Table


def read_rows(table: Table[Any], sheet: str, rows: Iterator[Row], gathering: Gathering) -> None:
    """Read a sheet with one row for each row of the table.

    Rows without a value in a known column are passed over. A cell that cannot become a value is a finding, and blank
    in the draft.

    Args:
        table: what is read.
        sheet: title of the sheet.
        rows: its rows that have cells.
        gathering: takes rows, findings and places.
    """
    heading, below = heading_of(table, sheet, rows, gathering)
    if heading is not None:
        read_below(table, sheet, heading, below, gathering)


def heading_of(
    table: Table[Any], sheet: str, rows: Iterator[Row], gathering: Gathering
) -> tuple[Heading | None, Iterator[Row]]:
    """The heading of a sheet and the rows below it; a sheet with cells but no heading is a finding."""
    gathering.rows[table.id] = []
    gathering.places[table.id] = RowsPlace(sheet, 1, {})
    row, below = find_heading(table, rows)
    if row is not None:
        return read_heading(table, row, sheet, gathering), below
    stray = next(below, None)
    if stray is not None:
        names = ", ".join(one.title for one in table.columns[:3])
        message = f"No row of the sheet names the columns of {table.title}. Put a row with {names} above the data."
        cell = f"{column_letters(min(stray[1]))}{stray[0]}"
        gathering.error("missing_header", message, table=table.id, sheet=sheet, cell=cell)
        gathering.absent.update((table.id, one.id) for one in table.columns)
        gathering.absent.add((table.id, ""))
    return None, below


def read_below(table: Table[Any], sheet: str, heading: Heading, below: Iterator[Row], gathering: Gathering) -> None:
    """Read the rows below a heading, and note what required columns are missing."""
    width = len(table.columns)
    made: list[RawRow] = []
    numbers: list[int] = []
    plan = _plan(table, heading)
    headed = heading.columns.keys() | heading.strangers
    unheaded: set[int] = set()
    percents = PercentCells(table, sheet)
    for number, cells in below:
        row: list[Value] = [None] * width
        filled = False
        for column, place, convert in plan:
            cell = cells.get(column)
            if cell is None:
                continue
            value = convert(cell)
            if value is None:
                continue
            filled = True
            if isinstance(value, Problem):
                note_problem(
                    value,
                    table,
                    len(made),
                    table.columns[place].id,
                    sheet,
                    f"{column_letters(column)}{number}",
                    gathering,
                )
            else:
                row[place] = value
                if cell.__class__ is Shown:
                    percents.note(table.columns[place], len(made), f"{column_letters(column)}{number}", cell)
        if filled:
            made.append(tuple(row))
            numbers.append(number)
        if not cells.keys() <= headed:
            unheaded |= cells.keys() - headed
    gathering.rows[table.id] = made
    gathering.places[table.id] = RowsPlace(sheet, heading.row, heading.letters(), tuple(numbers))
    percents.tell(gathering)
    note_unheaded(table, sheet, heading, unheaded, gathering)
    if made:
        there = {one.id for one in heading.columns.values()}
        for one in table.columns:
            if one.required and one.id not in there:
                note_missing_column(table, one, sheet, heading, gathering)


def note_problem(
    problem: Problem, table: Table[Any], row: int, column: str, sheet: str, cell: str, gathering: Gathering
) -> None:
    """Note a cell that cannot become a value."""
    gathering.unread.add((table.id, row, column))
    gathering.error(problem.rule, problem.message, table=table.id, row=row, field=column, sheet=sheet, cell=cell)


def note_unheaded(table: Table[Any], sheet: str, heading: Heading, columns: set[int], gathering: Gathering) -> None:
    """Warn of columns with cells but without a header."""
    for number in sorted(columns):
        message = f"Column {column_letters(number)} has cells but no header, and was left alone. Give it one."
        cell = f"{column_letters(number)}{heading.row}"
        gathering.warning("unknown_column", message, table=table.id, sheet=sheet, cell=cell)


def _plan(table: Table[Any], heading: Heading) -> list[tuple[int, int, Converter]]:
    """For each known column of the sheet: its number, its place in a row of ours, its conversion."""
    return [
        (number, table.position(column.id), converter(column)) for number, column in sorted(heading.columns.items())
    ]


def note_missing_column(table: Table[Any], column: Column, sheet: str, heading: Heading, gathering: Gathering) -> None:
    """Note that a required column is not there."""
    message = f"The column '{column.title}' is missing. Add it, or name its header so."
    gathering.error("missing_column", message, table=table.id, field=column.id, sheet=sheet, cell=f"A{heading.row}")
    gathering.absent.add((table.id, column.id))
