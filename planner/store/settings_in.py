"""Decides how the sheet of settings is read: a name and a value in each row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from planner.store.addresses import SettingsPlace
from planner.store.cells import Problem, converter
from planner.store.headers import close_to, folded_header
from planner.store.imported import Gathering
from planner.store.percent_in import PercentCells
from planner.store.sheet_xml import Row, column_letters
from planner.store.table_in import note_problem
from planner.store.texts import shortened
from planner.tables.column import Value
from planner.tables.table import Table

_LOOK = 50  # rows with cells among which the header is looked for


def read_settings(table: Table[Any], sheet: str, rows: Iterator[Row], gathering: Gathering) -> None:
    """Read the settings into the one row of their table.

    Below a header ``setting``, ``value`` (other columns are left alone), or without one in the first two columns.

    Args:
        table: the settings.
        sheet: title of the sheet.
        rows: its rows that have cells.
        gathering: takes the row, findings and places.
    """
    names, values, below = _columns(rows)
    known = {folded_header(text): one for one in table.columns for text in (one.title, one.id)}
    row: list[Value] = [None] * len(table.columns)
    places: dict[str, str] = {}
    percents = PercentCells(table, sheet)
    for number, cells in below:
        name = cells.get(names)
        if name is None or (isinstance(name, str) and not name.strip()):
            continue
        column = known.get(folded_header(name)) if isinstance(name, str) else None
        place: dict[str, str] = {"table": table.id, "sheet": sheet, "cell": f"{column_letters(names)}{number}"}
        if column is None:
            message = f"The setting '{shortened(str(name))}' is not known and was left alone."
            message += close_to(str(name), [one.title for one in table.columns])
            gathering.warning("unknown_setting", message, **place)
        elif column.id in places:
            message = f"The setting '{column.title}' stands beside {places[column.id]} already. Take one of them out."
            gathering.error("repeated_setting", message, row=0, field=column.id, **place)
        else:
            places[column.id] = f"{column_letters(values)}{number}"
            value = converter(column)(cells.get(values))
            if isinstance(value, Problem):
                note_problem(value, table, 0, column.id, sheet, places[column.id], gathering)
            else:
                row[table.position(column.id)] = value
                percents.note(column, 0, places[column.id], cells.get(values))
    percents.tell(gathering)
    gathering.rows[table.id] = [tuple(row)]
    gathering.places[table.id] = SettingsPlace(sheet, places)


def _columns(rows: Iterator[Row]) -> tuple[int, int, Iterator[Row]]:
    """The column of names, the column of values, and the rows below their header."""
    first = list(itertools.islice(rows, _LOOK))
    for place, (_, cells) in enumerate(first):
        headers = {folded_header(value): number for number, value in cells.items() if isinstance(value, str)}
        if "setting" in headers and "value" in headers:
            return headers["setting"], headers["value"], itertools.chain(first[place + 1 :], rows)
    return 1, 2, itertools.chain(first, rows)
